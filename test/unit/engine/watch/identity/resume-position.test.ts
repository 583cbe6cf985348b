import { expect, it } from 'vitest';
import type { FilePosition } from '../../../../../src/main/engine/ledger/tables/file-positions';
import { FINGERPRINT_BYTES, NO_FINGERPRINT } from '../../../../../src/main/engine/watch/identity/fingerprint';
import {
  type CopyOrigin,
  type OpenedFileEvidence,
  positionAtStart,
  type ResumeFacts,
  resumeMissed,
  resumeOpened,
  resumeRewritten,
} from '../../../../../src/main/engine/watch/identity/resume-position';

const begin = { device: '1', inode: '2', born: '3', source: '/log/app.log', path: '/log/app.log' };

/** A position read to `offset`, with a fingerprint of at most the first 1 KiB. */
function readTo(offset: number): FilePosition {
  const proof = { ...NO_FINGERPRINT, headBytes: Math.min(offset, FINGERPRINT_BYTES) };
  return { ...positionAtStart(begin), offset, proof, generation: 7 };
}

/** The length of a file that could not be read. */
function noted(offset: number): FilePosition {
  return { ...positionAtStart(begin), offset };
}

/** What a file holds, as offsets of positions; lines are 10 bytes, code units 2. */
interface Holds {
  readonly size: number;
  /** Positions up to which it holds all that was read. */
  readonly whole?: readonly number[];
  /** Positions of files with the same first bytes. */
  readonly alike?: readonly number[];
  readonly isPartlyWritten?: boolean;
  /** Where the lines read before end; 0 where they are not found. */
  readonly rewrittenAt?: number;
  readonly savedAt?: number;
}

function file({
  size,
  whole = [],
  alike = whole,
  isPartlyWritten = false,
  rewrittenAt = 0,
  savedAt = rewrittenAt,
}: Holds): OpenedFileEvidence {
  return {
    size,
    begin,
    holds: ({ offset }) => whole.includes(offset),
    startsLike: ({ offset }) => alike.includes(offset),
    isPartlyWritten: () => isPartlyWritten,
    afterRewrite: (before) => ({ ...before, offset: rewrittenAt, generation: 8 }),
    afterSave: (before) => ({ ...before, offset: savedAt, generation: 8 }),
    lineStart: (offset) => ({ ...positionAtStart(begin), offset: offset - (offset % 10) }),
    unitStart: (position) => ({ ...position, offset: position.offset - (position.offset % 2) }),
  };
}

function opened(facts: Partial<ResumeFacts>): ResumeFacts {
  return {
    known: null,
    replaced: () => ({ positions: [], isSaved: false }),
    origins: () => [],
    isNew: false,
    isSettled: false,
    readsFromStart: false,
    ...facts,
  };
}

function replaced(isSaved: boolean, ...offsets: readonly number[]): Partial<ResumeFacts> {
  return { replaced: () => ({ positions: offsets.map(readTo), isSaved }) };
}

function copyOf(
  offsets: readonly number[],
  { startsWithFile = false, isOtherLog = false, isNamedCopy = false } = {},
): Pick<ResumeFacts, 'isNew' | 'origins'> {
  const origin: CopyOrigin = {
    positions: () => offsets.map(readTo),
    isNamedCopy,
    startsWithFile: () => startsWithFile,
    isOtherLog: () => isOtherLog,
  };
  return { isNew: true, origins: () => [origin] };
}

const settled = { isSettled: true };

