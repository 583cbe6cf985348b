import type { FilePosition, ProvenFile } from '../ledger/tables/file-positions';
import { sameFile } from './file-identity';
import { beginsLike, findIn, type OpenFile } from './open-file';
import { headHolds, NO_PROOF, PROOF_BYTES, proofHolds } from './proof';

/** What will tell the file of a position again, and what it holds before that. */
export function provenFile({ device, inode, born, generation, proof }: FilePosition): ProvenFile {
  const head = proof.headBytes === PROOF_BYTES ? proof.headHash : null;
  return { identity: { device, inode, born }, generation, head };
}

/**
 * Whether an open file holds what a proven one did: it is that file and was not rewritten since, or it begins with the same 1 KiB, as a
 * copy of it does. `known`: where the open file has been read to, null when that is not known.
 */
export function holdsProven({ fd, look }: OpenFile, proven: ProvenFile, known: FilePosition | null): boolean {
  const isThat = sameFile(look, proven.identity) && known?.generation === proven.generation;
  return (
    (isThat && proofHolds(fd, known.offset, known.proof)) ||
    (proven.head !== null && headHolds(fd, { ...NO_PROOF, headBytes: PROOF_BYTES, headHash: proven.head }))
  );
}

/**
 * Whether a file that begins as a log does is another one, and no copy of that: all that was read of the log stands in a file at one
 * of these paths, and that goes on in another way.
 */
export function isOtherLog(file: OpenFile, { offset, proof }: FilePosition, paths: readonly string[]): boolean {
  const log = paths.find((path) =>
    findIn(path, ({ fd, look }) => !sameFile(look, file.look) && look.size >= offset && proofHolds(fd, offset, proof)),
  );
  return log !== undefined && !beginsLike(file, log);
}
