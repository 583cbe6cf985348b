/** Ending of the only compressed files that Logbell can read. */
export const GZIP_ENDING = '.gz';

/** Endings of the other compressed files that log rotation may leave. */
const OTHER_ENDINGS = ['.bz2', '.xz', '.zst', '.lz4', '.Z', '.zip'];
const ALL_ENDINGS = [GZIP_ENDING, ...OTHER_ENDINGS];

/** Finds the ending that marks a name or path as a compressed file; null for any other file. */
export function compressedEnding(name: string): string | null {
  return ALL_ENDINGS.find((ending) => name.endsWith(ending)) ?? null;
}
