import { closeSync } from 'node:fs';
import type { FileViewFault, LinesAround } from '../../../shared/contract/live-view';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Encoding } from '../../../shared/settings/schema';
import { isSystemFault } from '../common/error-code';
import { hasCompressedParts } from '../dry-run/log-parts';
import type { PlacedMatch } from '../ledger/tables/history';
import type { Positions } from '../ledger/tables/file-positions';
import { readablePath } from '../common/system-path';
import { pathsOnDisk } from '../watch/discovery/expand-path';
import { fileCodec } from '../watch/reader/encoding';
import { sameFile } from '../watch/identity/file-id';
import { openLogFile, type OpenFile } from '../watch/identity/open-file';
import type { OwnFiles } from '../watch/identity/own-files';
import { holdsProven } from '../watch/identity/fingerprint';
import { siblingsOrKnown } from '../watch/follow/rotated-files';
import { linesAround } from './lines-around';

/** How the files of a log are read, and where they have been read to. */
export interface LogToLookIn {
  readonly encoding: Encoding;
  /** Longest line taken whole, bytes. */
  readonly maxLineBytes: number;
  readonly positions: Pick<Positions, 'find'>;
  readonly ownFiles: OwnFiles;
}

/** What one file of a log has of a line: `other` is a file that the line never stood in. */
type Found = LinesAround | Extract<FileViewFault, 'gone' | 'changed' | 'denied' | 'failed' | 'foreign'> | 'other';

/** What is said when several files have not the line. */
const WORST_FIRST = ['denied', 'failed', 'changed', 'foreign', 'gone'] as const;

/**
 * The line of a match in its file, and what stands around it: in the one at its path, or in one that rotation has made of that. Nothing is
 * shown of a file that is not proven to be the one, and to hold the line still.
 */
export function lineInFile(match: PlacedMatch, log: LogToLookIn): Result<LinesAround, FileViewFault> {
  const paths = pathsOnDisk(match.path);
  const siblings = paths.flatMap((path) => siblingsOrKnown(path, [match.place.file.identity])).toReversed();
  const faults = new Set<FileViewFault>();
  for (const candidate of [...paths, ...siblings.map((sibling) => sibling.path)]) {
    const found = lookIn(candidate, match, log);
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

function lookIn(path: string, match: PlacedMatch, log: LogToLookIn): Found {
  try {
    const file = openLogFile(path, log.ownFiles);
    if (typeof file === 'string') {
      return file === 'own' ? 'foreign' : file;
    }
    try {
      return readIn(path, file, match, log);
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

function readIn(path: string, file: OpenFile, { line, place }: PlacedMatch, log: LogToLookIn): Found {
  const { encoding, maxLineBytes, positions } = log;
  const { offset, file: proven } = place;
  const { codec } = fileCodec(file.fd, encoding);
  const lines = holdsProven(file, proven, positions.find(file.look))
    ? linesAround(file, { line, offset, codec, maxLineBytes })
    : null;
  if (lines) {
    return { path: readablePath(path), offset, ...lines };
  }
  return sameFile(file.look, proven.identity) ? 'changed' : 'other';
}
