import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/** Time of the files in the packages. */
const TIME = 1_700_000_000;

/** Version of the packages that these tests build. */
export const VERSION = '0.2.0';

const SCRIPT = `
const [packages, runtime, folder] = process.argv.slice(1);
const { buildServerPackage } = await import(packages);
const { nodeRuntime } = await import(runtime);
const build = { version: '${VERSION}', time: ${TIME}, runtime: await nodeRuntime(), folder, isQuick: true };
process.stdout.write(await buildServerPackage('deb', build));`;

/** Folder of the package files, removed after the tests of the file; a running test cannot call `afterAll`. */
const PACKAGES = mkdtempSync(join(tmpdir(), 'logbell-package-'));
afterAll(() => rmSync(PACKAGES, { recursive: true, force: true }));

/** Creates an empty folder for one package file. */
function newFolder(): string {
  return mkdtempSync(join(PACKAGES, 'package-'));
}

/** Builds the .deb of the server package from out/ under a umask and with more variables, and returns its file. */
export function buildServerDeb(umask: string, env: Readonly<Record<string, string>>): string {
  const modules = ['packaging/server/packages.mjs', 'setup/node-runtime.mjs'].map((name) =>
    join(ROOT, 'scripts', name),
  );
  const node = [process.execPath, '--input-type=module', '-e', SCRIPT, ...modules, newFolder()];
  return execFileSync('/bin/sh', ['-c', 'umask "$0" && exec "$@"', umask, ...node], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
}

/** The same package as a later version, and its file. */
export function laterVersion(deb: string, version: string): string {
  const folder = newFolder();
  const tree = join(folder, 'tree');
  execFileSync('dpkg-deb', ['--raw-extract', deb, tree]);
  const control = join(tree, 'DEBIAN', 'control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`));
  return packed(tree, join(folder, `logbell_${version}_amd64.deb`));
}

/** A package like the .deb 0.1.0, which was the desktop app: its program has an alternative at /usr/bin/logbell. */
export function desktopAppOfOld(): string {
  const folder = newFolder();
  const tree = join(folder, 'tree');
  const write = (name: string, lines: readonly string[], mode = 0o644): void =>
    writeFileSync(join(tree, name), `${lines.join('\n')}\n`, { mode });
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  mkdirSync(join(tree, 'opt', 'Logbell'), { recursive: true });
  write('opt/Logbell/logbell', ['#!/bin/sh', 'echo window'], 0o755);
  const alternative = '/opt/Logbell/logbell';
  // As electron-builder wrote them (templates/linux/after-install.tpl, after-remove.tpl).
  const install = `update-alternatives --install /usr/bin/logbell logbell ${alternative} 100`;
  write('DEBIAN/postinst', ['#!/bin/bash', install], 0o755);
  write('DEBIAN/postrm', ['#!/bin/bash', `update-alternatives --remove logbell ${alternative}`], 0o755);
  write('DEBIAN/control', [
    ...['Package: logbell', 'Version: 0.1.0', 'Architecture: amd64'],
    ...['Maintainer: Logbell contributors <contributors@logbell.invalid>', 'Description: the desktop app'],
  ]);
  return packed(tree, join(folder, 'logbell_0.1.0_amd64.deb'));
}

/** A package with the name of the desktop app and nothing in it. */
export function emptyDesktopApp(): string {
  const folder = newFolder();
  const tree = join(folder, 'tree');
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  const fields = [
    ...['Package: logbell-desktop', `Version: ${VERSION}`, 'Architecture: amd64'],
    ...['Maintainer: Logbell contributors <contributors@logbell.invalid>', 'Description: the desktop app'],
  ];
  writeFileSync(join(tree, 'DEBIAN', 'control'), `${fields.join('\n')}\n`);
  return packed(tree, join(folder, `logbell-desktop_${VERSION}_amd64.deb`));
}

/** Builds a package file without compression. */
function packed(tree: string, file: string): string {
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', tree, file], { stdio: 'ignore' });
  return file;
}
