/** `npm run package -- [dir] [deb]`: makes the package that users install, in release/. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { writeNotices } from './packaging/notices.mjs';
import { commandPath } from './setup/command-path.mjs';
import { runInTerminal } from './setup/command.mjs';
import { prepareWithElectron } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { pinnedElectronVersion, projectFolder } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';

const TARGETS = ['dir', 'deb'];

/** @param {readonly string[]} asked */
function chosenTargets(asked) {
  const unknown = asked.find((target) => !TARGETS.includes(target));
  if (unknown !== undefined) {
    throw new SetupProblem('target-unknown', { target: unknown, known: TARGETS.join(', ') });
  }
  return asked.length > 0 ? asked : TARGETS;
}

/**
 * Where electron-builder gets fpm for the .deb (app-builder-lib, toolsets/linux): the system's, else ours over dpkg-deb,
 * else its own download.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function fpmEnvironment() {
  if (commandPath('fpm') !== undefined) {
    return { USE_SYSTEM_FPM: 'true' };
  }
  return commandPath('dpkg-deb') === undefined
    ? {}
    : { CUSTOM_FPM_PATH: join(projectFolder, 'scripts', 'fpm-deb.mjs') };
}

await runScript(async () => {
  const targets = chosenTargets(process.argv.slice(2));
  const { dist, version } = await prepareWithElectron();
  const pinned = pinnedElectronVersion();
  writeNotices(join(projectFolder, 'out', 'LICENSES.packages.txt'));
  say(version === pinned ? 'packaging-with' : 'packaging-with-fallback', { version, pinned });
  const electron = [`-c.electronDist=${realpathSync(dist)}`, `-c.electronVersion=${version}`];
  const builder = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const status = await runInTerminal(
    process.execPath,
    [builder, '--linux', ...targets, ...electron, '--publish', 'never'],
    { cwd: projectFolder, env: { ...process.env, ...fpmEnvironment() } },
  );
  say(status === 0 ? 'packaged' : 'packaging-failed');
  return status;
});
