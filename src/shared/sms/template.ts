import { sanitize } from './sanitize';
import { cutToBytes, LMS_BYTES } from './fit-text';

/** Values about the alert as a whole; a named group of the rule with the same name wins. */
interface AlertValues {
  /** Number of matches that the text reports, held ones included. */
  readonly count: string;
  /** Value of the rule's key group. */
  readonly key: string;
  /** Number of matches held since the previous text. */
  readonly heldBack: string;
  /** Number of the incident. */
  readonly incident: string;
  /** Times of the first and last of these matches. */
  readonly first: string;
  readonly last: string;
}

/** Values of the variables of a message. */
export interface TemplateValues {
  readonly rule: string;
  readonly file: string;
  /**
   * The matched line, or all lines of a multi-line entry (`{{event}}`); `{{line}}` is then the line in which the match
   * begins.
   */
  readonly line: string;
  readonly time: string;
  readonly host: string;
  readonly match: string;
  /** Numbered groups: `{{1}}`, `{{2}}` … */
  readonly groups: readonly string[];
  /** Named groups: `{{name}}`; the names above win. */
  readonly named: Readonly<Record<string, string>>;
  readonly alert: AlertValues;
}

/** Variables of received alerts: `labels.instance`, `annotations.summary`. */
const ALERT_VARIABLE = /^(labels|annotations)\.[\p{L}\p{N}_.:/-]+$/u;

/** A variable; the optional length after the bar is in bytes. */
const VARIABLE = /\{\{\s*([\p{L}\p{N}_$]+|(?:labels|annotations)\.[\p{L}\p{N}_.:/-]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}/gu;

/** Variables of entries of the systemd journal, unless a group has the name; rules may use them as their key, too. */
export const JOURNAL_VARIABLES = ['unit', 'identifier', 'priority', 'pid', 'host'] as const;

/** Variables of every message; the groups of a pattern come on top. */
const VARIABLES: ReadonlySet<string> = new Set([
  ...['rule', 'file', 'line', 'event', 'time', 'host', 'match'],
  ...JOURNAL_VARIABLES,
  ...['count', 'heldBack', 'first', 'last', 'key', 'incident'],
]);

/**
 * Fills in a message in one pass, so that no log line is read as a variable; unknown variables become empty.
 * `{{line|60}}` takes at most 60 bytes, as SENS counts them.
 */
export function fillTemplate(message: string, values: TemplateValues): string {
  return message.replace(VARIABLE, (_whole, name: string, length?: string) => {
    const value = valueOf(name, values);
    return length === undefined ? value : cutToBytes(sanitize(value).content, byteLimit(length) ?? LMS_BYTES);
  });
}

/** Variables, as written, whose length is not a whole number of bytes from 4 to the size of an LMS. */
export function badLengths(message: string): string[] {
  return Array.from(message.matchAll(VARIABLE))
    .filter(([, , length]) => length !== undefined && byteLimit(length) === null)
    .map(([whole]) => whole);
}

/** Variables of a message, as written, that are neither known nor in `groups`. */
export function unknownVariables(message: string, groups: ReadonlySet<string>): string[] {
  return Array.from(message.matchAll(VARIABLE))
    .filter(([, name = '']) => !VARIABLES.has(name) && !groups.has(name) && !isAlertVariable(name))
    .map(([whole]) => whole);
}

/** True for the name of a label or annotation of received alerts; rules may use it as their key, too. */
export function isAlertVariable(name: string): boolean {
  return ALERT_VARIABLE.test(name);
}

/** True if a message names one of these variables. */
export function namesVariable(message: string, names: readonly string[]): boolean {
  return Array.from(message.matchAll(VARIABLE)).some(([, name]) => names.includes(name ?? ''));
}

/** Parses the length of a variable in bytes; null if it is invalid: one character and "…" need four. */
function byteLimit(written: string): number | null {
  const bytes = /^\d{1,4}$/.test(written) ? Number(written) : 0;
  return bytes >= 4 && bytes <= LMS_BYTES ? bytes : null;
}

function valueOf(name: string, values: TemplateValues): string {
  const { groups, named, alert, ...own } = { ...values, line: matchedLine(values) };
  if (/^\d+$/.test(name)) {
    return groups[Number(name) - 1] ?? '';
  }
  const known = new Map(Object.entries({ event: values.line, ...alert, ...named, ...own }));
  return known.get(name) ?? '';
}

function matchedLine({ line, match }: TemplateValues): string {
  const at = Math.max(0, line.indexOf(match));
  const start = at === 0 ? 0 : line.lastIndexOf('\n', at - 1) + 1;
  const end = line.indexOf('\n', at);
  return line.slice(start, end < 0 ? line.length : end);
}

/** Formats a local time for messages: `11-22 23:05:09`. */
export function messageTime(at: number): string {
  const time = new Date(at);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  const day = `${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())}`;
  return `${day} ${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}:${twoDigits(time.getSeconds())}`;
}

/** Formats a local time for messages, without the seconds: `11-22 23:05`. */
export function messageMinute(at: number): string {
  return messageTime(at).slice(0, -':00'.length);
}
