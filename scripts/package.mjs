/** `npm run package -- [--test-electron] [dir] [deb] [rpm] [tar.gz] [AppImage]`: builds the packages that users install, in release/. */
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { writeNotices } from './packaging/content.mjs';
import { buildAppImage } from './packaging/desktop/app-image.mjs';
import { buildDesktopPackage, DESKTOP_TARGETS } from './packaging/desktop/packages.mjs';
import { sourceTime } from './packaging/tree-files.mjs';
import { readOptions, runInTerminal, runScript } from './setup/command.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { pinnedElectronVersion, projectFolder, readJson } from './setup/project.mjs';
import { installPackagingTools } from './setup/system-packages.mjs';
import { setUpWithElectron } from './set-up.mjs';

const USAGE = 'npm run package -- [--test-electron] [dir] [deb] [rpm] [tar.gz] [AppImage]';
const TARGETS = ['dir', ...DESKTOP_TARGETS, 'AppImage'];

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

await runScript(async () => {
  // Every user of a machine runs what is installed there.
  process.umask(0o022);
  const { values, positionals } = readOptions(OPTIONS, USAGE);
  const targets = chosenTargets(positionals);
  const isForTests = values['test-electron'];
  const { dist, version: electron } = await setUpWithElectron({ pinned: !isForTests });
  if (targets.some((target) => target !== 'dir')) {
    await installPackagingTools();
  }
  writeNotices(join(projectFolder, 'out', 'LICENSES.packages.txt'));
  say(isForTests ? 'packaging-for-tests' : 'packaging-with', { version: electron, pinned: pinnedElectronVersion() });
  const manifest = /** @type {{ version: string }} */ (readJson(join(projectFolder, 'package.json')));
  const folder = isForTests ? FOR_TESTS.folder : 'release';
  const version = isForTests ? `${manifest.version}${FOR_TESTS.suffix}` : manifest.version;
  const time = sourceTime(projectFolder, process.env);
  const settings = [
    ...[`-c.electronDist=${realpathSync(dist)}`, `-c.electronVersion=${electron}`],
    ...[`-c.directories.output=${folder}`, `-c.extraMetadata.version=${version}`],
  ];
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(time) };
  const builder = join(projectFolder, 'node_modules', 'electron-builder', 'cli.js');
  const status = await runInTerminal(process.execPath, [builder, '--linux', 'dir', ...settings, '--publish', 'never'], {
    cwd: projectFolder,
    env,
  });
  if (status !== 0) {
    say('packaging-failed');
    return status;
  }
  const unpacked = join(projectFolder, folder, 'linux-unpacked');
  for (const target of DESKTOP_TARGETS.filter((each) => targets.includes(each))) {
    buildDesktopPackage(target, {
      ...{ unpacked, version, time, folder: join(projectFolder, folder), isQuick: isForTests },
    });
  }
  const imageStatus = targets.includes('AppImage') ? await buildAppImage({ unpacked, settings, env }) : 0;
  say(imageStatus === 0 ? 'packaged' : 'packaging-failed', { folder });
  return imageStatus;
});
