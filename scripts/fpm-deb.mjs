#!/usr/bin/env node
/**
 * The part of fpm that electron-builder uses for a .deb, over dpkg-deb(1): real fpm is a Ruby program that Debian does
 * not carry. Takes fpm's own arguments (fpm.readthedocs.io, "dir" to "deb").
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeControlFiles } from './packaging/deb-control.mjs';
import { readFpmArguments } from './packaging/fpm-arguments.mjs';

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

const wanted = readFpmArguments(process.argv.slice(2));
const tree = mkdtempSync(join(tmpdir(), 'logbell-deb-'));
try {
  // mkdtemp(3) makes folders for their owner alone, and this one becomes the root folder of the package.
  execFileSync('chmod', ['0755', tree]);
  for (const mapping of wanted.mappings) {
    install(tree, mapping);
  }
  writeControlFiles(tree, wanted);
  const compression = wanted.compression === 'gz' ? 'gzip' : wanted.compression;
  execFileSync('dpkg-deb', ['--root-owner-group', `-Z${compression}`, '--build', tree, wanted.packageFile], {
    stdio: 'inherit',
  });
} finally {
  rmSync(tree, { recursive: true, force: true });
}
