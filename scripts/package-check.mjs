/**
 * `npm run package:check`: builds all packages for tests, installs them into a Debian system of their own, and checks
 * upgrade, window, menu, autostart, `logbell open`, removal and the .rpm there. Needs root.
 */
import assert from 'node:assert/strict';
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mainProcess, startApp, until } from './packaging/check/app.mjs';
import { USER, withContainer } from './packaging/check/container.mjs';
import { buildOldDeb } from './packaging/check/old-deb.mjs';
import { withSession } from './packaging/check/session.mjs';
import { DESKTOP, DESKTOP_ID } from './packaging/desktop/facts.mjs';
import { packageVersion } from './packaging/desktop/packages.mjs';
import { SERVER } from './packaging/server/facts.mjs';
import { runInTerminal, runQuietly, runScript } from './setup/command.mjs';
import { SetupError } from './setup/messages.mjs';
import { projectFolder, readJson } from './setup/project.mjs';
import { installCheckTools } from './setup/system-packages.mjs';

const release = join(projectFolder, 'release', 'for-tests');
const cache = join(projectFolder, '.cache', 'package-check');
const home = `/home/${USER}`;
const OLD_PROGRAM = '/opt/Logbell/logbell';
const PROGRAM = `/usr/lib/${DESKTOP}/${DESKTOP}`;
const APPARMOR_PROFILE = `etc/apparmor.d/${DESKTOP}`;
const SETUID = 0o4000;
const KEYS = { accessKey: 'MADEUPACCESSKEY00001', secretKey: 'MADEUPSECRETKEY000000000000000000000001' };

/**
 * Runs one check and prints its name and time.
 *
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} body
 * @returns {Promise<T>}
 */
async function check(name, body) {
  const start = performance.now();
  try {
    const result = await body();
    console.log(`✓ ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    console.log(`✗ ${name}`);
    throw error;
  }
}

/**
 * Installs packages with apt, which fetches what they depend on. Returns what is printed.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 * @param {readonly string[]} files on the host
 */
async function install(container, files) {
  const names = files.map((file) => {
    const name = file.slice(file.lastIndexOf('/') + 1);
    writeFileSync(join(container.root, 'srv', name), readFileSync(file));
    return `/srv/${name}`;
  });
  return await container.run(['apt-get', 'install', '--yes', '--quiet', '--no-install-recommends', ...names]);
}

/**
 * Uses the app of version 0.1.0: keys in the keyring, start at login, a match in the history.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 * @param {import('./packaging/check/session.mjs').Session} session
 */
async function useOldApp(container, session) {
  const app = await startApp(container, session, [OLD_PROGRAM]);
  const saved = await app.call('keys:save', { ...KEYS, keepInFile: false });
  assert.ok(saved.ok && saved.value.kept === 'keyring', 'The keys are not in the keyring.');
  const autostart = await app.call('autostart:set', true);
  assert.ok(autostart.ok && autostart.value.enabled, 'Start at login is off.');
  const { info } = await app.call('app:snapshot', undefined);
  await container.run(['sh', '-c', `echo 'hello world' >> '${info.sampleLog}'`], { user: USER });
  const entry = await until(async () => (await historyOf(app))[0]);
  await app.quit();
  return entry;
}

/** @param {import('./packaging/check/app.mjs').App} app */
async function historyOf(app) {
  return (await app.call('app:snapshot', undefined)).history;
}

/**
 * True sandbox: each renderer has a user namespace of its own and a seccomp filter.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 * @param {number} main
 */
async function checkSandbox(container, main) {
  const script = `for p in /proc/[0-9]*; do
  [ "$(readlink $p/exe)" = "$(readlink /proc/${main}/exe)" ] && tr '\\0' ' ' < $p/cmdline | grep -q -e '--type=renderer' || continue
  echo "$(awk '/^Uid:/ { print $2 }' $p/status) $(readlink $p/ns/user) $(grep ^Seccomp: $p/status)"
done
echo main $(readlink /proc/${main}/ns/user) $(tr '\\0' ' ' < /proc/${main}/cmdline)`;
  const lines = (await container.run(['sh', '-c', script])).trim().split('\n');
  const [, own, ...command] = lines.at(-1)?.split(' ') ?? [];
  assert.ok(!command.includes('--no-sandbox'), 'The sandbox is off.');
  const uid = (await container.run(['id', '-u', USER])).trim();
  const renderers = lines.slice(0, -1).map((line) => line.split(/\s+/));
  assert.ok(renderers.length > 0, 'There is no renderer.');
  for (const [user, namespace, , seccomp] of renderers) {
    assert.deepEqual([user, namespace === own, seccomp], [uid, false, '2']);
  }
}

/**
 * Texts are files beside the program, one for each language.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 */
async function checkLanguages(container) {
  const help = async (/** @type {string} */ LANG) =>
    await container.run(['logbell', '--help'], { user: USER, env: { LANG } });
  assert.match(await help('ko_KR.UTF-8'), /^사용법: logbell/);
  assert.match(await help('en_US.UTF-8'), /^Usage: logbell/);
}

/**
 * @param {string} name of the picture
 * @param {import('./packaging/check/session.mjs').Session} session
 */
async function takePicture(name, session) {
  const folder = join(projectFolder, 'test-results', 'package-check');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.png`), await session.picture());
}

