import { parseDuration } from '../../../../shared/common/duration';
import type { MultiLine } from '../../../../shared/settings/log-schema';
import type { FileSource } from '../../../../shared/settings/schema';
import { endOfNulPadding, endOfLine } from './lines';
import type { LineCodec } from './encoding';
import { firstLineForm, TRACE_FORMS, type EntryForm, type Phase } from './stack-traces';

/** Rule for grouping the lines of a file into entries. */
export interface EntryRule {
  readonly form: EntryForm;
  /** Time without growth after which an entry counts as finished, ms. */
  readonly timeoutMs: number;
  /** Lines of the longest entry. */
  readonly maxLines: number;
}

/** Compiles a regular expression of the settings, used for this path or glob, into a test for the start of a line. */
export type FirstLineTest = (regex: string, path: string) => (line: string) => boolean;

/** The entries in a run of bytes. */
export interface Entries {
  /** End of each; the last one ends with the bytes. */
  readonly ends: readonly number[];
  /** Start of the entry that the next line may continue; the end of the bytes if there is none. */
  readonly openAt: number;
}

/** Bytes of a line that decide if it starts an entry. */
const HEAD_BYTES = 1_024;

/** Returns the entry rule of a configured log file, compiled once; null if each line is an entry of its own. */
export function entryRules(test: FirstLineTest): (source: FileSource) => EntryRule | null {
  const known = new WeakMap<MultiLine, EntryRule>();
  return ({ multiLine, path }) => {
    const rule = multiLine && (known.get(multiLine) ?? entryRule(multiLine, path, test));
    if (rule) {
      known.set(multiLine, rule);
    }
    return rule;
  };
}

function entryRule(
  { preset, firstLine = '', timeout, maxLines }: MultiLine,
  path: string,
  test: FirstLineTest,
): EntryRule {
  return {
    form: preset === undefined ? firstLineForm(test(firstLine, path)) : TRACE_FORMS[preset],
    timeoutMs: parseDuration(timeout) ?? 0,
    maxLines,
  };
}

/**
 * Groups lines into entries. The bytes start with an entry and may end in an unterminated line; no line is added that
 * would make an entry longer than `maxBytes`.
 */
export function splitEntries(bytes: Buffer, codec: LineCodec, rule: EntryRule, maxBytes: number): Entries {
  const ends: number[] = [];
  let entry: { readonly start: number; phase: Phase; lines: number } | null = null;
  for (let start = 0; start < bytes.length;) {
    const found = endOfLine(bytes, start, codec);
    const end = found < 0 ? bytes.length : found;
    const head = lineHead(bytes, start, end, codec);
    const hasRoom: boolean = entry !== null && entry.lines < rule.maxLines && end - entry.start <= maxBytes;
    const phase: Phase | null = entry !== null && hasRoom ? rule.form.next(entry.phase, head) : null;
    if (entry !== null && phase !== null) {
      entry.phase = phase;
      entry.lines += 1;
    } else {
      if (entry !== null) {
        ends.push(start);
      }
      entry = { start, phase: rule.form.first(head), lines: 1 };
    }
    start = end;
  }
  if (entry === null) {
    return { ends, openAt: bytes.length };
  }
  ends.push(bytes.length);
  const isFull = entry.lines >= rule.maxLines || bytes.length - entry.start > maxBytes;
  return { ends, openAt: isFull ? bytes.length : entry.start };
}

/**
 * Length of the entries that no further line can continue. `whole` is the end of the last whole line; an unterminated
 * line after it that is too long for the entry ends the entry.
 */
export function completedEntries(
  bytes: Buffer,
  whole: number,
  codec: LineCodec,
  rule: EntryRule,
  maxBytes: number,
): number {
  const { openAt } = splitEntries(bytes.subarray(0, whole), codec, rule, maxBytes);
  return bytes.length - openAt > maxBytes ? whole : openAt;
}

/** Decoded start of a line, without its line ending. */
function lineHead(bytes: Buffer, start: number, end: number, codec: LineCodec): string {
  const line = bytes.subarray(start, end);
  const text = line.subarray(endOfNulPadding(line, codec.unit));
  const head = text.length > HEAD_BYTES ? text.subarray(0, codec.wholeWithin(text, HEAD_BYTES)) : text;
  return codec
    .decode(head)
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
}
