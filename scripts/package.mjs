/** `npm run package -- [--test-electron] [dir] [deb]`: makes the package that users install, in release/. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { writeNotices } from './packaging/notices.mjs';
import { commandPath } from './setup/command-path.mjs';
import { runInTerminal } from './setup/command.mjs';
import { readOptions } from './setup/options.mjs';
import { prepareWithElectron } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { pinnedElectronVersion, projectFolder } from './setup/project.mjs';
import { readJson } from './setup/read-json.mjs';
import { runScript, say } from './setup/say.mjs';

const TARGETS = ['dir', 'deb'];

const OPTIONS = {
  options: /** @type {const} */ ({ 'test-electron': { type: 'boolean', default: false } }),
  allowPositionals: true,
};

/** A package for tests has a folder of its own, and a version that says so and sorts before the release. */
const FOR_TESTS = { folder: 'release/for-tests', suffix: '-test' };

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

/** Settings of electron-builder by which a package for tests cannot be taken for a release. */
function testSettings() {
  const { version } = /** @type {{ version: string }} */ (readJson(join(projectFolder, 'package.json')));
  return [`-c.directories.output=${FOR_TESTS.folder}`, `-c.extraMetadata.version=${version}${FOR_TESTS.suffix}`];
}

await runScript(async () => {
  // Everyone on a machine uses what is installed there.
  process.umask(0o022);
  const { values, positionals } = readOptions(OPTIONS, 'npm run package -- [--test-electron] [dir] [deb]');
  const targets = chosenTargets(positionals);
  const forTests = values['test-electron'];
  const { dist, version } = await prepareWithElectron({ pinned: !forTests });
  writeNotices(join(projectFolder, 'out', 'LICENSES.packages.txt'));
  say(forTests ? 'packaging-for-tests' : 'packaging-with', { version, pinned: pinnedElectronVersion() });
  const electron = [`-c.electronDist=${realpathSync(dist)}`, `-c.electronVersion=${version}`];
  const builder = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const status = await runInTerminal(
    process.execPath,
    [builder, '--linux', ...targets, ...electron, ...(forTests ? testSettings() : []), '--publish', 'never'],
    { cwd: projectFolder, env: { ...process.env, ...fpmEnvironment() } },
  );
  const folder = forTests ? FOR_TESTS.folder : 'release';
  say(status === 0 ? 'packaged' : 'packaging-failed', { folder });
  return status;
});
