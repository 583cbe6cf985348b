#!/usr/bin/env node
/**
 * The part of fpm that electron-builder uses for a .deb, over dpkg-deb(1): real fpm is a Ruby program that Debian does
 * not carry. Takes fpm's own arguments (fpm.readthedocs.io, "dir" to "deb").
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeControlFiles } from './packaging/deb-control.mjs';
import { readFpmArguments } from './packaging/fpm-arguments.mjs';

const OWNER_EXECUTES = 0o100;

/**
 * Puts one SOURCE=TARGET of the command line into the tree: a folder's content, or a file.
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
 * Gives a folder and all below it the modes of an installed program, whatever the umask and the sources had: everyone may
 * read, whatever its owner may execute everyone may, and only root may write.
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

// A umask that takes the owner's rights would keep this script from its own files.
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