/**
 * @param {import('./packaging/check/container.mjs').Container} container
 * @param {string} path
 */
function exists(container, path) {
  return lstatSync(join(container.root, path), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Files of the packages, each of the command line and of the desktop app.
 *
 * @typedef {object} PackageFiles
 * @property {string} old the .deb 0.1.0
 * @property {readonly string[]} debs
 * @property {readonly string[]} rpms
 * @property {string} tarball
 * @property {string} version of the command line
 */

/** @param {PackageFiles} packages */
async function checkInContainer({ old, debs, rpms, tarball, version }) {
  await withContainer(cache, async (container) => {
    await withSession(container, async (session) => {
      await check('version 0.1.0 installs', async () => await install(container, [old]));
      const before = await check(
        'version 0.1.0 keeps keys, history and start at login',
        async () => await useOldApp(container, session),
      );
      await check('apt upgrades to logbell and logbell-desktop', async () => {
        const printed = await install(container, debs);
        assert.doesNotMatch(printed, /package of their own/);
        assert.ok(lstatSync(join(container.root, 'usr/bin/logbell')).isFile(), 'logbell is not the command line.');
        assert.deepEqual(readdirSync(join(container.root, 'opt/Logbell')), ['logbell']);
      });
      await check('the command speaks Korean and English', async () => await checkLanguages(container));
      await check('the menu entry starts the program', async () => {
        const entry = readFileSync(join(container.root, 'usr/share/applications', `${DESKTOP_ID}.desktop`), 'utf8');
        assert.match(entry, /^Exec=logbell-desktop$/m);
        assert.match(await container.run([DESKTOP, '--version'], { user: USER, env: session.env }), /^\d+\.\d+\.\d+/m);
      });
      const autostart = join(container.root, home, '.config/autostart', `${DESKTOP_ID}.desktop`);
      const app = await check('the autostart file of 0.1.0 starts the new program, hidden', async () => {
        assert.match(readFileSync(autostart, 'utf8'), /^Exec="\/opt\/Logbell\/logbell" "--hidden"$/m);
        const started = await startApp(container, session, [OLD_PROGRAM, '--hidden']);
        await until(() => readFileSync(autostart, 'utf8').includes(`Exec="${PROGRAM}" "--hidden"`));
        return started;
      });
      await check('logbell open shows the window', async () => {
        await container.run(['logbell', 'open'], { user: USER, env: session.env });
        await until(async () => await app.isShown());
        await until(async () => (await app.text()).includes('History'));
      });
      await check('settings, history and keys are found', async () => {
        const { keys } = await app.call('app:snapshot', undefined);
        assert.deepEqual([keys.accessKey, keys.secretKey, keys.kept], ['set', 'set', 'keyring']);
        assert.ok((await historyOf(app)).some((entry) => entry.id === before.id));
      });
      await check('the sandbox is on, as an ordinary user', async () => {
        await checkSandbox(container, await mainProcess(container));
        await takePicture('window', session);
      });
      await app.quit();
      await check('AppArmor and the sandbox helper fit the system', async () => await checkMaintainerScript(container));
      await check('removing and purging leaves the settings only', async () => {
        await container.run(['apt-get', 'remove', '--yes', '--quiet', DESKTOP]);
        assert.ok(!exists(container, `usr/lib/${DESKTOP}`) && !exists(container, 'opt/Logbell'), 'Files are left.');
        await container.run(['dpkg', '--purge', DESKTOP, SERVER]);
        const rest = await container.run([
          'sh',
          '-c',
          'find / -xdev -iname "*logbell*" -not -path "/home/*" -not -path "/srv/*"',
        ]);
        assert.equal(rest, '');
        assert.ok(exists(container, `${home}/.config/logbell/config.json`), 'The settings are gone.');
      });
      await check('the .rpms install, run the command, show the window and are removed', async () => {
        const rpmIn = async (/** @type {readonly string[]} */ args) => {
          const { status, output } = await runQuietly('rpm', ['--root', container.root, ...args]);
          assert.equal(status, 0, output);
        };
        await rpmIn(['--initdb']);
        await rpmIn(['--install', '--nodeps', ...rpms]);
        assert.equal(await container.run(['logbell', '--version'], { user: USER }), `${version}\n`);
        assert.equal(await container.run(['stat', '--format=%U:%G %a', '/etc/logbell']), 'root:logbell 750\n');
        await showWindow(container, session, DESKTOP);
        await rpmIn(['--erase', DESKTOP, SERVER]);
        const installed = [`usr/lib/${DESKTOP}`, 'usr/lib/logbell', 'usr/bin/logbell'];
        const left = installed.filter((path) => exists(container, path));
        assert.deepEqual(left, []);
      });
      await check('the .tar.gz runs from ~/.local', async () => {
        writeFileSync(join(container.root, 'srv', 'desktop.tar.gz'), readFileSync(tarball));
        const unpack = ['tar', '-xzf', '/srv/desktop.tar.gz', '-C', `${home}/.local`, '--strip-components=1'];
        await container.run(unpack, { user: USER });
        await showWindow(container, session, `${home}/.local/bin/${DESKTOP}`);
      });
    });
  });
}

/**
 * Configures the package again on other systems: with the ABI of AppArmor that the profile needs, and for users without
 * user namespaces.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 */
async function checkMaintainerScript(container) {
  const configure = async (/** @type {string} */ path) => {
    const script = `/var/lib/dpkg/info/${DESKTOP}.postinst`;
    await container.run([script, 'configure', ''], { env: { PATH: `${path}/usr/sbin:/usr/bin:/sbin:/bin` } });
    const helper = join(container.root, 'usr/lib', DESKTOP, 'chrome-sandbox');
    return { isSetuid: (lstatSync(helper).mode & SETUID) !== 0, hasProfile: exists(container, APPARMOR_PROFILE) };
  };
  assert.deepEqual(await configure(''), { isSetuid: false, hasProfile: false });
  await container.run(['sh', '-c', 'mkdir -p /etc/apparmor.d/abi /srv/bin; touch /etc/apparmor.d/abi/4.0']);
  await container.run(['sh', '-c', 'ln -s /bin/false /srv/bin/setpriv']);
  assert.deepEqual(await configure('/srv/bin:'), { isSetuid: true, hasProfile: true });
  assert.deepEqual(await configure(''), { isSetuid: false, hasProfile: true });
}

/**
 * Starts an installed program, looks at its window and its sandbox, and ends it.
 *
 * @param {import('./packaging/check/container.mjs').Container} container
 * @param {import('./packaging/check/session.mjs').Session} session
 * @param {string} program
 */
async function showWindow(container, session, program) {
  const app = await startApp(container, session, [program]);
  await until(async () => (await app.isShown()) && (await app.text()).includes('History'));
  await checkSandbox(container, await mainProcess(container));
  await app.quit();
}

/**
 * Lets lintian and appstreamcli look for errors.
 *
 * @param {string} deb
 */
async function checkFormally(deb) {
  await check('lintian finds no errors', async () => {
    const { status, output } = await runQuietly('lintian', ['--fail-on', 'error', deb]);
    assert.equal(status, 0, output);
  });
  await check('the AppStream metadata is valid', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'logbell-check-'));
    try {
      await runQuietly('dpkg-deb', ['--extract', deb, folder]);
      const { status, output } = await runQuietly('appstreamcli', ['validate-tree', '--no-net', folder]);
      assert.equal(status, 0, output);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

await runScript(async () => {
  if (process.getuid?.() !== 0) {
    throw new SetupError('check-needs-root');
  }
  await installCheckTools();
  const builder = join(projectFolder, 'scripts', 'package.mjs');
  const status = await runInTerminal(process.execPath, [builder, '--test-electron', 'deb', 'rpm', 'tar.gz'], {
    cwd: projectFolder,
  });
  if (status !== 0) {
    return status;
  }
  const { version } = /** @type {{ version: string }} */ (readJson(join(projectFolder, 'package.json')));
  const sorted = packageVersion(`${version}-test`);
  const deb = join(release, `${DESKTOP}_${sorted}_amd64.deb`);
  await checkFormally(deb);
  const made = join(cache, 'packages');
  mkdirSync(made, { recursive: true });
  await checkInContainer({
    old: buildOldDeb(join(release, 'linux-unpacked'), made),
    debs: [join(release, `${SERVER}_${sorted}_amd64.deb`), deb],
    rpms: [SERVER, DESKTOP].map((name) => join(release, `${name}-${sorted}-1.x86_64.rpm`)),
    tarball: join(release, `${DESKTOP}-${version}-test-linux-x64.tar.gz`),
    version,
  });
  return 0;
});
