import type { ActionRefusal } from '../../shared/contract/text-actions';
import { withLedger } from './open-ledger';
import type { OutboxRun } from './outbox-command';
import type { ExitCode } from './watch-command';

/** What `logbell outbox resend` and `drop` are given. */
export interface TextActionRun extends Omit<OutboxRun, 'json'> {
  /** The text's number as it was typed. */
  readonly id: string;
  readonly action: 'resend' | 'drop';
  /** Send it again also when the phone may then get it twice. */
  readonly sure: boolean;
}

/** Sends a text again or drops it. A Logbell at work notices within a second; otherwise it goes out at the next start. */
export function runTextAction({ context, output, id, action, sure }: TextActionRun): ExitCode {
  const { translate } = context;
  if (!/^[1-9]\d{0,14}$/.test(id)) {
    output.err(translate('cli.badTextId', { id }));
    return 2;
  }
  const refuse = (why: ActionRefusal): ExitCode => {
    output.err(translate(`textAction.${why}`));
    if (why === 'may-repeat') {
      output.err(translate('cli.resendSure', { id }));
    }
    return 1;
  };
  const onNone = (): ExitCode => refuse('no-such-text');
  return withLedger(context, output, onNone, ({ texts }) => {
    const now = Date.now();
    const outcome = action === 'resend' ? texts.resend(Number(id), now, sure) : texts.drop(Number(id), now);
    if (outcome.ok) {
      const isReserved = outcome.value.reason?.code === 'cancelling';
      output.out(translate(isReserved ? 'cli.dropReserved' : `cli.${action}Done`, { id }));
      return 0;
    }
    return refuse(outcome.error);
  });
}
