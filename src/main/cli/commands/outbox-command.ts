import { reasonSentence } from '../../../shared/i18n/decision-text';
import { ageWords } from '../../../shared/i18n/duration-words';
import type { Translate } from '../../../shared/i18n/translator';
import type { UnfinishedText } from '../../engine/ledger/tables/outbox/outbox';
import type { CliContext } from '../cli-context';
import { recipientWords } from '../format/amounts';
import { deliverySentence, targetOf, typeWord, whyOf } from '../format/delivery-words';
import { textStateSpan } from '../format/state-words';
import { type Row, tableLines } from '../format/table';
import { withLedger } from '../open-ledger';
import { styled } from '../output/line';
import type { Output } from '../output/terminal';
import type { ExitCode } from '../output/ending';

/** Arguments of `logbell outbox`. */
export interface OutboxRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
}

/** Most texts that are listed, newest first. */
const MAX_LISTED = 1_000;

/** Lists the texts that have not been delivered: state, reason and age. */
export function runOutbox(run: OutboxRun): ExitCode {
  return withLedger(
    run.context,
    run.output,
    () => writeTexts([], run),
    ({ texts }) => writeTexts(texts.unfinished(MAX_LISTED), run),
  );
}

function writeTexts(texts: readonly UnfinishedText[], { context, json, output }: OutboxRun): ExitCode {
  const { translate } = context;
  const width = output.width();
  const now = Date.now();
  if (json) {
    texts.forEach((text) => output.json(jsonObject(text, translate)));
  } else if (texts.length === 0) {
    output.out(translate('cli.outboxEmpty'));
  } else if (width === null) {
    texts.forEach((text) => plainText(text, now, translate).forEach(output.out));
  } else {
    const rows = texts.map((text) => rowOf(text, now, translate));
    tableLines(columns(translate), rows, width).forEach(output.out);
    const failed = texts.find((text) => text.state === 'failed' && !text.practice);
    if (failed) {
      output.out(translate('cli.outboxNext', { id: failed.id }));
    }
  }
  return 0;
}

function columns(translate: Translate): Parameters<typeof tableLines>[0] {
  return [
    { heading: translate('cli.heading.id'), align: 'right' },
    { heading: translate('cli.heading.to') },
    { heading: translate('cli.heading.type') },
    { heading: translate('cli.heading.state') },
    { heading: translate('cli.heading.age'), align: 'right' },
    { heading: translate('cli.heading.message') },
  ];
}

function rowOf(text: UnfinishedText, now: number, translate: Translate): Row {
  const { id, state, owedAt, content } = text;
  const reason = whyOf(text, translate);
  return {
    cells: [
      styled(String(id)),
      styled(recipientWords(text)),
      styled(typeWord(text, translate)),
      textStateSpan(state, translate, text.channel),
      styled(ageWords(now - owedAt, translate)),
    ],
    last: [styled(content), ...(reason === '' ? [] : [styled(reason, 'dim')])],
  };
}

function jsonObject(text: UnfinishedText, translate: Translate): object {
  const { id, channel, fallback, recipient, to, type, state, reason, practice, content, owedAt, at, attempts } = text;
  const through = channel === '' ? {} : { channel, ...(fallback === undefined ? {} : { fallback }) };
  const why = reason ? { why: reason.code, reason: reasonSentence(reason, translate) } : {};
  return { id, recipient, to, ...through, type, state, ...why, attempts, practice, owedAt, changedAt: at, content };
}

function plainText(text: UnfinishedText, now: number, translate: Translate): readonly string[] {
  const what = deliverySentence({ ...text, to: targetOf(text) }, translate);
  const age = translate('cli.age', { age: ageWords(now - text.owedAt, translate) });
  const reason = whyOf(text, translate);
  const head = reason === '' ? `${what} · ${age}` : `${what} · ${age} — ${reason}`;
  return [head, `  ${text.content}`];
}
