import { parseDuration } from '../../../../shared/common/duration';
import type { FileSource, MultiLine } from '../../../../shared/settings/schema';
import { endOfNulPadding, endOfLine } from './lines';
import type { LineCodec } from './encoding';
import { firstLineForm, TRACE_FORMS, type EntryForm, type Phase } from './stack-traces';

/** How the lines of a file are taken as events of several lines. */
export interface EntryRule {
  readonly form: EntryForm;
  /** How long an event may stand without growth until it counts as whole, ms. */
  readonly timeoutMs: number;
  /** Lines of the longest event. */
  readonly maxLines: number;
}

/** Makes a regular expression of the settings, there for this path or glob, ready to be tried on the beginnings of lines. */
export type FirstLineTest = (regex: string, path: string) => (line: string) => boolean;

/** The events in a run of bytes. */
export interface Events {
  /** Where each ends; the last one ends with the bytes. */
  readonly ends: readonly number[];
  /** Where the event begins that the next line may go on with; the end of the bytes when there is none. */
  readonly openAt: number;
}

/** Of a line, so many bytes tell whether it begins an event. */
const HEAD_BYTES = 1_024;

/** Tells how events are told in the files of an entry of the settings; null where each line stands for itself. */
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
 * Divides lines into events; the bytes begin with an event, and their last line may lack its end. An event takes no line
 * more that would make it longer than `maxBytes`.
 */
export function splitEntries(bytes: Buffer, codec: LineCodec, rule: EntryRule, maxBytes: number): Events {
  const ends: number[] = [];
  let event: { readonly start: number; phase: Phase; lines: number } | null = null;
  for (let start = 0; start < bytes.length;) {
    const found = endOfLine(bytes, start, codec);
    const end = found < 0 ? bytes.length : found;
    const head = lineHead(bytes, start, end, codec);
    const hasRoom: boolean = event !== null && event.lines < rule.maxLines && end - event.start <= maxBytes;
    const phase: Phase | null = event !== null && hasRoom ? rule.form.next(event.phase, head) : null;
    if (event !== null && phase !== null) {
      event.phase = phase;
      event.lines += 1;
    } else {
      if (event !== null) {
        ends.push(start);
      }
      event = { start, phase: rule.form.first(head), lines: 1 };
    }
    start = end;
  }
  if (event === null) {
    return { ends, openAt: bytes.length };
  }
  ends.push(bytes.length);
  const isFull = event.lines >= rule.maxLines || bytes.length - event.start > maxBytes;
  return { ends, openAt: isFull ? bytes.length : event.start };
}

/**
 * How many of the bytes are events that no further line can go on with. What stands behind `whole`, the end of the last
 * whole line, is the line in the making: one that is too long for the event ends it.
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

/** The beginning of a line as text, without its end. */
function lineHead(bytes: Buffer, start: number, end: number, codec: LineCodec): string {
  const line = bytes.subarray(start, end);
  const text = line.subarray(endOfNulPadding(line, codec.unit));
  const head = text.length > HEAD_BYTES ? text.subarray(0, codec.wholeWithin(text, HEAD_BYTES)) : text;
  return codec
    .decode(head)
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '');
}
