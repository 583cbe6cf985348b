/** Builds logbell-desktop as .deb, .rpm and .tar.gz from the folder that electron-builder made. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from '../../setup/project.mjs';
import { buildDeb } from '../deb.mjs';
import { buildRpm } from '../rpm.mjs';
import { shippedPackages } from '../content.mjs';
import { HOMEPAGE, MAINTAINER } from '../project-facts.mjs';
import { writeSbom } from '../sbom.mjs';
import { buildTarball } from '../tarball.mjs';
import * as facts from './facts.mjs';
import { addDebianFiles, addSystemFiles, layOutProgram } from './tree.mjs';

/** Kinds of packages that this module builds. */
export const DESKTOP_TARGETS = /** @type {const} */ (['deb', 'rpm', 'tar.gz']);

/** @typedef {typeof DESKTOP_TARGETS[number]} DesktopTarget */

/**
 * @typedef {import('./tree.mjs').DesktopBuild & { folder: string, isQuick: boolean }} DesktopPackages `folder` gets the
 *   packages; quick ones are larger
 */

const { DESKTOP } = facts;
const GZIP = { quick: 1, small: 9 };
const scripts = join(projectFolder, 'packaging', 'desktop', 'maintainer');
const AFTER_INSTALL = join(scripts, 'after-install.sh');
const BEFORE_REMOVE = join(scripts, 'before-remove.sh');

/**
 * Builds one package and returns its file.
 *
 * @param {DesktopTarget} target
 * @param {DesktopPackages} build
 */
export function buildDesktopPackage(target, build) {
  const work = mkdtempSync(join(tmpdir(), 'logbell-desktop-'));
  try {
    return BUILDERS[target](work, build);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const BUILDERS = { deb: buildDesktopDeb, rpm: buildDesktopRpm, 'tar.gz': buildDesktopTarball };

/**
 * @param {string} work
 * @param {DesktopPackages} build
 */
function buildDesktopDeb(work, build) {
  const tree = join(work, 'tree');
  const prefix = join(tree, 'usr');
  layOutProgram(prefix, build);
  addSystemFiles(prefix);
  addDebianFiles(prefix, build);
  const version = packageVersion(build.version);
  const file = join(build.folder, `${DESKTOP}_${version}_amd64.deb`);
  buildDeb({
    ...{ tree, file, time: build.time, isQuick: build.isQuick },
    scripts: { postinst: AFTER_INSTALL, prerm: BEFORE_REMOVE },
    control: debControl(version),
  });
  return file;
}

/**
 * A version as dpkg and rpm sort it: `0.2.0-test` becomes `0.2.0~test`, which comes before 0.2.0.
 *
 * @param {string} version as in package.json
 */
export function packageVersion(version) {
  return version.replaceAll('-', '~');
}

/**
 * The control file of the .deb. The package logbell before the split has the same desktop file and icons.
 *
 * @param {string} version as dpkg sorts it
 * @returns {import('../deb.mjs').DebControl}
 */
export function debControl(version) {
  const older = `logbell (<< ${facts.FIRST_SPLIT_VERSION}~)`;
  return {
    ...{ name: DESKTOP, version, architecture: 'amd64', section: 'utils' },
    ...{ maintainer: MAINTAINER, homepage: HOMEPAGE },
    ...{ synopsis: facts.SUMMARY, description: facts.DESCRIPTION },
    depends: [`logbell (= ${version})`, ...facts.DEB_DEPENDS],
    recommends: facts.DEB_RECOMMENDS,
    breaks: [older],
    replaces: [older],
  };
}

/**
 * @param {string} work
 * @param {DesktopPackages} build
 */
function buildDesktopRpm(work, build) {
  const tree = join(work, 'tree');
  const prefix = join(tree, 'usr');
  layOutProgram(prefix, build);
  addSystemFiles(prefix);
  const version = packageVersion(build.version);
  const file = join(build.folder, `${DESKTOP}-${version}-1.x86_64.rpm`);
  buildRpm({
    ...{ tree, file, time: build.time, isQuick: build.isQuick },
    ...{ name: DESKTOP, version, summary: facts.SUMMARY, description: facts.DESCRIPTION },
    ...{ homepage: HOMEPAGE, packager: MAINTAINER },
    requires: [`logbell = ${version}`, ...facts.RPM_REQUIRES],
    ...{ afterInstall: AFTER_INSTALL, beforeRemove: BEFORE_REMOVE, ownFolders: [`/usr/lib/${DESKTOP}`] },
  });
  return file;
}

/**
 * The archive has bin, lib and share below one folder, so it can be unpacked into ~/.local or /usr/local.
 *
 * @param {string} work
 * @param {DesktopPackages} build
 */
function buildDesktopTarball(work, build) {
  const name = `${DESKTOP}-${build.version}-linux-x64`;
  const tree = join(work, name);
  layOutProgram(tree, build);
  const file = join(build.folder, `${name}.tar.gz`);
  buildTarball({ tree, file, time: build.time, level: build.isQuick ? GZIP.quick : GZIP.small });
  return file;
}

/**
 * Writes the bill of materials of the packages and returns its file.
 *
 * @param {{ version: string, time: number, folder: string, electron: string }} build
 */
export function writeDesktopSbom({ version, time, folder, electron }) {
  const file = join(folder, `${DESKTOP}_${version}.cdx.json`);
  const license = 'MIT and others, see LICENSES.chromium.html';
  const runtimes = [{ name: 'electron', version: electron, license, purl: `pkg:npm/electron@${electron}` }];
  writeSbom(file, { name: DESKTOP, packages: shippedPackages(), runtimes, time });
  return file;
}
