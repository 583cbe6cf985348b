/** Makes the minimal Debian system in which the tests install the server package. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runQuietly } from './command.mjs';
import { withLock } from './lock.mjs';
import { say, SetupError } from './messages.mjs';
import { cacheFolder } from './project.mjs';
import { hasApt } from './system-packages.mjs';

const RELEASE = 'bookworm';

/** What a server has beyond the packages that apt needs. */
const INCLUDED = ['acl', 'procps', 'systemd'];

/** Archive of the system, kept between runs in the user's cache. */
export const DEBIAN_ROOT = join(cacheFolder(), `debian-${RELEASE}-${INCLUDED.join('-')}.tar`);

/** True where the system can be made and entered: apt, root, and the right to mount, which some containers lack. */
export function canHaveDebianRoot() {
  return hasApt() && process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;
}

/** Makes the archive if it does not exist. One rename puts it in place when it is complete. */
export async function makeDebianRoot() {
  const make = async () => {
    if (existsSync(DEBIAN_ROOT)) {
      return;
    }
    say('making-debian-root');
    await mkdir(dirname(DEBIAN_ROOT), { recursive: true });
    const partial = DEBIAN_ROOT.replace(/\.tar$/, '.partial.tar');
    const args = ['--variant=minbase', `--include=${INCLUDED.join(',')}`, '--quiet', RELEASE, partial];
    const { status, output } = await runQuietly('mmdebstrap', args);
    if (status !== 0) {
      await rm(partial, { force: true });
      throw new SetupError('debian-root-failed', { output });
    }
    await rename(partial, DEBIAN_ROOT);
  };
  await withLock(DEBIAN_ROOT, make, () => {
    say('waiting-for-other-start');
  });
}
