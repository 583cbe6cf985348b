import { closeSync } from 'node:fs';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { FileViewFault, FileViewLine, LinesAround } from '../../../shared/contract/live-view';
import type { Encoding } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { readablePath } from '../common/files/system-path';
import type { Positions } from '../ledger/tables/file-positions';
import type { PlacedMatch } from '../ledger/tables/history';
import { hasCompressedParts } from '../log-files/log-files';
import { cutLines, readBytes, truncateLine, lineText as cutLineText } from '../log-files/tail';
import { pathsOnDisk } from '../watch/discovery/expand-path';
import { rotatedOrKnownFiles } from '../watch/follow/rotated-files';
import { sameFile } from '../watch/identity/file-id';
import { hasSameContent } from '../watch/identity/fingerprint';
import { type OpenFile, openLogFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { fileCodec, type LineCodec } from '../watch/reader/encoding';
import { type Block, endOfNulPadding, endOfLine, lineBetween, lineText } from '../watch/reader/lines';

/** Settings and positions for reading the files of a log. */
export interface LineContextOptions {
  readonly encoding: Encoding;
  /** Longest line that is not split, bytes. */
  readonly maxLineBytes: number;
  readonly positions: Pick<Positions, 'find'>;
  readonly ownFiles: OwnFiles;
}

/** Result of searching one file for a line; `other` is a file that never contained it. */
type FoundLine = LinesAround | Extract<FileViewFault, 'gone' | 'changed' | 'denied' | 'failed' | 'foreign'> | 'other';

/** Order in which the faults of several files are reported. */
const WORST_FIRST = ['denied', 'failed', 'changed', 'foreign', 'gone'] as const;

/**
 * Finds the line of a match with its context, in the file at its path or in a rotated one. Shows a file only if it is
 * proven to be the one that matched and still contains the line.
 */
export function lineInFile(match: PlacedMatch, log: LineContextOptions): Result<LinesAround, FileViewFault> {
  const paths = pathsOnDisk(match.path);
  const siblings = paths.flatMap((path) => rotatedOrKnownFiles(path, [match.place.file.identity])).toReversed();
  const faults = new Set<FileViewFault>();
  for (const candidate of [...paths, ...siblings.map((sibling) => sibling.path)]) {
    const found = searchFile(candidate, match, log);
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

function searchFile(path: string, match: PlacedMatch, log: LineContextOptions): FoundLine {
  try {
    const file = openLogFile(path, log.ownFiles);
    if (typeof file === 'string') {
      return file === 'own' ? 'foreign' : file;
    }
    try {
      return readContext(path, file, match, log);
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

function readContext(path: string, file: OpenFile, { line, place }: PlacedMatch, log: LineContextOptions): FoundLine {
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

/** Lines shown on each side. */
const CONTEXT_LINES = 30;
/** Bytes read for them. */
const SIDE_BYTES = 65_536;

/** A matched line and the way to read its file. */
interface WantedLine {
  readonly line: string;
  /** Start of the line, bytes from the file's start. */
  readonly offset: number;
  readonly codec: LineCodec;
  /** Longest line that is not split, bytes. */
  readonly maxLineBytes: number;
}

/** Reads the context of a line in an open file; null if its offset does not contain the line. */
function linesAround({ fd, look }: OpenFile, wanted: WantedLine): Omit<LinesAround, 'path' | 'offset'> | null {
  const { line, offset, codec, maxLineBytes } = wanted;
  const bytes = readBytes(fd, offset, Math.min(look.size, offset + 2 * maxLineBytes + SIDE_BYTES));
  const count = line.split('\n').length;
  const end = endOfLines(bytes, count, codec);
  const text = lineText(lineBetween(asBlock(bytes, wanted, count > 1 ? end : null), 0, end), codec);
  // An unterminated last line may have matched before its end was written.
  if (text !== line && (line === '' || !text.startsWith(line))) {
    return null;
  }
  const { lines, rest } = cutLines(bytes, codec);
  const isWhole = offset + bytes.length >= look.size || lines.length < count;
  const shown = (isWhole && rest.length > 0 ? [...lines, rest] : lines).map((each) => shownLine(each, codec));
  return {
    before: linesBefore(fd, offset, codec),
    matched: shown.slice(0, count),
    after: shown.slice(count, count + CONTEXT_LINES),
  };
}

function linesBefore(fd: number, offset: number, codec: LineCodec): FileViewLine[] {
  const begin = Math.max(0, offset - SIDE_BYTES);
  // Code units are aligned to the start of the file.
  const from = begin - (begin % codec.unit);
  const { lines, rest } = cutLines(readBytes(fd, from, offset), codec);
  // Bytes without a newline before the line matched as a line of their own, or are NUL padding.
  const all = endOfNulPadding(rest, codec.unit) < rest.length ? [...lines, rest] : lines;
  return all
    .slice(from > 0 ? 1 : 0)
    .slice(-CONTEXT_LINES)
    .map((each) => shownLine(each, codec));
}

/** End of the first `count` lines, or of the bytes. */
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

/** Block of these bytes as when watching; with `entryEnd`, the lines up to there are one multi-line entry. */
function asBlock(bytes: Buffer, { offset, codec, maxLineBytes }: WantedLine, entryEnd: number | null): Block {
  const multiLine = entryEnd === null ? null : [entryEnd];
  return { fileIds: [], path: '', bytes, offset, codec, guessed: false, maxLineBytes, multiLine };
}

function shownLine(bytes: Buffer, codec: LineCodec): FileViewLine {
  const whole = cutLineText(bytes.subarray(endOfNulPadding(bytes, codec.unit)), codec);
  const text = truncateLine(whole);
  return { text, cut: text.length < whole.length };
}
