/**
 * `npm run package -- [--test-electron] [logbell] [logbell-desktop] [dir] [deb] [rpm] [tar.gz] [AppImage]`: builds the packages that
 * users install, in release/. Without names it builds both, without formats all of them.
 */
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { writeChecksums } from './packaging/checksums.mjs';
import { writeNotices } from './packaging/content.mjs';
import { buildAppImage } from './packaging/desktop/app-image.mjs';
import { buildDesktopPackage, DESKTOP_TARGETS, writeDesktopSbom } from './packaging/desktop/packages.mjs';
import { buildServerPackage, SERVER_TARGETS, writeServerSbom } from './packaging/server/packages.mjs';
import { sourceTime } from './packaging/tree-files.mjs';
import { readOptions, runInTerminal, runScript } from './setup/command.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { nodeRuntime } from './setup/node-runtime.mjs';
import { pinnedElectronVersion, projectFolder, readJson } from './setup/project.mjs';
import { installPackagingTools } from './setup/system-packages.mjs';
import { setUpBuild, setUpWithElectron } from './set-up.mjs';

const USAGE = 'npm run package -- [--test-electron] [logbell] [logbell-desktop] [dir] [deb] [rpm] [tar.gz] [AppImage]';
const NAMES = ['logbell', 'logbell-desktop'];
/** @type {readonly string[]} */
const FORMATS = ['dir', ...DESKTOP_TARGETS, 'AppImage'];

const OPTIONS = {
  options: /** @type {const} */ ({ 'test-electron': { type: 'boolean', default: false } }),
  allowPositionals: true,
};

/** A package for tests has a folder of its own and a version that sorts before the release. */
const FOR_TESTS = { folder: 'release/for-tests', suffix: '-test' };

/**
 * What to build.
 *
 * @typedef {object} Job
 * @property {readonly string[]} names
 * @property {readonly string[]} formats
 * @property {boolean} isForTests true for larger packages with any Electron
 * @property {string} version
 * @property {number} time seconds since 1970
 * @property {string} folder relative to the project
 */

/** @returns {Job} as asked on the command line */
function readJob() {
  const { values, positionals } = readOptions(OPTIONS, USAGE);
  /** @type {readonly string[]} */
  const words = positionals;
  const unknown = words.find((word) => ![...NAMES, ...FORMATS].includes(word));
  if (unknown !== undefined) {
    throw new SetupError('target-unknown', { target: unknown, known: [...NAMES, ...FORMATS].join(', ') });
  }
  const asked = (/** @type {readonly string[]} */ known) => {
    const chosen = known.filter((word) => words.includes(word));
    return chosen.length > 0 ? chosen : known;
  };
  const isForTests = values['test-electron'];
  const { version } = /** @type {{ version: string }} */ (readJson(join(projectFolder, 'package.json')));
  return {
    names: asked(NAMES),
    formats: asked(FORMATS),
    isForTests,
    version: isForTests ? `${version}${FOR_TESTS.suffix}` : version,
    time: sourceTime(projectFolder, process.env),
    folder: isForTests ? FOR_TESTS.folder : 'release',
  };
}

/** @param {Job} job */
async function packageServer({ formats, isForTests, version, time, folder }) {
  const targets = SERVER_TARGETS.filter((each) => formats.includes(each));
  if (targets.length === 0) {
    return;
  }
  await setUpBuild();
  await installPackagingTools();
  const runtime = await nodeRuntime();
  say('packaging-server', { formats: targets.join(', ') });
  const build = { version, time, runtime, folder: join(projectFolder, folder), isQuick: isForTests };
  mkdirSync(build.folder, { recursive: true });
  for (const target of targets) {
    await buildServerPackage(target, build);
  }
  writeServerSbom(build);
}

/**
 * @param {Job} job
 * @returns {Promise<number>} the exit status
 */
async function packageDesktop({ formats, isForTests, version, time, folder }) {
  const { dist, version: electron } = await setUpWithElectron({ pinned: !isForTests });
  const targets = DESKTOP_TARGETS.filter((each) => formats.includes(each));
  if (targets.length > 0) {
    await installPackagingTools();
  }
  writeNotices(join(projectFolder, 'out', 'LICENSES.packages.txt'));
  say(isForTests ? 'packaging-for-tests' : 'packaging-with', { version: electron, pinned: pinnedElectronVersion() });
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
  for (const target of targets) {
    buildDesktopPackage(target, { unpacked, version, time, folder: join(projectFolder, folder), isQuick: isForTests });
  }
  if (targets.length > 0 || formats.includes('AppImage')) {
    writeDesktopSbom({ version, time, folder: join(projectFolder, folder), electron });
  }
  return formats.includes('AppImage') ? await buildAppImage({ unpacked, settings, env }) : 0;
}

await runScript(async () => {
  // Every user of a machine runs what is installed there.
  process.umask(0o022);
  const job = readJob();
  let status = 0;
  try {
    if (job.names.includes('logbell')) {
      await packageServer(job);
    }
    if (job.names.includes('logbell-desktop')) {
      status = await packageDesktop(job);
    }
  } finally {
    writeChecksums(join(projectFolder, job.folder));
  }
  if (status === 0) {
    say('packaged', { folder: job.folder });
  }
  return status;
});
