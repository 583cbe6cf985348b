/** `npm run package -- [--test-electron] [dir] [deb]`: builds the packages that users install, in release/. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { writeNotices } from './packaging/content.mjs';
import { commandPath, readOptions, runInTerminal, runScript } from './setup/command.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { pinnedElectronVersion, projectFolder, readJson } from './setup/project.mjs';
import { setUpWithElectron } from './set-up.mjs';

const TARGETS = ['dir', 'deb'];

const OPTIONS = {
  options: /** @type {const} */ ({ 'test-electron': { type: 'boolean', default: false } }),
  allowPositionals: true,
};

/** A package for tests has a folder of its own and a version that sorts before the release. */
const FOR_TESTS = { folder: 'release/for-tests', suffix: '-test' };

/** @param {readonly string[]} asked */
function chosenTargets(asked) {
  const unknown = asked.find((target) => !TARGETS.includes(target));
  if (unknown !== undefined) {
    throw new SetupError('target-unknown', { target: unknown, known: TARGETS.join(', ') });
  }
  return asked.length > 0 ? asked : TARGETS;
}

/**
 * Chooses the fpm that builds the .deb (app-builder-lib, toolsets/linux): the system's, else fpm-deb.mjs, else the
 * download of electron-builder.
 *
 * @returns {NodeJS.ProcessEnv}
 */
function fpmEnvironment() {
  if (commandPath('fpm') !== undefined) {
    return { USE_SYSTEM_FPM: 'true' };
  }
  return commandPath('dpkg-deb') === undefined
    ? {}
    : { CUSTOM_FPM_PATH: join(projectFolder, 'scripts', 'packaging', 'fpm-deb.mjs') };
}

/** Settings of electron-builder that tell a package for tests from a release. */
function testSettings() {
  const { version } = /** @type {{ version: string }} */ (readJson(join(projectFolder, 'package.json')));
  return [`-c.directories.output=${FOR_TESTS.folder}`, `-c.extraMetadata.version=${version}${FOR_TESTS.suffix}`];
}

await runScript(async () => {
  // Every user of a machine runs what is installed there.
  process.umask(0o022);
  const { values, positionals } = readOptions(OPTIONS, 'npm run package -- [--test-electron] [dir] [deb]');
  const targets = chosenTargets(positionals);
  const forTests = values['test-electron'];
  const { dist, version } = await setUpWithElectron({ pinned: !forTests });
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
