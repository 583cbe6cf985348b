#!/usr/bin/env node
/**
 * Builds a .deb with dpkg-deb(1) for electron-builder, in place of fpm, a Ruby program that Debian does not package. Takes
 * fpm's own arguments (fpm.readthedocs.io, "dir" to "deb").
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readFpmArguments, writeControlFiles } from './deb.mjs';

const OWNER_EXECUTES = 0o100;

/**
 * Copies one SOURCE=TARGET of the command line into the tree: the content of a folder, or a file.
 *
 * @param {string} tree
 * @param {{ source: string, target: string }} mapping
 */
function install(tree, { source, target }) {
  const place = join(tree, target);
  mkdirSync(dirname(place), { recursive: true });
  cpSync(source, place, { recursive: statSync(source).isDirectory(), verbatimSymlinks: true });
}

/**
 * Sets the modes of an installed program on a folder and everything below it, whatever the umask was: everyone may read
 * all of it and execute what the owner may execute; only root may write.
 *
 * @param {string} folder
 */
function setModes(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      setModes(path);
    } else if (entry.isFile()) {
      chmodSync(path, (statSync(path).mode & OWNER_EXECUTES) === 0 ? 0o644 : 0o755);
    }
  }
}

// Under a umask that denies the owner, this script could not read its own files.
process.umask(0o022);
const wanted = readFpmArguments(process.argv.slice(2));
const tree = mkdtempSync(join(tmpdir(), 'logbell-deb-'));
try {
  for (const mapping of wanted.mappings) {
    install(tree, mapping);
  }
  writeControlFiles(tree, wanted);
  setModes(tree);
  const compression = wanted.compression === 'gz' ? 'gzip' : wanted.compression;
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, wanted.packageFile], {
    stdio: 'inherit',
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}
