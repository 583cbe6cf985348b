import { createWriteStream } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks a zip file into `folder`, with the Unix modes it carries (upper half of the external attributes, APPNOTE 4.4.15).
 *
 * @param {string} zipFile
 * @param {string} folder
 * @param {(entryName: string) => boolean} wanted entries it denies are left out
 */
export async function unzip(zipFile, folder, wanted) {
  // Installed by `npm ci`, which may not have run yet when this module is loaded.
  const { openPromise } = await import('yauzl');
  const zip = await openPromise(zipFile);
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.endsWith('/') && wanted(entry.fileName)) {
      await unpackEntry(zip, entry, join(folder, entry.fileName));
    }
  }
}

/**
 * @param {import('yauzl').ZipFile} zip
 * @param {import('yauzl').Entry} entry
 * @param {string} target
 */
async function unpackEntry(zip, entry, target) {
  const mode = entry.externalFileAttributes >>> 16;
  await mkdir(dirname(target), { recursive: true });
  const content = await zip.openReadStreamPromise(entry);
  if ((mode & FILE_TYPE) === SYMBOLIC_LINK) {
    await symlink(await text(content), target);
    return;
  }
  await pipeline(content, createWriteStream(target, { mode: mode & 0o777 || 0o644 }));
}
