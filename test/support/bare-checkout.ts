import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FALLBACK_VERSION } from '../../scripts/setup/electron-fallback.mjs';
import { RUNTIME_VERSION } from '../../scripts/setup/node-runtime.mjs';
import { missingCommands } from '../../scripts/setup/system-packages.mjs';
import { scratchDir } from './files/scratch-dir';

const ROOT = join(import.meta.dirname, '..', '..');

const MANIFEST = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Scripts of package.json by name. */
export const NPM_SCRIPTS = MANIFEST.scripts;
export const VERSION = MANIFEST.version;
export const PINNED_ELECTRON = MANIFEST.devDependencies['electron'] ?? '';

/** Folder of the fallback Electron, below the home folder. */
const FALLBACK = join('.cache', 'logbell', `electron-${FALLBACK_VERSION}`);

/** Commands and files of packages that the scripts run with Node. */
const COMMANDS = ['depcruise', 'electron-vite', 'eslint', 'knip', 'playwright', 'prettier', 'tsc', 'vitest'];
const PROGRAMS = ['electron-builder/cli.js', 'electron-vite/bin/electron-vite.js', 'vitest/vitest.mjs'];

/** Stands in for npm and every tool: notes its name and arguments. Dynamic import works in CommonJS and ES modules. */
const TOOL = `#!${process.execPath}
void import('node:fs').then((fs) => {
  const [, file, ...args] = process.argv;
  const name = file.split('/').at(-1);
  fs.appendFileSync(process.env.RAN, [name, ...args].join(' ') + '\\n');
  if (name === 'npm' && args[0] === 'ci') {
    fs.cpSync('../packages', 'node_modules', { recursive: true });
  } else if (name.startsWith('electron-vite')) {
    fs.mkdirSync('out/renderer', { recursive: true });
    fs.writeFileSync('out/renderer/index.html', '');
    fs.cpSync(file, 'out/main/cli.js');
  } else if (name === 'Xvfb' || name === 'dbus-daemon') {
    // They announce themselves on descriptor 3 and serve until they are stopped.
    fs.writeSync(3, '99\\n');
    setInterval(() => undefined, 1_000);
  }
});
`;

/** Replaces the download of the pinned Electron; succeeds if the variable DOWNLOADS is set. */
const INSTALLER = `
const fs = require('node:fs');
if (!process.env.DOWNLOADS) process.exit(1);
fs.mkdirSync(__dirname + '/dist');
fs.writeFileSync(__dirname + '/dist/electron', '');
fs.writeFileSync(__dirname + '/dist/version', '${PINNED_ELECTRON}');
fs.writeFileSync(__dirname + '/path.txt', 'electron');
`;

/** Result of a script. */
export interface ScriptRun {
  readonly status: number | null;
  /** Output on both streams. */
  readonly said: string;
  /** Commands it ran, with their arguments. */
  readonly ran: readonly string[];
}

/** A fresh clone of the scripts in which every command they run only records its call. */
export class BareCheckout {
  readonly #dir = scratchDir();
  /** Folder of the fallback Electron. */
  readonly fallback = join(this.#dir, FALLBACK);
  /** Folder of the Electron in the electron package. */
  readonly electron = join(this.#dir, 'clone', 'node_modules', 'electron', 'dist');

  constructor() {
    cpSync(join(ROOT, 'scripts'), join(this.#dir, 'clone', 'scripts'), { recursive: true });
    cpSync(join(ROOT, 'package.json'), join(this.#dir, 'clone', 'package.json'));
    this.#write('clone/package-lock.json', '{ "packages": {} }');
    this.#write('clone/assets/make-icons.mjs', '');
    this.#write('packages/.package-lock.json', '{ "packages": {} }');
    this.#write('packages/electron/install.js', INSTALLER);
    mkdirSync(join(this.#dir, 'packages', '@mantine', 'core', 'styles'), { recursive: true });
    COMMANDS.forEach((command) => this.#write(`packages/.bin/${command}`, TOOL));
    PROGRAMS.forEach((program) => this.#write(`packages/${program}`, TOOL));
    ['npm', ...missingCommands('/not-there')].forEach((command) => this.#write(`bin/${command}`, TOOL));
    symlinkSync(process.execPath, join(this.#dir, 'bin', 'node'));
    this.#write(`${FALLBACK}/electron`, '');
    this.#write(`${FALLBACK}/version`, FALLBACK_VERSION);
    // Unpacked before, as there is no package manager here.
    mkdirSync(join(this.#dir, '.cache', 'logbell', 'prometheus-debian'));
  }

  /** Installs the packages, and the fallback Electron as after a failed download. */
  installFallback(): void {
    this.run('node scripts/set-up.mjs build');
    symlinkSync(this.fallback, this.electron);
    writeFileSync(join(dirname(this.electron), 'path.txt'), 'electron');
  }

  /** Puts the Node.js of the server package in place, which otherwise cannot be fetched. */
  installRuntime(): void {
    this.#write(join('.cache', 'logbell', `node-${RUNTIME_VERSION}-linux-x64`, 'bin', 'node'), TOOL);
  }

  /** Runs a command line as npm does, without a display. */
  run(command: string, env: Readonly<Record<string, string>> = {}): ScriptRun {
    const clone = join(this.#dir, 'clone');
    const log = join(this.#dir, 'ran');
    writeFileSync(log, '');
    const { status, stdout, stderr } = spawnSync('/bin/sh', ['-c', command], {
      cwd: clone,
      encoding: 'utf8',
      env: {
        PATH: `${join(clone, 'node_modules', '.bin')}:${join(this.#dir, 'bin')}`,
        ...{ HOME: this.#dir, LANG: 'en_US.UTF-8', RAN: log, ...env },
      },
    });
    const ran = readFileSync(log, 'utf8').split('\n').slice(0, -1);
    return { status, said: stdout + stderr, ran };
  }

  /** Version in the electron package; undefined if it is empty. */
  electronVersion(): string | undefined {
    const file = join(this.electron, 'version');
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  }

  #write(name: string, text: string): void {
    const file = join(this.#dir, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: 0o755 });
  }
}
