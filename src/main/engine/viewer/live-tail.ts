import { closeSync } from 'node:fs';
import type { LiveCursor, LiveLine, LiveReading } from '../../../shared/contract/live-view';
import type { Encoding, Rule } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { cutLines, lineText, placeOf, readBytes, shownPart } from '../log-files/tail';
import { compileRules } from '../match/compiled-rule';
import { sameFile } from '../watch/identity/file-id';
import { type OpenFile, openLogFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { fileCodec } from '../watch/reader/encoding';

/** Bytes at the end of a file that a view begins with. */
const FIRST_BYTES = 65_536;
/** Bytes that one look takes at most; of more, the last ones are shown. */
const LOOK_BYTES = 262_144;

/** What one look at a file is made with. */
export interface LiveTail {
  readonly path: string;
  readonly ownFiles: OwnFiles;
  readonly encoding: Encoding;
  readonly after: LiveCursor | null;
  readonly mark: MarkLine;
}

const UNREAD = { gone: 'missing', denied: 'denied', own: 'foreign' } as const;

/** Reads what a file has after a place, or its last lines; keeps nothing open and nothing in mind. */
export function readLiveTail(look: LiveTail): LiveReading {
  try {
    const file = openLogFile(look.path, look.ownFiles);
    if (typeof file === 'string') {
      return unread(UNREAD[file]);
    }
    try {
      return readOpen(file, look);
    } finally {
      closeSync(file.fd);
    }
  } catch (error) {
    if (isSystemFault(error)) {
      return unread('failed');
    }
    throw error;
  }
}

/** A look that found nothing to read. */
export function unread(state: Exclude<LiveReading['state'], 'read'>): LiveReading {
  return { state, lines: [], rest: '', turn: 'none', skipped: 0, cursor: null };
}

function readOpen(file: OpenFile, { encoding, after, mark }: LiveTail): LiveReading {
  const { fd, look } = file;
  const { codec } = fileCodec(fd, encoding);
  const turn = turnOf(file, after);
  const known = after === null ? null : turn === 'none' ? after.offset : 0;
  const wanted = known ?? look.size - FIRST_BYTES;
  const begin = Math.max(0, wanted, look.size - LOOK_BYTES);
  // Code units stand at even offsets, counted from the start of the file.
  const from = begin - (begin % codec.unit);
  const bytes = readBytes(fd, from, look.size);
  const cut = cutLines(bytes, codec);
  const begunInside = from > 0 && from !== known;
  const whole = begunInside ? cut.lines.slice(1) : cut.lines;
  const tooLong = cut.lines.length === 0 && bytes.length >= FIRST_BYTES;
  const rest = tooLong ? Buffer.alloc(0) : cut.rest;
  const lines = tooLong ? [cut.rest] : whole;
  return {
    state: 'read',
    lines: lines.map((line) => mark(lineText(line, codec))),
    rest: begunInside && cut.lines.length === 0 ? '' : mark(lineText(rest, codec)).text,
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

/** Marks in a line what the rules match; lines are taken one by one, also where several are one log. */
export type MarkLine = (text: string) => LiveLine;

/** Makes ready the enabled rules of one file. What is found slow here does not count for the watching. */
export function ruleMarks(rules: readonly Rule[], fileId: string): MarkLine {
  const concerned = compileRules(rules).filter(({ concerns }) => concerns([fileId]));
  return (whole) => {
    const text = shownPart(whole);
    const found = concerned.flatMap(({ title, find }) => {
      const match = find(whole);
      return match && match.part !== 'ok' ? [{ title, ...placeOf(text, match.matched) }] : [];
    });
    return {
      text,
      cut: text.length < whole.length,
      marks: found.filter(({ start, end }) => start < end).map(({ start, end }) => ({ start, end })),
      rules: found.map(({ title }) => title),
    };
  };
}
