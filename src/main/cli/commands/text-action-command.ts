import type { ActionRefusal } from '../../../shared/contract/delivery/text-actions';
import { withLedger } from '../open-ledger';
import type { OutboxRun } from './outbox-command';
import type { ExitCode } from '../output/ending';
import { printError } from '../output/messages';

/** Arguments of `logbell outbox resend` and `drop`. */
interface TextActionRun extends Omit<OutboxRun, 'json'> {
  /** Number of the text, as typed. */
  readonly id: string;
  readonly action: 'resend' | 'drop';
  /** Resends even if the phone might get the text twice. */
  readonly sure: boolean;
}

/**
 * Resends or cancels a text. A running Logbell notices within a second; otherwise the text goes out at the next start.
 */
export function runTextAction({ context, output, id, action, sure }: TextActionRun): ExitCode {
  const { translate } = context;
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    printError(output, translate, translate('cli.badTextId', { id }), translate('cli.fix.badTextId'));
    return 2;
  }
  const refuse = (why: ActionRefusal): ExitCode => {
    const fix = why === 'may-repeat' ? translate('cli.fix.resend', { id }) : '';
    printError(output, translate, translate(`textAction.${why}`), fix);
    return 1;
  };
  const onNone = (): ExitCode => refuse('no-such-text');
  return withLedger(context, output, onNone, ({ texts }) => {
    const now = Date.now();
    const outcome = action === 'resend' ? texts.resend(Number(id), now, sure) : texts.drop(Number(id), now);
    if (outcome.ok) {
      const isReserved = outcome.value.reason?.code === 'cancelling';
      output.out(translate(isReserved ? 'cli.dropReserved' : `cli.${action}Done`, { id }));
      if (action === 'resend') {
        output.out(translate('cli.resendNext'));
      }
      return 0;
    }
    return refuse(outcome.error);
  });
}
