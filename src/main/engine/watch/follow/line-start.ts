import { readSync } from 'node:fs';
import type { Encoding } from '../../../../shared/settings/schema';
import type { FilePosition } from '../../ledger/tables/file-positions';
import { endOfLastLine } from '../reader/lines';
import { fileCodec } from '../reader/encoding';
import { startOfPreallocation } from '../reader/nul-padding';
import { takeFingerprint } from '../identity/fingerprint';
import { positionAtStart, type PositionBegin } from '../identity/resume-position';

/** How lines are told in the file. */
interface LineFacts {
  readonly encoding: Encoding;
  readonly maxLineBytes: number;
}

/**
 * A first position at `offset` of an open file, drawn back over room made in advance and to the start of the line it
 * stands in (at most `maxLineBytes`), so that a line half written by now is taken whole once it ends.
 */
export function startPosition(fd: number, begin: PositionBegin, offset: number, facts: LineFacts): FilePosition {
  const start = lineStartBefore(fd, offset, facts);
  return { ...positionAtStart(begin), offset: start, proof: takeFingerprint(fd, start) };
}

/** Most lines are short: looking back this far mostly finds where one begins, bytes. */
const SHORT_LOOK_BYTES = 4_096;

function lineStartBefore(fd: number, offset: number, { encoding, maxLineBytes }: LineFacts): number {
  const { codec } = fileCodec(fd, encoding);
  const text = startOfPreallocation(fd, offset);
  // In UTF-16 the last unit may end with a NUL.
  const wholeUnits = Math.min(offset - (offset % codec.unit), text + (text % codec.unit));
  for (const length of [Math.min(SHORT_LOOK_BYTES, maxLineBytes), maxLineBytes]) {
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
