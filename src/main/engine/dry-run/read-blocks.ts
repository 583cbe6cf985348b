import type { FileSource } from '../../../shared/settings/schema';
import type { Block } from '../watch/reader/lines';
import { lineCodec } from '../watch/reader/encoding';
import { divideEvents, type EventRule } from '../watch/reader/multiline';
import { nextPortion } from '../watch/reader/line-splitter';
import type { ByteSource } from './byte-source';

/** Read at a time, bytes: what is read is searched while it is still in the processor's cache. */
const PIECE_BYTES = 128 * 1_024;

/** How the files of a log are read, and as what. */
export interface ReadAs {
  readonly source: FileSource;
  readonly fileIds: readonly string[];
  /** The path that the log is watched by; what rotation calls it is no matter of rules and texts. */
  readonly path: string;
  readonly events: EventRule | null;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
}

/**
 * The lines of a file in blocks, cut as they are while it is watched. The last one counts also without an end. Each block lies in
 * `buffer`, and only until the next is asked for. `begin`: where reading begins in the file, bytes; within a line unless it is 0.
 */
export async function* readBlocks(from: ByteSource, begin: number, as: ReadAs, buffer: Buffer): AsyncGenerator<Block> {
  const { source, fileIds, path, events, maxLineBytes } = as;
  const codec = lineCodec(source.encoding, await from.mark());
  const rules = { maxLineBytes, events, flushAfterMs: null };
  const piece = buffer.subarray(0, Math.min(buffer.length, Math.max(PIECE_BYTES, 2 * maxLineBytes)));
  let skipping = begin > 0;
  let offset = begin;
  for (let got = await from.fill(piece); got > 0; got = await from.fill(piece)) {
    const bytes = piece.subarray(0, got);
    const portion = nextPortion(bytes, codec, skipping, rules) ?? { given: got, passed: got, skipping: false };
    const lines = bytes.subarray(0, portion.given);
    if (lines.length > 0) {
      const multiLine = events && divideEvents(lines, codec, events, maxLineBytes).ends;
      const guessed = source.encoding === 'auto';
      yield { fileIds, path, bytes: lines, offset, codec, guessed, maxLineBytes, multiLine };
    }
    // What only lacks its end is passed with it: otherwise the same would be read for ever.
    const passed = portion.passed > 0 ? portion.passed : got;
    from.pass(passed);
    offset += passed;
    skipping = portion.skipping;
  }
}
