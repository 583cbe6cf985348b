/** Lays out the files of the server package as they will be installed. */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectFolder } from '../../setup/project.mjs';
import { filesNeededBy } from '../built-files.mjs';
import { shippedPackages, writeNotices } from '../content.mjs';
import { MAINTAINER } from '../project-facts.mjs';
import { manualPages } from './manual-pages.mjs';

/** The entry points of the command line, as in electron.vite.config.ts. */
const ENTRIES = ['cli.js', 'ahead-worker.js', 'dry-run.js'];

/** The SQLite of the desktop app: the Node.js of this package has one (src/main/engine/ledger/file/sqlite.ts). */
const UNUSED_PACKAGE = 'node_modules/libsql';

const MILLISECONDS = 1_000;

const LIBRARY = 'usr/lib/logbell';
const DOCS = 'usr/share/doc/logbell';
const OTHER_LICENSES = `/${DOCS}/LICENSE.node.txt and\n/${DOCS}/LICENSES.packages.txt`;

const sources = join(projectFolder, 'packaging');

/** Where each shell looks for completions of packages; zsh has a folder of its own on Debian. */
const COMPLETIONS = {
  bash: 'usr/share/bash-completion/completions/logbell',
  zsh: 'usr/share/zsh/site-functions/_logbell',
  fish: 'usr/share/fish/vendor_completions.d/logbell.fish',
};
const ZSH_ON_DEBIAN = 'usr/share/zsh/vendor-completions/_logbell';

/** Folders of packaging/ and where their files go (file-hierarchy(7), sysusers.d(5), tmpfiles.d(5)). */
const SYSTEMD_FOLDERS = {
  systemd: 'usr/lib/systemd/system',
  'systemd/user': 'usr/lib/systemd/user',
  'sysusers.d': 'usr/lib/sysusers.d',
  'tmpfiles.d': 'usr/lib/tmpfiles.d',
};

/**
 * A package to lay out.
 *
 * @typedef {object} ServerBuild
 * @property {string} version
 * @property {number} time seconds since 1970
 * @property {string} runtime folder with bin/node and LICENSE
 */

/**
 * The npm packages in the files of the server package.
 *
 * @returns {readonly import('../content.mjs').ShippedPackage[]}
 */
export function serverPackages() {
  const folders = new Set(filesNeededBy(ENTRIES, UNUSED_PACKAGE).packages);
  return shippedPackages().filter(({ folder }) => folders.has(folder));
}

/**
 * Writes the files of the package into a folder, as below /.
 *
 * @param {string} root
 * @param {'deb' | 'rpm'} format
 * @param {ServerBuild} build
 */
export async function layOutServer(root, format, { version, time, runtime }) {
  /** @type {(target: string, content: string | Buffer) => void} */
  const write = (target, content) => {
    const file = join(root, target);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  };
  /** @type {(source: string, target: string) => void} */
  const copy = (source, target) => cpSync(source, join(root, target), { recursive: true });

  copyProgram(copy, runtime);
  write(`${LIBRARY}/package.json`, `${JSON.stringify({ name: 'logbell', version, type: 'module' })}\n`);
  copy(join(sources, 'server', 'logbell'), 'usr/bin/logbell');
  chmodSync(join(root, 'usr', 'bin', 'logbell'), 0o755);
  for (const [source, target] of Object.entries(SYSTEMD_FOLDERS)) {
    for (const name of filesIn(join(sources, source))) {
      copy(join(sources, source, name), `${target}/${name}`);
    }
  }
  mkdirSync(join(root, 'etc', 'logbell'), { recursive: true });
  for (const [shell, target] of Object.entries(COMPLETIONS)) {
    write(shell === 'zsh' && format === 'deb' ? ZSH_ON_DEBIAN : target, completionScript(shell));
  }
  const pages = await manualPages({ version, date: dateOf(time) });
  write('usr/share/man/man1/logbell.1.gz', compressed(pages.en));
  write('usr/share/man/ko/man1/logbell.1.gz', compressed(pages.ko));
  copy(join(runtime, 'LICENSE'), `${DOCS}/LICENSE.node.txt`);
  writeNotices(join(root, DOCS, 'LICENSES.packages.txt'), serverPackages());
  write(`${DOCS}/CHANGELOG.md.gz`, compressed(readFileSync(join(projectFolder, 'CHANGELOG.md'))));
  const license = readFileSync(join(projectFolder, 'LICENSE'), 'utf8');
  write(`${DOCS}/copyright`, `${license}\nOther software in it has its own licenses: see\n${OTHER_LICENSES}.\n`);
  if (format === 'deb') {
    const date = new Date(time * MILLISECONDS).toUTCString().replace('GMT', '+0000');
    const entry = `logbell (${version}) stable; urgency=medium\n\n  * See CHANGELOG.md.gz.\n\n -- ${MAINTAINER}  ${date}\n`;
    write(`${DOCS}/changelog.gz`, compressed(entry));
    copy(join(sources, 'server', 'lintian-overrides'), 'usr/share/lintian/overrides/logbell');
  }
}

/**
 * Copies the runtime and the built files of the command line.
 *
 * @param {(source: string, target: string) => void} copy
 * @param {string} runtime
 */
function copyProgram(copy, runtime) {
  copy(join(runtime, 'bin', 'node'), `${LIBRARY}/bin/node`);
  for (const file of filesNeededBy(ENTRIES, UNUSED_PACKAGE).files) {
    copy(join(projectFolder, 'out', 'main', file), `${LIBRARY}/main/${file}`);
  }
}

/**
 * The names of the files in a folder that may not exist.
 *
 * @param {string} folder
 */
function filesIn(folder) {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

/**
 * The date of a time, such as `2026-11-30`, in UTC.
 *
 * @param {number} time
 */
function dateOf(time) {
  return new Date(time * MILLISECONDS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** @param {string} shell */
function completionScript(shell) {
  const cli = join(projectFolder, 'out', 'main', 'cli.js');
  return execFileSync(process.execPath, [cli, 'completion', shell], { env: { LANG: 'C.UTF-8' }, encoding: 'utf8' });
}

/**
 * Compresses a text without a name and a time, so that the same text gives the same bytes.
 *
 * @param {string | Buffer} content
 */
function compressed(content) {
  return gzipSync(content, { level: 9 });
}
