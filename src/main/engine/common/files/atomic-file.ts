import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileSync } from 'atomically';

/**
 * Replaces a file as a whole: writes a new file with this mode beside it and renames it into place (rename(2)), so that
 * nobody reads half of it. Through a symbolic link, replaces the target. Throws like open(2), write(2) and rename(2),
 * and EINVAL for anything but a regular file.
 */
export function writeWholeFile(path: string, text: string, mode: number): void {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing ? !existing.isFile() : !statSync(dirname(path)).isDirectory()) {
    throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' });
  }
  writeFileSync(path, text, { mode });
}
