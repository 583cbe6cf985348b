import type { FilePosition } from './positions';

/** The file a line was found in, and what proves of a file that it holds what that one did. */
export interface ProvenFile {
  readonly identity: Pick<FilePosition, 'device' | 'inode' | 'born'>;
  /** How often it had been found rewritten. */
  readonly generation: number;
  /** The hash of its first 1 KiB (as in `Proof`); null while less than that had been read. */
  readonly head: string | null;
}

/** Where a line was found. */
export interface LinePlace {
  readonly file: ProvenFile;
  /** Where it begins: bytes from the file's start, a byte order mark among them. */
  readonly offset: number;
}
