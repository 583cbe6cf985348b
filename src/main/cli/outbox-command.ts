import type { Translate } from '../../shared/i18n/translator';
import { reasonSentence } from '../../shared/i18n/decision-text';
import { ageWords } from '../../shared/i18n/duration-words';
import type { UnfinishedText } from '../engine/ledger/tables/outbox';
import type { CliContext } from './cli-context';
import { withLedger } from './open-ledger';
import type { Output } from './output/terminal';
import type { ExitCode } from './output/ending';

/** Arguments of `logbell outbox`. */
export interface OutboxRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Most texts that are listed, newest first. */
const MAX_LISTED = 1_000;

/** Lists the texts that have not been delivered: state, reason and age. */
export function runOutbox({ context, json, output }: OutboxRun): ExitCode {
  const { translate } = context;
  const write = (unfinished: readonly UnfinishedText[]): ExitCode => {
    const now = Date.now();
    unfinished.forEach((text) =>
      json ? output.json(jsonObject(text, translate)) : plainText(text, now, translate).forEach(output.out),
    );
    if (unfinished.length === 0 && !json) {
      output.out(translate('cli.outboxEmpty'));
    }
    return 0;
  };
  return withLedger(
    context,
    output,
    () => write([]),
    ({ texts }) => write(texts.unfinished(MAX_LISTED)),
  );
}

function reasonWords({ reason }: UnfinishedText, translate: Translate): string {
  return reason ? reasonSentence(reason, translate) : '';
}

function jsonObject(text: UnfinishedText, translate: Translate): object {
  const { id, recipient, to, type, state, reason, practice, content, owedAt, at, attempts } = text;
  const why = reason ? { why: reason.code, reason: reasonWords(text, translate) } : {};
  return { id, recipient, to, type, state, ...why, attempts, practice, owedAt, changedAt: at, content };
}

function plainText(text: UnfinishedText, now: number, translate: Translate): readonly string[] {
  const key = text.practice ? 'cli.practiceText' : 'cli.text';
  const state = translate(`cli.textState.${text.state}`);
  const what = translate(key, { id: text.id, to: text.to, type: text.type, state });
  const age = translate('cli.age', { age: ageWords(now - text.owedAt, translate) });
  const reason = reasonWords(text, translate);
  const head = reason === '' ? `${what} · ${age}` : `${what} · ${age} — ${reason}`;
  return [head, `  ${text.content}`];
}
