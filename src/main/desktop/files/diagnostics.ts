import type { HistoryEntry } from '../../../shared/contract/history';
import type { ChannelSecretsView } from '../../../shared/contract/delivery/channel-secrets';
import type { AppInfo, KeysView, SettingsView } from '../../../shared/contract/ipc/snapshot';
import type { Channel } from '../../../shared/settings/channels/channel-schema';
import type { Settings } from '../../../shared/settings/schema';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import type { AppStatus, Problem } from '../../../shared/contract/status';
import {
  addressShape,
  desktopNames,
  pathShape,
  phoneNumber,
  regexShape,
  serviceIdShape,
  textLength,
  word,
  zoneName,
  TIME_OF_DAY,
} from './diagnostics-masks';

/** Source data of a diagnosis; `diagnosticsText` removes everything that identifies somebody. */
export interface DiagnosticFacts {
  readonly madeAt: number;
  readonly info: AppInfo;
  /** Names and versions of the system under Logbell; `desktop` and `session` are environment variables. */
  readonly system: Readonly<Record<string, string>>;
  readonly settings: SettingsView;
  readonly keys: KeysView;
  /** Places of the secrets of channels, by the id of the channel. */
  readonly channelSecrets: ChannelSecretsView['channels'];
  readonly status: AppStatus;
  /** Newest first. */
  readonly history: readonly HistoryEntry[];
  /** Size of each file of the ledger, bytes, by file name. */
  readonly ledgerFiles: Readonly<Record<string, number>>;
  /** Last lines of Logbell's own log. */
  readonly ownLog: readonly string[];
  readonly home: string;
}

/** Formats the diagnosis as a JSON file, without keys, phone numbers, names, patterns, messages and lines of logs. */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const { info, settings, keys, status, history } = facts;
  const { desktop = '', session = '', ...system } = facts.system;
  const aliases = aliasesOf(settings.settings);
  const place = (path: string): string => pathShape(fromHome(path, facts.home));
  const problem = maskedProblem(aliases, place);
  const diagnosis = {
    format: 'logbell-diagnostics',
    madeAt: new Date(facts.madeAt).toISOString(),
    versions: { logbell: info.version, electron: info.electron, ...system },
    desktop: {
      ...{ name: desktopNames(desktop), session: desktopNames(session) },
      ...{ trayHost: info.trayHost, language: info.systemLanguage },
    },
    places: { config: place(info.configFile), data: place(info.dataDir), log: place(info.logFile) },
    settings: maskedSettings(settings.settings, aliases, place),
    settingsProblems: settings.problems.map((one) => ({ path: knownFields(one, settings.settings), code: one.code })),
    keys,
    channelSecrets: Object.fromEntries(
      Object.entries(facts.channelSecrets).map(([id, places], index) => [
        aliases.channels.get(id) ?? `removed-channel-${index + 1}`,
        places,
      ]),
    ),
    status: maskedStatus(status, aliases, place, problem),
    lastProblems: history.flatMap((entry) =>
      entry.kind === 'problem'
        ? [{ code: entry.code, at: entry.at, clearedAt: entry.clearedAt, ...problem(entry) }]
        : [],
    ),
    ledger: { files: ledgerFiles(facts.ledgerFiles), newest: countsOf(history) },
    ownLog: facts.ownLog.map(maskedLogLine),
  };
  return `${JSON.stringify(diagnosis, null, 2)}\n`;
}

/** Replaces the home folder at the start of a path by `~`. */
function fromHome(path: string, home: string): string {
  return home !== '/' && (path === home || path.startsWith(`${home}/`)) ? `~${path.slice(home.length)}` : path;
}

/** Replacements such as `rule-1` for ids, which are derived from names the person chose. */
interface Aliases {
  /** Recipients and groups, as a rule may name either. */
  readonly people: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, string>;
  readonly channels: ReadonlyMap<string, string>;
}

function aliasesOf({ recipients, groups, files, rules, channels }: Settings): Aliases {
  const numbered = (kind: string, items: readonly { readonly id: string }[]): readonly [string, string][] =>
    items.map(({ id }, index) => [id, `${kind}-${index + 1}`]);
  return {
    people: new Map([...numbered('recipient', recipients), ...numbered('group', groups)]),
    files: new Map(numbered('file', files)),
    rules: new Map(numbered('rule', rules)),
    channels: new Map(numbered('channel', channels)),
  };
}

type Place = (path: string) => string;

/** Settings with all numbers, switches, choices and durations; other texts are masked to their length or shape. */
function maskedSettings(
  { recipients, groups, files, rules, channels, ...rest }: Settings,
  aliases: Aliases,
  place: Place,
) {
  const masked = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') {
      return maskedText(value, field, aliases, place);
    }
    if (Array.isArray(value)) {
      return value.map((item) => masked(item, field));
    }
    return isRecord(value) ? mapped(value, masked) : value;
  };
  const list = (items: readonly { readonly id: string }[], names: ReadonlyMap<string, string>) =>
    items.map((item) => ({ ...mapped({ ...item }, masked), id: names.get(item.id) }));
  return {
    ...mapped(rest, masked),
    recipients: list(recipients, aliases.people).map((recipient, index) => ({
      ...recipient,
      number: phoneNumber(recipients[index]?.number ?? '', recipients[index]?.countryCode),
    })),
    groups: list(groups, aliases.people),
    files: list(files, aliases.files),
    rules: list(rules, aliases.rules),
    channels: list(channels.map(withoutHeaderNames), aliases.channels),
  };
}

