import { existsSync } from 'node:fs';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import type { PathPreview } from '../../../shared/ipc-contract';

/** A path of the settings as the file system sees it. */
export interface PathPattern {
  readonly isGlob: boolean;
  /** The folder below which matches lie; for a plain path, the path itself. */
  readonly base: string;
  /** How many folders deep below `base` matches can lie. */
  readonly depth: number;
  readonly matches: (path: string) => boolean;
}

const EXCLUDED = /\.(gz|bz2|xz|zst|lz4|Z|zip)$/;

/** Reads a path or glob (`*`, `?`, `**`, `{a,b}`, `[0-9]`); a name that exists as written is taken as written. */
export function readPathPattern(path: string): PathPattern {
  const { isGlob, base, glob } = picomatch.scan(path);
  if (!isGlob || existsSync(path)) {
    return { isGlob: false, base: path, depth: 0, matches: (candidate) => candidate === path };
  }
  const matches = picomatch(path, { dot: false });
  return {
    isGlob: true,
    base: base === '' ? '/' : base,
    depth: glob.includes('**') ? Number.POSITIVE_INFINITY : glob.split('/').length - 1,
    matches: (candidate) => matches(candidate) && !EXCLUDED.test(candidate),
  };
}

/** The paths a path or glob stands for now, sorted; a plain path stands for itself whether or not it exists. */
export function expandPath(path: string): string[] {
  const pattern = readPathPattern(path);
  if (!pattern.isGlob) {
    return [path];
  }
  return globSync(path, { absolute: true, expandDirectories: false, dot: false, cwd: pattern.base })
    .filter((found) => !EXCLUDED.test(found))
    .sort();
}

/** Paths listed in a preview. */
const PREVIEW_PATHS = 20;

/** What stands behind a path or glob right now; a plain path counts only when it exists. */
export function previewPath(path: string): PathPreview {
  const paths = path.startsWith('/') ? expandPath(path).filter((found) => existsSync(found)) : [];
  return { paths: paths.slice(0, PREVIEW_PATHS), total: paths.length };
}
