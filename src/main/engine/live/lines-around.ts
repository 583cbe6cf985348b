import type { FileViewLine, LinesAround } from '../../../shared/contract/live-view';
import { endOfHole, endOfLine, lineBetween, lineText, type Block } from '../watch/reader/lines';
import type { LineCodec } from '../watch/reader/encoding';
import type { OpenFile } from '../watch/identity/open-file';
import { shownPart } from './shown-part';
import { cutLines, lineText as textOfCut, readBytes } from './tail-bytes';

/** Lines shown on either side. */
const LINES = 30;
/** Bytes read for them. */
const SIDE_BYTES = 65_536;

/** A line as it was matched, and how its file is read. */
export interface LineToShow {
  readonly line: string;
  /** Where it begins, bytes from the file's start. */
  readonly offset: number;
  readonly codec: LineCodec;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
}

/** What stands around a line in an open file; null when what stands at its offset is not the line. */
export function linesAround({ fd, look }: OpenFile, wanted: LineToShow): Omit<LinesAround, 'path' | 'offset'> | null {
  const { line, offset, codec, maxLineBytes } = wanted;
  const bytes = readBytes(fd, offset, Math.min(look.size, offset + 2 * maxLineBytes + SIDE_BYTES));
  const count = line.split('\n').length;
  const end = endOfLines(bytes, count, codec);
  const text = lineText(lineBetween(asBlock(bytes, wanted, count > 1 ? end : null), 0, end), codec);
  // A last line may have been taken before it had its end.
  if (text !== line && (line === '' || !text.startsWith(line))) {
    return null;
  }
  const { lines, rest } = cutLines(bytes, codec);
  const isWhole = offset + bytes.length >= look.size || lines.length < count;
  const shown = (isWhole && rest.length > 0 ? [...lines, rest] : lines).map((each) => shownLine(each, codec));
  return {
    before: linesBefore(fd, offset, codec),
    matched: shown.slice(0, count),
    after: shown.slice(count, count + LINES),
  };
}

function linesBefore(fd: number, offset: number, codec: LineCodec): FileViewLine[] {
  const begin = Math.max(0, offset - SIDE_BYTES);
  // Code units stand at even offsets, counted from the start of the file.
  const from = begin - (begin % codec.unit);
  const { lines, rest } = cutLines(readBytes(fd, from, offset), codec);
  // What stands before the line without an end was taken by itself, or is a hole.
  const all = endOfHole(rest, codec.unit) < rest.length ? [...lines, rest] : lines;
  return all
    .slice(from > 0 ? 1 : 0)
    .slice(-LINES)
    .map((each) => shownLine(each, codec));
}

/** Where so many lines end, or the bytes. */
function endOfLines(bytes: Buffer, count: number, codec: LineCodec): number {
  let end = 0;
  for (let line = 0; line < count; line += 1) {
    const next = endOfLine(bytes, end, codec);
    if (next < 0) {
      return bytes.length;
    }
    end = next;
  }
  return end;
}

/** The bytes as the watching has them; with an end, the lines up to there are one event. */
function asBlock(bytes: Buffer, { offset, codec, maxLineBytes }: LineToShow, eventEnd: number | null): Block {
  const multiLine = eventEnd === null ? null : [eventEnd];
  return { fileIds: [], path: '', bytes, offset, codec, guessed: false, maxLineBytes, multiLine };
}

function shownLine(bytes: Buffer, codec: LineCodec): FileViewLine {
  const whole = textOfCut(bytes.subarray(endOfHole(bytes, codec.unit)), codec);
  const text = shownPart(whole);
  return { text, cut: text.length < whole.length };
}
