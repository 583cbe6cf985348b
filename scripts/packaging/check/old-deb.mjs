/** Packages that the check needs besides logbell-desktop itself: the one before the split, and a stand-in for logbell. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../setup/project.mjs';
import { buildDeb } from '../deb.mjs';
import { DEB_DEPENDS, DESKTOP, DESKTOP_ID, HOMEPAGE, MAINTAINER } from '../desktop/facts.mjs';

const TEMPLATES = join(projectFolder, 'node_modules', 'app-builder-lib', 'templates', 'linux');
const OLD_VERSION = '0.1.0';

/**
 * Builds the .deb as version 0.1.0 had it: named logbell, with the desktop app in /opt and electron-builder's scripts.
 *
 * @param {string} unpacked folder that electron-builder made
 * @param {string} folder
 * @returns {string} the file
 */
export function buildOldDeb(unpacked, folder) {
  return inScratch((work) => {
    const tree = join(work, 'tree');
    const program = join(tree, 'opt', 'Logbell');
    cpSync(unpacked, program, { recursive: true, verbatimSymlinks: true });
    renameSync(join(program, DESKTOP), join(program, 'logbell'));
    const entry = join(tree, 'usr', 'share', 'applications', `${DESKTOP_ID}.desktop`);
    mkdirSync(dirname(entry), { recursive: true });
    const text = '[Desktop Entry]\nName=Logbell\nExec=/opt/Logbell/logbell %U\nTerminal=false\nType=Application\n';
    writeFileSync(entry, `${text}Icon=logbell\nCategories=System;Monitor;\n`);
    return buildControl(tree, folder, OLD_VERSION, DEB_DEPENDS, {
      postinst: filledTemplate(work, 'after-install'),
      postrm: filledTemplate(work, 'after-remove'),
    });
  });
}

/**
 * Builds a stand-in for the package logbell: the built command line and this Node.
 *
 * @param {string} version as dpkg sorts it
 * @param {string} folder
 * @returns {string} the file
 */
export function buildCommandLineDeb(version, folder) {
  return inScratch((work) => {
    const tree = join(work, 'tree');
    const program = join(tree, 'usr', 'lib', 'logbell');
    cpSync(join(projectFolder, 'out', 'main'), join(program, 'out', 'main'), { recursive: true });
    for (const name of ['libsql', '@libsql', '@neon-rs', 'detect-libc']) {
      cpSync(join(projectFolder, 'node_modules', name), join(program, 'node_modules', name), { recursive: true });
    }
    writeFileSync(join(program, 'package.json'), '{ "type": "module" }');
    cpSync(process.execPath, join(program, 'node'));
    const command = join(tree, 'usr', 'bin', 'logbell');
    mkdirSync(dirname(command), { recursive: true });
    const line = 'exec /usr/lib/logbell/node /usr/lib/logbell/out/main/cli.js "$@"';
    writeFileSync(command, `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    return buildControl(tree, folder, version, ['libstdc++6'], {});
  });
}

/**
 * @param {string} tree
 * @param {string} folder
 * @param {string} version
 * @param {readonly string[]} depends
 * @param {Readonly<Record<string, string>>} scripts
 */
function buildControl(tree, folder, version, depends, scripts) {
  const file = join(folder, `logbell_${version}_amd64.deb`);
  const control = {
    ...{ name: 'logbell', version, architecture: 'amd64', section: 'utils', homepage: HOMEPAGE, depends },
    ...{ maintainer: MAINTAINER, synopsis: 'Watches log files', description: 'For the check of packages.' },
  };
  buildDeb({ tree, file, control, scripts, isQuick: true, time: 0 });
  return file;
}

/**
 * @param {string} work
 * @param {string} name
 */
function filledTemplate(work, name) {
  const file = join(work, name);
  const text = readFileSync(join(TEMPLATES, `${name}.tpl`), 'utf8');
  writeFileSync(file, text.replaceAll('${executable}', 'logbell').replaceAll('${sanitizedProductName}', 'Logbell'));
  return file;
}

/**
 * @template T
 * @param {(work: string) => T} body
 */
function inScratch(body) {
  const work = mkdtempSync(join(tmpdir(), 'logbell-check-'));
  try {
    return body(work);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
