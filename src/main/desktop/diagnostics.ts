import type { HistoryEntry } from '../../shared/history';
import type { AppInfo, KeysView, SettingsView } from '../../shared/ipc-contract';
import { maskNumber } from '../../shared/phone-number';
import type { Rule, Settings } from '../../shared/settings';
import type { AppStatus } from '../../shared/status';

/** What a diagnosis is made of; numbers, messages and lines are taken out of it (`diagnosticsText`). */
export interface DiagnosticFacts {
  readonly madeAt: number;
  readonly info: AppInfo;
  /** Names and versions of what Logbell runs on. */
  readonly system: Readonly<Record<string, string>>;
  readonly settings: SettingsView;
  readonly keys: KeysView;
  readonly status: AppStatus;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  /** Bytes of the ledger's files, by name. */
  readonly ledgerFiles: Readonly<Record<string, number>>;
  /** The last lines of Logbell's own log. */
  readonly ownLog: readonly string[];
  readonly home: string;
}

/** Digits that may be a phone number, should one stand where nobody expects it. */
const NUMBERS = /(?<![\d.])(?:\+82-?|0)\d{1,2}[- .]?\d{3,4}[- .]?\d{4}(?!\d)/g;

/** The diagnosis as the text of a JSON file: without keys, numbers, names of people, messages and lines of logs. */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const { info, settings, keys, status, history } = facts;
  const told = {
    format: 'logbell-diagnostics',
    madeAt: new Date(facts.madeAt).toISOString(),
    versions: { logbell: info.version, electron: info.electron, ...facts.system },
    desktop: { trayHost: info.trayHost, language: info.systemLanguage },
    places: { config: info.configFile, data: info.dataDir, log: info.logFile },
    settings: withoutSecrets(settings.settings),
    settingsProblems: settings.problems.map(({ path, code }) => ({ path, code })),
    keys,
    status: statusWithoutLines(status),
    lastProblems: history.filter(({ kind }) => kind === 'problem'),
    ledger: { files: facts.ledgerFiles, newest: countsOf(history) },
    ownLog: facts.ownLog,
  };
  const text = JSON.stringify(told, null, 2).replace(NUMBERS, '***');
  return `${facts.home === '/' ? text : text.replaceAll(facts.home, '~')}\n`;
}

function withoutSecrets(settings: Settings): object {
  const { sens, recipients, groups, rules } = settings;
  // Ids are made of names.
  const alias = new Map([
    ...recipients.map(({ id }, index) => [id, `recipient-${index + 1}`] as const),
    ...groups.map(({ id }, index) => [id, `group-${index + 1}`] as const),
  ]);
  const aliases = (ids: readonly string[]): unknown[] => ids.map((id) => alias.get(id));
  return {
    ...settings,
    sens: {
      ...sens,
      serviceId: sens.serviceId === '' ? '' : `${sens.serviceId.slice(0, 10)}***`,
      from: sens.from === '' ? '' : maskNumber(sens.from),
    },
    recipients: recipients.map(({ id, number }) => ({ id: alias.get(id), number: maskNumber(number) })),
    groups: groups.map((group) => ({ id: alias.get(group.id), recipients: aliases(group.recipients) })),
    rules: rules.map((rule) => ({ ...withoutMessages(rule), ...withAliases(rule, aliases) })),
  };
}

/** The fields of a rule, and of its parts, that hold what is texted. */
const MESSAGES: ReadonlySet<string> = new Set(['message', 'okMessage', 'recovered']);

function withoutMessages(part: object): object {
  const fields = Object.entries(part).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string' && MESSAGES.has(name)) {
      return [name, `(${value.length} characters)`];
    }
    const isPart = typeof value === 'object' && value !== null && !Array.isArray(value);
    return [name, isPart ? withoutMessages(value) : value];
  });
  return Object.fromEntries(fields) as object;
}

/** Those whom a rule texts, first or later. */
function withAliases({ recipients, escalate }: Rule, aliases: (ids: readonly string[]) => unknown[]): object {
  return {
    recipients: recipients && aliases(recipients),
    escalate: escalate && { ...escalate, to: aliases(escalate.to) },
  };
}

/** All but the alerts, which carry lines. */
function statusWithoutLines(status: AppStatus): object {
  const { state, practice, running, rules, files, fileCounts, problems, pausedUntil, heldByPause, pendingTexts } =
    status;
  return { state, practice, running, rules, files, fileCounts, problems, pausedUntil, heldByPause, pendingTexts };
}

/** How many of the newest entries are of each kind, and how many of their texts in each state. */
function countsOf(history: readonly HistoryEntry[]): object {
  const texts = history.flatMap((entry) => (entry.kind === 'problem' ? [] : entry.texts));
  return { entries: countBy(history.map(({ kind }) => kind)), texts: countBy(texts.map(({ state }) => state)) };
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) {
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
