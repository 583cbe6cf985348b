import { closeSync } from 'node:fs';
import type { LiveCursor, LiveLine, LiveReading } from '../../../shared/contract/live-view';
import type { Encoding, Rule } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { cutLines, lineText, markOf, readBytes, truncateLine } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import { sameFile } from '../watch/identity/file-id';
import { type OpenFile, openLogFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { fileCodec } from '../watch/reader/encoding';

/** Bytes at the end of a file that a view starts with. */
const FIRST_BYTES = 65_536;
/** Most bytes per read; of more, the last ones are shown. */
const MAX_READ_BYTES = 262_144;

/** Input of one read of a file. */
export interface LiveTailOptions {
  readonly path: string;
  readonly ownFiles: OwnFiles;
  readonly encoding: Encoding;
  readonly after: LiveCursor | null;
  readonly mark: LineMarker;
}

const UNREAD = { gone: 'missing', denied: 'denied', own: 'foreign' } as const;

/** Reads a file from a cursor on, or its last lines; stateless. */
export function readLiveTail(options: LiveTailOptions): LiveReading {
  try {
    const file = openLogFile(options.path, options.ownFiles);
    if (typeof file === 'string') {
      return failedReading(UNREAD[file]);
    }
    try {
      return readOpen(file, options);
    } finally {
      closeSync(file.fd);
    }
  } catch (error) {
    if (isSystemFault(error)) {
      return failedReading('failed');
    }
    throw error;
  }
}

/** Result of a read that failed. */
export function failedReading(state: Exclude<LiveReading['state'], 'read'>): LiveReading {
  return { state, lines: [], rest: '', turn: 'none', skipped: 0, cursor: null };
}

function readOpen(file: OpenFile, { encoding, after, mark }: LiveTailOptions): LiveReading {
  const { fd, look } = file;
  const { codec } = fileCodec(fd, encoding);
  const turn = turnOf(file, after);
  const known = after === null ? null : turn === 'none' ? after.offset : 0;
  const wanted = known ?? look.size - FIRST_BYTES;
  const begin = Math.max(0, wanted, look.size - MAX_READ_BYTES);
  // Code units are aligned to the start of the file.
  const from = begin - (begin % codec.unit);
  const bytes = readBytes(fd, from, look.size);
  const cut = cutLines(bytes, codec);
  const startsMidLine = from > 0 && from !== known;
  const whole = startsMidLine ? cut.lines.slice(1) : cut.lines;
  const tooLong = cut.lines.length === 0 && bytes.length >= FIRST_BYTES;
  const rest = tooLong ? Buffer.alloc(0) : cut.rest;
  const lines = tooLong ? [cut.rest] : whole;
  return {
    state: 'read',
    lines: lines.map((line) => mark(lineText(line, codec))),
    rest: startsMidLine && cut.lines.length === 0 ? '' : mark(lineText(rest, codec)).text,
    turn,
    skipped: known === null ? 0 : Math.max(0, from - known),
    cursor: { device: look.device, inode: look.inode, born: look.born, offset: from + bytes.length - rest.length },
  };
}

function turnOf({ look }: OpenFile, after: LiveCursor | null): LiveReading['turn'] {
  if (after === null) {
    return 'none';
  }
  if (!sameFile(look, after)) {
    return 'replaced';
  }
  return look.size < after.offset ? 'shortened' : 'none';
}

/** Marks the matches of rules in a single line, even if a multi-line entry contains it. */
export type LineMarker = (text: string) => LiveLine;

/** Compiles the enabled rules of one file; slow patterns here do not affect the watching. */
export function lineMarker(rules: readonly Rule[], fileId: string): LineMarker {
  const concerned = compileRules(rules).filter(({ concerns }) => concerns([fileId]));
  return (whole) => {
    const text = truncateLine(whole);
    const found = concerned.flatMap(({ title, find }) => {
      const match = find(whole);
      return match && match.part !== 'ok' ? [{ title, ...markOf(text, match.matched) }] : [];
    });
    return {
      text,
      cut: text.length < whole.length,
      marks: found.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end })),
      rules: found.map(({ title }) => title),
    };
  };
}
