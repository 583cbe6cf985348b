/** Builds the AppImage with electron-builder, where its tools can be downloaded. */
import { join } from 'node:path';
import { runInTerminal } from '../../setup/command.mjs';
import { say } from '../../setup/messages.mjs';
import { projectFolder } from '../../setup/project.mjs';

const REACH_LIMIT_MS = 10_000;

/** Where electron-builder downloads its tools from (app-builder-lib, binDownload). */
const TOOLS = 'https://github.com/electron-userland/electron-builder-binaries';

/**
 * Builds the AppImage from the folder that electron-builder made, or says why it cannot.
 *
 * @param {{ unpacked: string, settings: readonly string[], env: NodeJS.ProcessEnv }} build
 * @returns {Promise<number>} the exit status; 0 without an AppImage
 */
export async function buildAppImage({ unpacked, settings, env }) {
  const source = env['ELECTRON_BUILDER_BINARIES_MIRROR'] ?? TOOLS;
  if (!(await isReachable(source))) {
    say('app-image-skipped', { source });
    return 0;
  }
  const builder = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const args = ['--linux', 'AppImage', '--prepackaged', unpacked, ...settings, '--publish', 'never'];
  return await runInTerminal(process.execPath, [builder, ...args], { cwd: projectFolder, env });
}

/**
 * True if a server answers at this address, whatever it says.
 *
 * @param {string} url
 */
export async function isReachable(url) {
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_LIMIT_MS) });
    return true;
  } catch {
    return false;
  }
}
