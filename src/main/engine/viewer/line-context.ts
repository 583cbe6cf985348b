import { closeSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { FileViewFault, FileViewLine, LinesAround } from '../../../shared/contract/live-view';
import type { Encoding } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { readablePath } from '../common/system-path';
import type { Positions } from '../ledger/tables/file-positions';
import type { PlacedMatch } from '../ledger/tables/history';
import { hasCompressedParts } from '../log-files/log-files';
import { cutLines, readBytes, shownPart, lineText as textOfCut } from '../log-files/tail';
import { pathsOnDisk } from '../watch/discovery/expand-path';
import { rotatedOrKnownFiles } from '../watch/follow/rotated-files';
import { sameFile } from '../watch/identity/file-id';
import { hasSameContent } from '../watch/identity/fingerprint';
import { type OpenFile, openLogFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { fileCodec, type LineCodec } from '../watch/reader/encoding';
import { type Block, endOfNulPadding, endOfLine, lineBetween, lineText } from '../watch/reader/lines';

/** How the files of a log are read, and where they have been read to. */
export interface LogToSearch {
  readonly encoding: Encoding;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  readonly positions: Pick<Positions, 'find'>;
  readonly ownFiles: OwnFiles;
}

/** What one file of a log has of a line: `other` is a file that the line never stood in. */
type FoundLine = LinesAround | Extract<FileViewFault, 'gone' | 'changed' | 'denied' | 'failed' | 'foreign'> | 'other';

/** What is said when several files have not the line. */
const WORST_FIRST = ['denied', 'failed', 'changed', 'foreign', 'gone'] as const;

/**
 * The line of a match in its file, and what stands around it: in the one at its path, or in one that rotation has made of that. Nothing is
 * shown of a file that is not proven to be the one, and to hold the line still.
 */
export function lineInFile(match: PlacedMatch, log: LogToSearch): Result<LinesAround, FileViewFault> {
  const paths = pathsOnDisk(match.path);
  const siblings = paths.flatMap((path) => rotatedOrKnownFiles(path, [match.place.file.identity])).toReversed();
  const faults = new Set<FileViewFault>();
  for (const candidate of [...paths, ...siblings.map((sibling) => sibling.path)]) {
    const found = searchLog(candidate, match, log);
    if (typeof found === 'object') {
      return ok(found);
    }
    if (found !== 'other') {
      faults.add(found);
    }
  }
  if (!faults.has('denied') && !faults.has('failed') && paths.some(hasCompressedParts)) {
    return fail('compressed');
  }
  return fail(WORST_FIRST.find((fault) => faults.has(fault)) ?? 'gone');
}

function searchLog(path: string, match: PlacedMatch, log: LogToSearch): FoundLine {
  try {
    const file = openLogFile(path, log.ownFiles);
    if (typeof file === 'string') {
      return file === 'own' ? 'foreign' : file;
    }
    try {
      return readIn(path, file, match, log);
    } finally {
      closeSync(file.fd);
    }
  } catch (error) {
    if (isSystemFault(error)) {
      return 'failed';
    }
    throw error;
  }
}

function readIn(path: string, file: OpenFile, { line, place }: PlacedMatch, log: LogToSearch): FoundLine {
  const { encoding, maxLineBytes, positions } = log;
  const { offset, file: proven } = place;
  const { codec } = fileCodec(file.fd, encoding);
  const lines = hasSameContent(file, proven, positions.find(file.look))
    ? linesAround(file, { line, offset, codec, maxLineBytes })
    : null;
  if (lines) {
    return { path: readablePath(path), offset, ...lines };
  }
  return sameFile(file.look, proven.identity) ? 'changed' : 'other';
}

/** Lines shown on either side. */
const LINES = 30;
/** Bytes read for them. */
const SIDE_BYTES = 65_536;

/** A line as it was matched, and how its file is read. */
interface LineToShow {
  readonly line: string;
  /** Where it begins, bytes from the file's start. */
  readonly offset: number;
  readonly codec: LineCodec;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
}

/** What stands around a line in an open file; null when what stands at its offset is not the line. */
function linesAround({ fd, look }: OpenFile, wanted: LineToShow): Omit<LinesAround, 'path' | 'offset'> | null {
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
  const all = endOfNulPadding(rest, codec.unit) < rest.length ? [...lines, rest] : lines;
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
  const whole = textOfCut(bytes.subarray(endOfNulPadding(bytes, codec.unit)), codec);
  const text = shownPart(whole);
  return { text, cut: text.length < whole.length };
}
