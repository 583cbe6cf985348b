import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileSync } from 'atomically';

/**
 * Writes a file whole, with this mode from its first moment on: beside its place, and then in the place of what stands
 * there (rename(2)), so that nobody ever reads half of it. A link stays, and the file it leads to is replaced. Throws as
 * open(2), write(2) and rename(2) do, and for what is no regular file.
 */
export function writeWholeFile(path: string, text: string, mode: number): void {
  const there = statSync(path, { throwIfNoEntry: false });
  if (there ? !there.isFile() : !statSync(dirname(path)).isDirectory()) {
    throw Object.assign(new Error('not a regular file'), { code: 'EINVAL' });
  }
  writeFileSync(path, text, { mode });
}
