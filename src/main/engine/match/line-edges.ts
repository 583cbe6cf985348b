import { endOfLine, type Block } from '../watch/reader/lines';

/** Where the lines of a block, or its events, begin and end. It goes forward only. */
export interface LineEdges {
  /** Where the line ends that begins at `start`. */
  endFrom(start: number): number;
  /** Where the line begins that has the byte `at`, which is no newline. */
  startOf(at: number): number;
}

/** The edges in a block; `startOf` is for encodings in which a character of one byte is a newline. */
export function lineEdges({ bytes, codec, multiLine }: Block): LineEdges {
  if (multiLine) {
    return eventEdges(multiLine, bytes.length);
  }
  return {
    endFrom: (start) => {
      const end = endOfLine(bytes, start, codec);
      return end < 0 ? bytes.length : end;
    },
    startOf: (at) => bytes.lastIndexOf(0x0a, at) + 1,
  };
}

function eventEdges(ends: readonly number[], length: number): LineEdges {
  let index = 0;
  const startOf = (at: number): number => {
    while ((ends[index] ?? length) <= at && index < ends.length) {
      index += 1;
    }
    return index === 0 ? 0 : (ends[index - 1] ?? length);
  };
  return {
    endFrom: (start) => {
      startOf(start);
      return ends[index] ?? length;
    },
    startOf,
  };
}
