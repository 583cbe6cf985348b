/** Builds a .tar.gz from a tree of files with tar(1). */
import { execFileSync } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { setModes, setTimes } from './tree-files.mjs';

/**
 * Packs a folder under its own name: the same bytes for the same tree and time.
 *
 * @param {{ tree: string, file: string, time: number, level: number }} build `level` is gzip's, 1 to 9
 */
export function buildTarball({ tree, file, time, level }) {
  setModes(tree);
  setTimes(tree, time);
  const order = ['--sort=name', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
  const compress = ['--use-compress-program', `gzip -n -${level}`];
  execFileSync('tar', [...order, ...compress, '-cf', file, '-C', dirname(tree), basename(tree)], { stdio: 'inherit' });
}
