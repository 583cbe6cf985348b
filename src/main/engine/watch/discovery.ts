import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import picomatch from 'picomatch';
import { globSync } from 'tinyglobby';
import type { PathPreview } from '../../../shared/ipc-contract';

/** A path of the settings as the file system sees it. */
export interface PathPattern {
  readonly isGlob: boolean;
  /** The folder below which matches lie; for a plain path, the path itself. */
  readonly base: string;
  /** What the folders are that matches can lie in, as globs that name folders; none for a plain path. */
  readonly folderGlobs: readonly string[];
  readonly matches: (path: string) => boolean;
}

const EXCLUDED = /\.(gz|bz2|xz|zst|lz4|Z|zip)$/;

/** Reads a path or glob (`*`, `?`, `**`, `{a,b}`, `[0-9]`); a name that exists as written is taken as written. */
export function readPathPattern(path: string): PathPattern {
  const { isGlob, base } = picomatch.scan(path);
  if (!isGlob || existsSync(path)) {
    return { isGlob: false, base: path, folderGlobs: [], matches: (candidate) => candidate === path };
  }
  const matches = picomatch(path, { dot: false });
  return {
    isGlob: true,
    base: base === '' ? '/' : base,
    folderGlobs: folderGlobs(path, base),
    matches: (candidate) => matches(candidate) && !EXCLUDED.test(candidate),
  };
}

/** `/a/b/x*` and `/a/b/x*` + `/**` for `/a/b/x*` + `/**` + `/app.log`, whose base is `/a/b`. */
function folderGlobs(path: string, base: string): string[] {
  const { parts = [] } = picomatch.scan(path, { parts: true });
  const ofBase = base.split('/').filter((part) => part !== '').length;
  const folders = parts.filter((part) => part !== '').slice(0, -1);
  return folders.slice(ofBase).map((_part, index) => `/${folders.slice(0, ofBase + index + 1).join('/')}`);
}

/** The folders in which matches of a glob can lie now, those on the way to them, and what stands in place of a base that is missing. */
export function foldersOf({ base, folderGlobs }: PathPattern): string[] {
  const below =
    folderGlobs.length === 0
      ? []
      : globSync([...folderGlobs], { absolute: true, onlyDirectories: true, expandDirectories: false, cwd: base });
  return [nearestExisting(base), ...below.map((folder) => folder.replace(/\/$/, ''))];
}

function nearestExisting(folder: string): string {
  return existsSync(folder) || folder === '/' ? folder : nearestExisting(dirname(folder));
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
