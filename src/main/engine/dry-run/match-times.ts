import type { Block } from '../watch/reader/lines';
import { lineTime } from './line-time';

/** Logs that are written in another time zone may be ahead of the clock here, ms. */
const AHEAD_MS = 86_400_000;
/** Lines before a line without a time that are asked for one. */
const LINES_BACK = 30;
const BYTES_OF_LINE = 256;
/** After so many lines in whose surroundings there was none, the file is taken to have no times. */
const GIVES_UP_AFTER = 20;

/** Between which moments a file was written, ms since 1970. */
export interface WrittenBetween {
  readonly from: number;
  readonly to: number;
}

/** A time, and whether it is only estimated from those of the file. */
export interface MatchTime {
  readonly at: number;
  readonly estimated: boolean;
}

/** Tells when the lines of one file were written; times never go back within it. */
export class MatchTimes {
  readonly #between: WrittenBetween;
  #last: number;
  #misses = 0;
  #hasTimes = false;

  constructor(between: WrittenBetween) {
    this.#between = between;
    this.#last = -Infinity;
  }

  /**
   * The time of the line that begins at `start` in a block: its own, else that of the nearest line before it, else one that lies between
   * those of the file as far as the line does (`share`, 0 to 1).
   */
  of(line: string, block: Block, start: number, share: number): MatchTime {
    const newest = this.#between.to + AHEAD_MS;
    const own = lineTime(line, newest) ?? (this.#mayHaveTimes ? this.#before(block, start, newest) : null);
    this.#hasTimes ||= own !== null;
    this.#misses += own === null ? 1 : 0;
    const known = own ?? (this.#hasTimes && this.#last > -Infinity ? this.#last : null);
    const { from, to } = this.#between;
    this.#last = Math.max(this.#last, known ?? Math.round(from + (to - from) * share));
    return { at: this.#last, estimated: known === null };
  }

  get #mayHaveTimes(): boolean {
    return this.#hasTimes || this.#misses < GIVES_UP_AFTER;
  }

  #before({ bytes, codec }: Block, start: number, newest: number): number | null {
    if (codec.unit !== 1) {
      return null;
    }
    let end = start;
    for (let lines = 0; end > 0 && lines < LINES_BACK; lines += 1) {
      const begin = end < 2 ? 0 : bytes.lastIndexOf(0x0a, end - 2) + 1;
      const head = bytes.subarray(begin, Math.min(end, begin + BYTES_OF_LINE));
      const at = lineTime(head.toString('latin1'), newest);
      if (at !== null) {
        return at;
      }
      end = begin;
    }
    return null;
  }
}
