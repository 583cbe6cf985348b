/** Builds the .deb before the split, from which the check upgrades. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../setup/project.mjs';
import { buildDeb } from '../deb.mjs';
import { DEB_DEPENDS, DESKTOP, DESKTOP_ID } from '../desktop/facts.mjs';
import { HOMEPAGE, MAINTAINER } from '../project-facts.mjs';

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
  const work = mkdtempSync(join(tmpdir(), 'logbell-check-'));
  try {
    const tree = join(work, 'tree');
    const program = join(tree, 'opt', 'Logbell');
    cpSync(unpacked, program, { recursive: true, verbatimSymlinks: true });
    renameSync(join(program, DESKTOP), join(program, 'logbell'));
    const entry = join(tree, 'usr', 'share', 'applications', `${DESKTOP_ID}.desktop`);
    mkdirSync(dirname(entry), { recursive: true });
    const text = '[Desktop Entry]\nName=Logbell\nExec=/opt/Logbell/logbell %U\nTerminal=false\nType=Application\n';
    writeFileSync(entry, `${text}Icon=logbell\nCategories=System;Monitor;\n`);
    const file = join(folder, `logbell_${OLD_VERSION}_amd64.deb`);
    const scripts = { postinst: filledTemplate(work, 'after-install'), postrm: filledTemplate(work, 'after-remove') };
    const control = {
      ...{ name: 'logbell', version: OLD_VERSION, architecture: 'amd64', section: 'utils', homepage: HOMEPAGE },
      ...{ maintainer: MAINTAINER, synopsis: 'Watches log files', description: 'For the check of packages.' },
      depends: DEB_DEPENDS,
    };
    buildDeb({ tree, file, control, scripts, isQuick: true, time: 0 });
    return file;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
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
