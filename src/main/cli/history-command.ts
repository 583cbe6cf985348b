import type { HistoryEntry, TextView } from '../../shared/contract/history';
import type { Translate } from '../../shared/i18n/translator';
import { messageTime } from '../../shared/sms/template';
import { decisionSentence, heldSentence, reasonSentence } from '../../shared/i18n/decision-text';
import type { CliContext } from './cli-context';
import { withLedger } from './open-ledger';
import type { Output } from './output/terminal';
import type { ExitCode } from './output/ending';

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
export function runHistory({ context, json, output, limit, search }: HistoryRun): ExitCode {
  const { translate } = context;
  const entries = Number(limit);
  if (!Number.isInteger(entries) || entries < 1 || entries > MAX_ENTRIES) {
    output.err(translate('cli.badLimit', { limit, most: MAX_ENTRIES }));
    return 2;
  }
  const write = (found: readonly HistoryEntry[]): ExitCode => {
    found.forEach((entry) => (json ? output.json(entry) : plainEntry(entry, translate).forEach(output.out)));
    if (found.length === 0 && !json) {
      output.out(translate('cli.historyEmpty'));
    }
    return 0;
  };
  return withLedger(
    context,
    output,
    () => write([]),
    (ledger) => write(ledger.history.list({ before: null, limit: entries, search })),
  );
}

function plainEntry(entry: HistoryEntry, translate: Translate): readonly string[] {
  const head = `${messageTime(entry.at)} ${sentence(entry, translate)}`;
  const texts = entry.kind === 'problem' ? [] : entry.texts;
  return [head, ...texts.map((text) => `  ${plainText(text, translate)}`)];
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
      return `${translate(`window.history.${entry.kind}`)} · ${entry.content}`;
    case 'problem': {
      const values = { ...entry.params, subject: entry.subject };
      const title = translate(`problem.${entry.code}.title`, values);
      const remedy = translate(`problem.${entry.code}.remedy`, values);
      return translate(entry.clearedAt === null ? 'cli.problem' : 'cli.cleared', { title, remedy });
    }
  }
}

function plainText({ id, to, type, state, reason, practice }: TextView, translate: Translate): string {
  const key = practice ? 'cli.practiceText' : 'cli.text';
  const what = translate(key, { id, to, type, state: translate(`cli.textState.${state}`) });
  return reason ? `${what} — ${reasonSentence(reason, translate)}` : what;
}
