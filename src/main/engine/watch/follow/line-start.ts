import { readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { endOfLastLine } from '../reader/lines';
import { fileCodec } from '../reader/encoding';
import { startOfPreallocation } from '../reader/nul-padding';
import { takeFingerprint } from '../identity/fingerprint';
import { positionAtStart, type PositionBegin } from '../identity/resume-position';

/** Line format of a file. */
interface LineFormat {
  readonly encoding: Encoding;
  readonly maxLineBytes: number;
}

/**
 * Makes a first position near `offset` of an open file: before preallocated space, at the start of the line there (at
 * most `maxLineBytes` back), so that a half-written line is read as a whole once it ends.
 */
export function startPosition(fd: number, begin: PositionBegin, offset: number, format: LineFormat): FilePosition {
  const start = lineStartBefore(fd, offset, format);
  return { ...positionAtStart(begin), offset: start, proof: takeFingerprint(fd, start) };
}

/** Bytes searched back first: most lines are short. */
const FIRST_SEARCH_BYTES = 4_096;

function lineStartBefore(fd: number, offset: number, { encoding, maxLineBytes }: LineFormat): number {
  const { codec } = fileCodec(fd, encoding);
  const textEnd = startOfPreallocation(fd, offset);
  // In UTF-16 the last unit may end with a NUL.
  const wholeUnits = Math.min(offset - (offset % codec.unit), textEnd + (textEnd % codec.unit));
  for (const length of [Math.min(FIRST_SEARCH_BYTES, maxLineBytes), maxLineBytes]) {
    const from = Math.max(0, wholeUnits - (length - (length % codec.unit)));
    const bytes = Buffer.alloc(wholeUnits - from);
    const got = readSync(fd, bytes, 0, bytes.length, from);
    const end = endOfLastLine(bytes.subarray(0, got), codec);
    if (end > 0 || from === 0) {
      return from + end;
    }
  }
  return wholeUnits;
}
