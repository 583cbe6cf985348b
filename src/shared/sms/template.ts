import { sendable } from './sanitize';
import { cutToBytes, LMS_BYTES } from './text';

/** What a text tells of besides its own match. A group of the rule with the same name wins. */
interface ToldValues {
  /** Matches it tells of, its own and those held back among them. */
  readonly count: string;
  /** What the rule's key group caught. */
  readonly key: string;
  /** Matches held back before it. */
  readonly heldBack: string;
  /** The number of the incident it belongs to. */
  readonly incident: string;
  /** Times of the first and last of these matches. */
  readonly first: string;
  readonly last: string;
}

/** What a message can name. */
export interface TemplateValues {
  readonly rule: string;
  readonly file: string;
  /** The line that matched, or all of an event of several lines: `{{event}}`. Of that, `{{line}}` is the line in which the match begins. */
  readonly line: string;
  readonly time: string;
  readonly host: string;
  readonly match: string;
  /** `{{1}}`, `{{2}}` …: numbered groups. */
  readonly groups: readonly string[];
  /** `{{name}}`: named groups; the names above win. */
  readonly named: Readonly<Record<string, string>>;
  readonly told: ToldValues;
}

/** A variable, and after a bar the bytes it may take at most. */
const VARIABLE = /\{\{\s*([\p{L}\p{N}_$]+)\s*(?:\|\s*([^{}|]*?)\s*)?\}\}/gu;

/**
 * Fills a message in one pass, so that nothing in a log line is read as a variable; what is not known becomes empty.
 * `{{line|60}}` takes 60 bytes at most, as SENS counts them.
 */
export function fillTemplate(message: string, values: TemplateValues): string {
  return message.replace(VARIABLE, (_whole, name: string, most?: string) => {
    const value = valueOf(name, values);
    return most === undefined ? value : cutToBytes(sendable(value).content, byteLimit(most) ?? LMS_BYTES);
  });
}

/** Variables of a message whose length is not a whole number of bytes from 4 to what an LMS holds, as written. */
export function badLengths(message: string): string[] {
  return Array.from(message.matchAll(VARIABLE))
    .filter(([, , most]) => most !== undefined && byteLimit(most) === null)
    .map(([whole]) => whole);
}

/** What a message can name besides the groups of a pattern. */
const VARIABLES: ReadonlySet<string> = new Set([
  ...['rule', 'file', 'line', 'event', 'time', 'host', 'match'],
  ...['count', 'heldBack', 'first', 'last', 'key', 'incident'],
]);

/** Variables of a message that stand for nothing, as written; `groups`: what else it may name. */
export function unknownVariables(message: string, groups: ReadonlySet<string>): string[] {
  return Array.from(message.matchAll(VARIABLE))
    .filter(([, name = '']) => !VARIABLES.has(name) && !groups.has(name))
    .map(([whole]) => whole);
}

/** Whether a message names one of these variables. */
export function namesVariable(message: string, names: readonly string[]): boolean {
  return Array.from(message.matchAll(VARIABLE)).some(([, name]) => names.includes(name ?? ''));
}

/** Bytes of a length as written, or null for one that cannot be: one character and "…" need four. */
function byteLimit(written: string): number | null {
  const bytes = /^\d{1,4}$/.test(written) ? Number(written) : 0;
  return bytes >= 4 && bytes <= LMS_BYTES ? bytes : null;
}

function valueOf(name: string, values: TemplateValues): string {
  const { groups, named, told, ...own } = { ...values, line: matchedLine(values) };
  if (/^\d+$/.test(name)) {
    return groups[Number(name) - 1] ?? '';
  }
  const known = new Map(Object.entries({ event: values.line, ...told, ...named, ...own }));
  return known.get(name) ?? '';
}

function matchedLine({ line, match }: TemplateValues): string {
  const at = Math.max(0, line.indexOf(match));
  const start = at === 0 ? 0 : line.lastIndexOf('\n', at - 1) + 1;
  const end = line.indexOf('\n', at);
  return line.slice(start, end < 0 ? line.length : end);
}

/** Local time as messages show it: `11-22 23:05:09`. */
export function messageTime(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