it.each<readonly [string, Holds, Partial<ResumeFacts>, number | 'wait', number | null]>([
  ['first search: the line the file ends in', { size: 57 }, {}, 50, null],
  ['first search, read from the start', { size: 57 }, { readsFromStart: true }, 0, null],
  ['new file: its start', { size: 57 }, { isNew: true }, 0, null],
  ['known, continued', { size: 57, whole: [40] }, { known: readTo(40) }, 40, null],
  ['known, read in another encoding', { size: 57, whole: [41] }, { known: readTo(41) }, 40, null],
  ['known by its length', { size: 57, whole: [44] }, { known: noted(44) }, 40, null],
  ['known, lines taken out', { size: 57, savedAt: 30 }, { known: readTo(40) }, 30, 40],
  ['known, rewritten', { size: 57 }, { known: readTo(40) }, 0, 40],
  ['saved over, all of it kept', { size: 57, whole: [40] }, replaced(true, 40), 40, null],
  ['saved over, longest of two versions', { size: 57, whole: [20, 40] }, replaced(true, 20, 40), 40, null],
  ['saved over, older version kept', { size: 57, whole: [20] }, replaced(true, 20, 40), 20, null],
  ['saved over, line taken out', { size: 57, rewrittenAt: 30 }, replaced(true, 40), 30, 40],
  ['saved over, last lines taken out', { size: 57, savedAt: 20 }, replaced(true, 40), 20, 40],
  ['in place of a file that is gone', { size: 57, whole: [40] }, replaced(false, 40), 40, null],
  ['another file in place of one that is gone', { size: 57 }, { ...replaced(false, 40), isNew: true }, 0, null],
  ['longer former not held by a shorter file', { size: 30, whole: [40] }, replaced(false, 40), 30, null],
  ['complete copy', { size: 57, whole: [40] }, copyOf([20, 40]), 40, null],
  ['edited copy', { size: 57, alike: [40], rewrittenAt: 30 }, copyOf([40]), 30, null],
  ['copy in progress', { size: 57, alike: [40] }, copyOf([40]), 'wait', null],
  ['copy that stopped growing', { size: 57, alike: [40] }, { ...copyOf([40]), ...settled }, 50, null],
  ['other log with the same start', { size: 57, alike: [40] }, copyOf([40], { isOtherLog: true }), 0, null],
  ['first bytes of a copy', { size: 30 }, copyOf([40], { startsWithFile: true }), 'wait', null],
  ['first bytes, no longer growing', { size: 30 }, { ...copyOf([40], { startsWithFile: true }), ...settled }, 0, null],
  [
    'first bytes of a named copy, no longer growing',
    { size: 37 },
    { ...copyOf([40], { startsWithFile: true, isNamedCopy: true }), ...settled },
    30,
    null,
  ],
])('resumes in an opened file: %s', (_case, holds, facts, offset, before) => {
  const resume = resumeOpened(file(holds), opened(facts));
  expect(resume === 'wait' ? resume : resume.position.offset).toBe(offset);
  expect(resume === 'wait' ? null : (resume.before?.offset ?? null)).toBe(before);
});

it.each<readonly [string, Holds, boolean, number | null]>([
  ['emptied', { size: 0 }, true, 40],
  ['partly written', { size: 20, isPartlyWritten: true }, true, 40],
  ['partly written, but not saved over', { size: 20, isPartlyWritten: true }, false, null],
  ['rewritten', { size: 57 }, true, null],
])('expects the former content of a replacement again: %s', (_case, holds, isSaved, expected) => {
  const resume = resumeOpened(file(holds), opened(replaced(isSaved, 40)));
  expect(resume === 'wait' ? null : (resume.mayHold?.offset ?? null)).toBe(expected);
});

it('starts a copy in the first generation of its own', () => {
  const resume = resumeOpened(file({ size: 57, whole: [40] }), opened(copyOf([40])));
  expect(resume).toMatchObject({ position: { offset: 40, generation: 0 } });
});

it.each<readonly [string, Holds, readonly number[], boolean, number | 'start' | null]>([
  ['without a former log', { size: 57 }, [], false, 'start'],
  ['unlike the former log', { size: 57 }, [40], false, 'start'],
  ['copy of all that was read', { size: 57, whole: [20, 40] }, [20, 40], false, 40],
  ['copy of an older version', { size: 57, whole: [20], alike: [20, 40] }, [20, 40], false, 20],
  ['edited copy', { size: 57, alike: [40], rewrittenAt: 30 }, [40], false, 30],
  ['long file with the same start', { size: 57, alike: [2_000] }, [2_000], true, 'start'],
  ['rewritten file as long as the former log', { size: 57, alike: [40] }, [40], false, 'start'],
  ['other log with the same start', { size: 1_500, alike: [2_000] }, [2_000], true, 'start'],
  ['earlier, shorter copy', { size: 1_500, alike: [2_000] }, [2_000], false, null],
])('resumes in a missed file: %s', (_case, holds, formers, isOther, expected) => {
  const position = resumeMissed(file(holds), formers.map(readTo), () => isOther);
  expect(typeof position === 'object' ? (position?.offset ?? null) : position).toBe(expected);
});

it.each<readonly [string, Holds, boolean, number | 'wait']>([
  ['line taken out', { size: 57, rewrittenAt: 30 }, true, 30],
  ['lines found while partly written', { size: 57, rewrittenAt: 30, isPartlyWritten: true }, true, 30],
  ['partly written', { size: 20, isPartlyWritten: true }, true, 'wait'],
  ['partly written for too long', { size: 20, isPartlyWritten: true }, false, 0],
  ['last lines taken out', { size: 57, savedAt: 20 }, true, 20],
  ['truncated', { size: 0 }, true, 0],
])('resumes in a rewritten file: %s', (_case, holds, mayWait, expected) => {
  const position = resumeRewritten(file(holds), readTo(40), () => mayWait);
  expect(position === 'wait' ? position : position.offset).toBe(expected);
});
