/** Lays out the files of logbell-desktop below a prefix, as /usr has them: bin, lib and share. */
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectFolder } from '../../setup/project.mjs';
import { MAINTAINER } from '../project-facts.mjs';
import { DESKTOP, DESKTOP_ID } from './facts.mjs';

const DATE_LENGTH = 'YYYY-MM-DD'.length;

const sources = join(projectFolder, 'packaging', 'desktop');

/**
 * A build to lay out.
 *
 * @typedef {object} DesktopBuild
 * @property {string} unpacked folder that electron-builder made (target `dir`)
 * @property {string} version
 * @property {number} time seconds since 1970
 */

/**
 * Lays out the files that every kind of package has.
 *
 * @param {string} prefix
 * @param {DesktopBuild} build
 */
export function layOutProgram(prefix, { unpacked, version, time }) {
  const program = join(prefix, 'lib', DESKTOP);
  mkdirSync(program, { recursive: true });
  cpSync(unpacked, program, { recursive: true, verbatimSymlinks: true });
  // A profile with the path of electron-builder's own packages.
  rmSync(join(program, 'resources', 'apparmor-profile'), { force: true });
  // Debian's policy, "shared libraries": not executable.
  for (const library of readdirSync(program).filter((name) => /\.so(?:\.\d+)?$/.test(name))) {
    chmodSync(join(program, library), 0o644);
  }
  writeInto(join(prefix, 'share', 'applications', `${DESKTOP_ID}.desktop`), readSource(`${DESKTOP_ID}.desktop`));
  const metainfo = `${DESKTOP_ID}.metainfo.xml`;
  writeInto(join(prefix, 'share', 'metainfo', metainfo), filledIn(readSource(metainfo), version, time));
  const icons = join(projectFolder, 'assets', 'icons');
  for (const icon of readdirSync(icons)) {
    const size = icon.replace(/\.png$/, '');
    const place = join(prefix, 'share', 'icons', 'hicolor', size, 'apps', `${DESKTOP_ID}.png`);
    writeInto(place, readFileSync(join(icons, icon)));
  }
  mkdirSync(join(prefix, 'bin'));
  symlinkSync(join('..', 'lib', DESKTOP, DESKTOP), join(prefix, 'bin', DESKTOP));
}

/**
 * Adds what an installed package has besides: the AppArmor profile that its scripts install, and the license.
 *
 * @param {string} prefix
 */
export function addSystemFiles(prefix) {
  writeInto(join(prefix, 'lib', DESKTOP, 'apparmor-profile'), readSource('apparmor-profile'));
  const license = readFileSync(join(projectFolder, 'LICENSE'), 'utf8');
  const others = `/usr/lib/${DESKTOP}/LICENSES.packages.txt and LICENSES.chromium.html`;
  const copyright = `${license}\nOther packages in it have their own licenses: see\n${others}.\n`;
  writeInto(join(prefix, 'share', 'doc', DESKTOP, 'copyright'), copyright);
}

/**
 * Adds what Debian's policy asks for: its changelog, the overrides of lintian, and a manual page.
 *
 * @param {string} prefix
 * @param {DesktopBuild} build
 */
export function addDebianFiles(prefix, { version, time }) {
  const date = new Date(time * 1000).toUTCString().replace('GMT', '+0000');
  const changelog = `${DESKTOP} (${version.replaceAll('-', '~')}) stable; urgency=medium\n\n  * See CHANGELOG.md.\n\n -- ${MAINTAINER}  ${date}\n`;
  writeInto(join(prefix, 'share', 'doc', DESKTOP, 'changelog.gz'), gzipSync(changelog, { level: 9 }));
  writeInto(join(prefix, 'share', 'lintian', 'overrides', DESKTOP), readSource('lintian-overrides'));
  const manual = filledIn(readSource(`${DESKTOP}.1`), version, time);
  writeInto(join(prefix, 'share', 'man', 'man1', `${DESKTOP}.1.gz`), gzipSync(manual, { level: 9 }));
}

/** @param {string} name */
function readSource(name) {
  return readFileSync(join(sources, name), 'utf8');
}

/**
 * @param {string} text
 * @param {string} version
 * @param {number} time
 */
function filledIn(text, version, time) {
  const date = new Date(time * 1000).toISOString().slice(0, DATE_LENGTH);
  return text.replaceAll('@VERSION@', version).replaceAll('@DATE@', date);
}

/**
 * @param {string} file
 * @param {string | Buffer} content
 */
function writeInto(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o644);
}
