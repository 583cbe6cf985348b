import type { HistoryEntry, ProblemEntry, TextView } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import { problemRemedy, problemReportSentence, problemTitle, problemWords } from '../../../shared/i18n/problem-text';
import { decisionSentence, heldSentence } from '../../../shared/i18n/decision-text';
import type { CliContext } from '../cli-context';
import { recipientWords } from '../format/amounts';
import { deliverySentence, deliveryTo, targetOf, whyOf } from '../format/delivery-words';
import { textStateSpan, whyWords } from '../format/state-words';
import { type Row, tableLines } from '../format/table';
import { withLedger } from '../open-ledger';
import { type Span, type Style, styled } from '../output/line';
import { printError } from '../output/messages';
import type { Output } from '../output/terminal';
import type { ExitCode } from '../output/ending';

/** Arguments of `logbell history`. */
interface HistoryRun {
  readonly context: CliContext;
  readonly json: boolean;
  readonly output: Output;
  /** Maximum number of entries, as typed. */
  readonly limit: string;
  /** Text that entries must contain; empty for all. */
  readonly search: string;
}

const MAX_ENTRIES = 10_000;

/** Prints the history, newest first: matches with their decisions and texts, tests, digests and problems. */
export function runHistory(run: HistoryRun): ExitCode {
  const { context, output, limit, search } = run;
  const { translate } = context;
  const entries = Number(limit);
  if (!Number.isInteger(entries) || entries < 1 || entries > MAX_ENTRIES) {
    const fix = translate('cli.fix.badLimit', { most: MAX_ENTRIES });
    printError(output, translate, translate('cli.badLimit', { limit }), fix);
    return 2;
  }
  return withLedger(
    context,
    output,
    () => writeEntries([], run),
    (ledger) => writeEntries(ledger.history.list({ before: null, limit: entries, search }), run),
  );
}

function writeEntries(entries: readonly HistoryEntry[], { context, json, output }: HistoryRun): ExitCode {
  const { translate } = context;
  const width = output.width();
  if (json) {
    entries.forEach((entry) => output.json(entry));
  } else if (entries.length === 0) {
    output.out(translate('cli.historyEmpty'));
  } else if (width === null) {
    entries.forEach((entry) => plainEntry(entry, translate).forEach(output.out));
  } else {
    const rows = entries.map((entry) => rowOf(entry, translate));
    tableLines(columns(translate), rows, width).forEach(output.out);
  }
  return 0;
}

function columns(translate: Translate): Parameters<typeof tableLines>[0] {
  const headings = ['time', 'event', 'rule', 'details'] as const;
  return headings.map((name) => ({ heading: translate(`cli.heading.${name}`) }));
}

function rowOf(entry: HistoryEntry, translate: Translate): Row {
  const { rule, event, style, what } = summaryOf(entry, translate);
  const texts = entry.kind === 'problem' ? [] : entry.texts;
  const content = entry.kind === 'problem' ? '' : entry.content;
  return {
    cells: [styled(messageTime(entry.at), 'dim'), styled(translate(`cli.event.${event}`), style), styled(rule)],
    last: [...what, ...texts.map((text) => textSpan(text, content, translate))],
  };
}

/** First columns of an entry, and its own lines of the last one. */
interface Summary {
  readonly rule: string;
  readonly event: 'alerted' | 'held' | 'test' | 'digest' | 'escalation' | 'silence' | 'problem' | 'resolved';
  readonly style: Style;
  readonly what: readonly Span[];
}

function summaryOf(entry: HistoryEntry, translate: Translate): Summary {
  switch (entry.kind) {
    case 'match':
    case 'held': {
      const { rule, decision } = entry;
      const { outcome, why, params } = decision;
      const what = styled(entry.kind === 'match' ? entry.line : translate('cli.more', { count: entry.count }));
      const reason =
        why === 'matched' && params['within'] === undefined ? [] : [styled(whyWords(decision, translate), 'dim')];
      return { rule, event: outcome, style: outcome === 'held' ? 'yellow' : 'bold', what: [what, ...reason] };
    }
    case 'test':
    case 'digest':
      return { rule: '', event: entry.kind, style: 'bold', what: [] };
    case 'escalation':
    case 'silence':
      return { rule: entry.rule, event: entry.kind, style: 'bold', what: [] };
    case 'problem': {
      const [title, remedy] = [problemTitle(entry, translate), problemRemedy(entry, translate)];
      const after = afterProblem(entry, translate).map((line) => styled(line, 'dim'));
      return entry.clearedAt === null
        ? { rule: '', event: 'problem', style: 'red', what: [styled(title), styled(remedy, 'dim'), ...after] }
        : { rule: '', event: 'resolved', style: 'green', what: [styled(title), ...after] };
    }
  }
}

/** Words for a text under its entry, in the color of its state. */
function textSpan(text: TextView, content: string, translate: Translate): Span {
  const { channel, state } = text;
  const { text: word, style } = textStateSpan(state, translate, channel);
  const why = whyOf(state === 'delivered' ? { ...text, reason: null } : text, translate);
  const message = content === '' ? '' : ` "${content}"`;
  return styled(
    `→ ${deliveryTo({ ...text, to: recipientWords(text) }, translate)}:${message} ${word}${why === '' ? '' : ` — ${why}`}`,
    style,
  );
}

function plainEntry(entry: HistoryEntry, translate: Translate): readonly string[] {
  const head = `${messageTime(entry.at)} ${sentence(entry, translate)}`;
  return entry.kind === 'problem'
    ? [head, ...afterProblem(entry, translate).map((line) => `  ${line}`)]
    : [head, ...entry.texts.map((text) => `  ${plainText(text, entry.content, translate)}`)];
}

function sentence(entry: HistoryEntry, translate: Translate): string {
  switch (entry.kind) {
    case 'match': {
      const { rule, path: file, line, decision } = entry;
      const why = decisionSentence(decision, translate);
      const key = decision.outcome === 'held' ? 'cli.held' : 'cli.match';
      return translate(key, { rule, file, line, why });
    }
    case 'held': {
      const { rule, count, decision } = entry;
      return translate('cli.heldInMinute', { rule, count, why: heldSentence(decision, translate) });
    }
    case 'test':
    case 'digest':
    case 'escalation':
    case 'silence':
      return `${translate(`cli.event.${entry.kind}`)} · ${entry.content}`;
    case 'problem':
      return entry.clearedAt === null
        ? `${translate('cli.event.problem')} · ${problemWords(entry, translate)}`
        : `${translate('cli.event.resolved')} · ${problemTitle(entry, translate)}`;
  }
}

/** End of a problem, and the messages that reported it. */
function afterProblem({ clearedAt, reports = [] }: ProblemEntry, translate: Translate): readonly string[] {
  const end = clearedAt === null ? [] : [translate('window.history.over', { time: messageTime(clearedAt) })];
  const reported = reports.map((report) => {
    const why = whyOf(report, translate);
    return `→ ${problemReportSentence(report, translate)}${why === '' ? '' : ` ${why}`}`;
  });
  return [...end, ...reported];
}

function plainText(text: TextView, content: string, translate: Translate): string {
  const why = whyOf(text, translate);
  const head = deliverySentence({ ...text, to: targetOf(text) }, translate);
  const what = content === '' ? head : `${head} · "${content}"`;
  return why === '' ? what : `${what} — ${why}`;
}
