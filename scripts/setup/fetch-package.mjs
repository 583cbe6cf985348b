import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { SetupProblem } from './problem.mjs';
import { sentence } from './say.mjs';

const LOOK_EVERY_MS = 1_000;
const PLAIN_LINE_EVERY = 5;
const BYTES_PER_MB = 1_000_000;

/**
 * Fetches one npm package with the npm client, in a cache of its own that shows how far it is and is removed afterwards.
 *
 * @param {string} packageSpec name@version
 * @param {number} bytes size of its archive
 * @param {string} folder an empty folder for the archive
 * @returns {Promise<string>} the .tgz file
 */
export async function fetchPackage(packageSpec, bytes, folder) {
  const cache = join(folder, 'npm-cache');
  const target = join(folder, 'npm-pack');
  await mkdir(target);
  const stopProgress = showProgress(cache, bytes);
  const args = ['pack', packageSpec, '--cache', cache, '--pack-destination', target, '--loglevel=error', '--silent'];
  const { status, output } = await runQuietly('npm', args, { cwd: folder });
  stopProgress();
  const [archive] = (await readdir(target)).filter((name) => name.endsWith('.tgz'));
  if (status !== 0 || archive === undefined) {
    throw new SetupProblem('fallback-failed', { output });
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
  let looks = 0;
  const show = async () => {
    const done = Math.min(await folderBytes(cache), bytes);
    const values = { done: Math.round(done / BYTES_PER_MB), total: Math.round(bytes / BYTES_PER_MB) };
    looks += 1;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r${sentence('fallback-progress', values)}`);
    } else if (looks % PLAIN_LINE_EVERY === 0) {
      process.stderr.write(`${sentence('fallback-progress', values)}\n`);
    }
  };
  const timer = setInterval(() => void show(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    if (process.stderr.isTTY) {
      process.stderr.write('\n');
    }
  };
}

/**
 * The bytes of all files below a folder; 0 when it is not there.
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
