/** Unpacks Debian's Prometheus and Alertmanager for the tests. Nothing is installed, so that no service starts. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { say, SetupError } from './messages.mjs';
import { cacheFolder } from './project.mjs';
import { hasApt } from './system-packages.mjs';

const PACKAGES = ['prometheus', 'prometheus-alertmanager'];

/** Folder with the files of both packages as below `/`, once `unpackPrometheus` has run. */
export const PROMETHEUS_ROOT = join(cacheFolder(), 'prometheus-debian');

/** Unpacks the programs into the user's cache if they are not there. One rename puts them in place when all are. */
export async function unpackPrometheus() {
  const make = async () => {
    if (existsSync(PROMETHEUS_ROOT)) {
      return;
    }
    if (!hasApt()) {
      throw new SetupError('tools-missing', { commands: 'prometheus promtool prometheus-alertmanager' });
    }
    say('unpacking-prometheus', { packages: PACKAGES.join(' ') });
    const partial = `${PROMETHEUS_ROOT}.partial`;
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    try {
      await download(partial);
      const archives = (await readdir(partial)).filter((name) => name.endsWith('.deb'));
      for (const archive of archives) {
        await run('dpkg-deb', ['--extract', join(partial, archive), partial], partial);
        await rm(join(partial, archive));
      }
      await rename(partial, PROMETHEUS_ROOT);
    } finally {
      await rm(partial, { recursive: true, force: true });
    }
  };
  await withLock(PROMETHEUS_ROOT, make, () => {
    say('waiting-for-other-start');
  });
}

/**
 * Downloads the packages; if the lists of packages are too old, root updates them first.
 *
 * @param {string} folder
 */
async function download(folder) {
  const args = ['-q', 'download', ...PACKAGES];
  const { status } = await runQuietly('apt-get', args, { cwd: folder });
  if (status !== 0) {
    await run('apt-get', ['-q', 'update'], folder);
    await run('apt-get', args, folder);
  }
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {string} cwd
 */
async function run(command, args, cwd) {
  const { status, output } = await runQuietly(command, args, { cwd });
  if (status !== 0) {
    throw new SetupError('system-packages-failed', { packages: PACKAGES.join(' '), output });
  }
}