/** Replaces the headers of a channel, whose names may be private too, by their number. */
function withoutHeaderNames(channel: Channel) {
  return channel.kind === 'webhook' ? { ...channel, headers: Object.keys(channel.headers).length } : channel;
}

/** Masks for fields with a format of their own; other fields use `word`. */
const FIELD_MASKS: Readonly<Record<string, (text: string) => string>> = {
  name: textLength,
  text: textLength,
  message: textLength,
  okMessage: textLength,
  recovered: textLength,
  regex: regexShape,
  firstLine: regexShape,
  baseUrl: addressShape,
  url: addressShape,
  click: addressShape,
  serviceId: serviceIdShape,
  zone: (text) => (word(text) === text ? text : zoneName(text)),
  // A sender number, or the start of quiet hours.
  from: (text) => (TIME_OF_DAY.test(text) ? text : phoneNumber(text)),
};

function maskedText(text: string, field: string, { people, files, channels }: Aliases, place: Place): string {
  switch (field) {
    case 'recipients':
      return people.get(text) ?? word(text);
    case 'to':
      return people.get(text) ?? channels.get(text) ?? word(text);
    case 'channels':
      return channels.get(text) ?? word(text);
    case 'files':
      return files.get(text) ?? textLength(text);
    case 'path':
      return place(text);
    default:
      return (FIELD_MASKS[field] ?? word)(text);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function mapped(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, field: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).map(([field, value]) => [field, change(value, field)]));
}

/** Path of a faulty setting. The name of an unknown field may be private, so only its section is kept. */
function knownFields({ path, code }: SettingsProblem, settings: Settings): string {
  const [, beforeHeader] = /^(channels\[\d+\]\.headers)\./.exec(path) ?? [];
  if (beforeHeader !== undefined) {
    return beforeHeader;
  }
  if (code !== 'unknown-field') {
    return path;
  }
  const section = /^\w+/.exec(path)?.[0] ?? '';
  const known = Object.hasOwn(settings, section) ? section : '';
  return known + textLength(path.slice(known.length));
}

/** Masks subject and parameters of a problem. */
type MaskProblem = (problem: Pick<Problem, 'subject' | 'params'>) => object;

function maskedProblem({ rules }: Aliases, place: Place): MaskProblem {
  const mask = (text: string): string => rules.get(text) ?? (text.startsWith('/') ? place(text) : word(text));
  return ({ subject, params }) => ({
    subject: mask(subject),
    params: mapped(params, (value) => (typeof value === 'string' ? mask(value) : value)),
  });
}

/** Status without alerts, mutes and incidents, which contain log lines and titles of rules. */
function maskedStatus(
  { state, practice, running, rules, pausedUntil, heldByPause, pendingTexts, pendingMessages, ...status }: AppStatus,
  aliases: Aliases,
  place: Place,
  problem: MaskProblem,
): object {
  const masked = (value: unknown, field: string): unknown =>
    typeof value !== 'string' ? value : field === 'path' ? place(value) : (aliases.files.get(value) ?? word(value));
  return {
    ...{ state, practice, running, rules, pausedUntil, heldByPause, pendingTexts, pendingMessages },
    files: status.files.map((file) => mapped({ ...file }, masked)),
    fileCounts: status.fileCounts.map((count) => mapped({ ...count }, masked)),
    problems: status.problems.map(({ code, since, ...about }) => ({ code, since, ...problem(about) })),
  };
}

const LEDGER_FILE = /^ledger\.db(\.damaged-[\dTZ-]+)?(-wal|-shm|-journal|\.lock|\.lock-journal)?$/;

function ledgerFiles(bytes: DiagnosticFacts['ledgerFiles']): DiagnosticFacts['ledgerFiles'] {
  return Object.fromEntries(
    Object.entries(bytes).map(([name, size]) => [LEDGER_FILE.test(name) ? name : textLength(name), size]),
  );
}

/** Line format of `openLog`: time, level, scope, code and fields. */
const LOG_LINE =
  /^(\d{4}-\d\d-\d\dT[\d:.]+Z (?:info|warn|error) [a-z]+ [\w-]+)((?: \w+=(?:"(?:[^"\\]|\\.)*"|[\w.-]+))*)$/;
const LOG_FIELD = / (\w+)=("(?:[^"\\]|\\.)*"|[\w.-]+)/g;

/** Fields that hold codes of the system, Chromium or Logbell, or places in its code. */
const LOG_CODES: ReadonlySet<string> = new Set(['at', 'error', 'name', 'reason', 'what', 'why']);
const LOG_CODE = /^"[\w.:<>() -]*"$/;
/** Digits that may be a phone number, even where none is expected. */
const NUMBER = /\+?\d(?:[ ().-]*\d){6,}/;

/** Masks a line of Logbell's own log; a field value that may not be a code is replaced by its length. */
function maskedLogLine(line: string): string {
  const [, head, fields = ''] = LOG_LINE.exec(line) ?? [];
  if (head === undefined) {
    return textLength(line);
  }
  const masked = fields.replace(LOG_FIELD, (field, name: string, value: string) => {
    const isCode = LOG_CODES.has(name) && LOG_CODE.test(value) && !NUMBER.test(value);
    return isCode || SMALL_NUMBER.test(value) ? field : ` ${name}=${textLength(value)}`;
  });
  return `${head}${masked}`;
}

const SMALL_NUMBER = /^(\d{1,6}|true|false)$/;

/** Counts the newest entries by kind, and their texts by state. */
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
