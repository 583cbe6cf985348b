import type { LeftOutFile } from '../../../shared/contract/dry-run';
import type { MatchInFile } from '../alert/message/types';
import { errorCode, isSystemFault } from '../common/error-code';
import { leftOutWhy, type RotatedLogFile, OWN_FILE } from '../log-files/log-files';
import { MatchTimes } from '../log-files/timestamps';
import type { Matcher } from '../match/matcher';
import type { OwnFiles } from '../watch/identity/own-files';
import { type Block, endOfLine } from '../watch/reader/lines';
import { openSource, type ReadOptions, readBlocks } from './archive-reader';

/** A match with its time and the file that contains it. */
export interface TimedMatch {
  /** The match under the watched path, whatever name rotation gave the file. */
  readonly found: MatchInFile;
  /** ms since 1970; never before the previous match in the same log. */
  readonly at: number;
  readonly estimated: boolean;
  readonly path: string;
}

/** Counters of a run, updated as logs are read. */
export class ReadCounts {
  files = 0;
  lines = 0;
  /** Bytes of text. */
  bytes = 0;
  /** Bytes on disk. */
  diskBytes = 0;
  readonly leftOut: LeftOutFile[] = [];
}

export interface LogReadOptions {
  readonly parts: readonly RotatedLogFile[];
  readonly ownFiles: OwnFiles;
  readonly as: ReadOptions;
  readonly matcher: Matcher;
  /** Read buffer, shared by all logs. */
  readonly buffer: Buffer;
  readonly count: ReadCounts;
  /** Called after each block. */
  readonly progress: () => void;
}

/** Yields the matches in all parts of one log, in the order in which they were written. */
export async function* logMatches(options: LogReadOptions): AsyncGenerator<TimedMatch> {
  let last = -Infinity;
  for (const part of options.parts) {
    try {
      for await (const match of partMatches(part, options)) {
        last = Math.max(last, match.at);
        yield { ...match, at: last };
      }
    } catch (error) {
      const code = errorCode(error);
      if (!isSystemFault(error) && !code.startsWith('Z_') && code !== OWN_FILE) {
        throw error;
      }
      options.count.leftOut.push({ path: part.path, why: leftOutWhy(code) });
    }
  }
}

async function* partMatches(part: RotatedLogFile, options: LogReadOptions): AsyncGenerator<TimedMatch> {
  const { as, count, buffer } = options;
  const source = openSource(part, options.parts, options.ownFiles);
  let counted = 0;
  const countDiskBytes = (bytes: number): void => {
    count.diskBytes += bytes - counted;
    counted = bytes;
  };
  const times = new MatchTimes(part.between);
  count.files += 1;
  try {
    for await (const block of readBlocks(source, part.begin, as, buffer)) {
      count.lines += countLines(block);
      count.bytes += block.bytes.length;
      const share = part.size === 0 ? 1 : Math.min(1, source.bytesRead / part.size);
      const matches = options.matcher.match(block).matches.map((match) => {
        const found = { match, path: as.path, fileIds: as.fileIds };
        return { found, ...times.of(match.line, block, match.start, share), path: part.path };
      });
      countDiskBytes(Math.min(source.bytesRead, part.size));
      options.progress();
      yield* matches;
    }
  } finally {
    countDiskBytes(part.size);
    source.close();
  }
}

/** Merges the matches of several logs by time. */
export async function* mergeByTime(logs: readonly AsyncGenerator<TimedMatch>[]): AsyncGenerator<TimedMatch> {
  const heads: { readonly log: AsyncGenerator<TimedMatch>; readonly match: TimedMatch }[] = [];
  const add = async (log: AsyncGenerator<TimedMatch>): Promise<void> => {
    const next = await log.next();
    if (next.done !== true) {
      const match = next.value;
      const at = heads.findIndex((head) => head.match.at > match.at);
      heads.splice(at < 0 ? heads.length : at, 0, { log, match });
    }
  };
  try {
    for (const log of logs) {
      await add(log);
    }
    for (let head = heads.shift(); head; head = heads.shift()) {
      yield head.match;
      await add(head.log);
    }
  } finally {
    await Promise.all(logs.map((log) => log.return(undefined)));
  }
}

const NEWLINES = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
/** Words after which the four byte counters are summed, before one overflows. */
const WORDS_AT_ONCE = 255;

/** Counts the lines, or multi-line entries, of a block; bytes after the last newline count as a line. */
export function countLines({ bytes, codec, multiLine }: Block): number {
  if (multiLine) {
    return multiLine.length;
  }
  if (codec.unit === 1) {
    return newlinesIn(bytes) + (bytes.at(-1) === 0x0a ? 0 : 1);
  }
  let lines = 0;
  for (let end = 0; end >= 0 && end < bytes.length; lines += 1) {
    end = endOfLine(bytes, end, codec);
  }
  return lines;
}

/** Counts newlines four bytes at a time: XOR turns the newline bytes of a word into zeros. */
function newlinesIn(bytes: Buffer): number {
  if (bytes.length < 8) {
    return newlinesInFew(bytes);
  }
  const unaligned = (4 - (bytes.byteOffset % 4)) % 4;
  const words = new Int32Array(bytes.buffer, bytes.byteOffset + unaligned, (bytes.length - unaligned) >> 2);
  let count = 0;
  for (let from = 0; from < words.length; from += WORDS_AT_ONCE) {
    const to = Math.min(words.length, from + WORDS_AT_ONCE);
    let sums = 0;
    for (let at = from; at < to; at += 1) {
      const word = (words[at] ?? 0) ^ NEWLINES;
      sums = (sums + (~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS) >>> 7)) | 0;
    }
    count += (sums & 0xff) + ((sums >>> 8) & 0xff) + ((sums >>> 16) & 0xff) + (sums >>> 24);
  }
  return (
    count + newlinesInFew(bytes.subarray(0, unaligned)) + newlinesInFew(bytes.subarray(unaligned + words.length * 4))
  );
}

function newlinesInFew(few: Buffer): number {
  return few.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
}
