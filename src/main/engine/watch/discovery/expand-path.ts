import { basename, dirname } from 'node:path';
import type { PathPreview } from '../../../../shared/contract/ipc/calls';
import { readablePath, spellings } from '../../common/files/system-path';
import { isLink, statFile } from '../identity/file-id';
import { pathIn } from '../identity/folder-entries';
import { PathPattern, readPathPattern } from './glob/path-pattern';
import { runInOneGo, SlicedWork } from './sliced-work';
import { BRIEF_WALK, walk, WHOLE_WALK, type WalkCalls, type WalkLimits } from './walk';

/** Files that a path or glob matches. */
export interface FoundPaths {
  /** Sorted; a plain path matches itself even if it does not exist. */
  readonly paths: readonly string[];
  /** Those that are symbolic links. */
  readonly links: readonly string[];
  /** False when a limit ended the search. */
  readonly isWhole: boolean;
}

/** Finds the files that a pattern matches now, in small steps. `folder` as for `walk`. */
export function* findPaths(
  pattern: PathPattern,
  limits: WalkLimits,
  folder: WalkCalls['folder'] = () => undefined,
): Generator<undefined, FoundPaths> {
  const found = new Set<string>();
  const links = new Set<string>();
  const file = (path: string, isLinked: boolean): void => {
    found.add(path);
    if (isLinked) {
      links.add(path);
    }
  };
  const isWhole = yield* walk(pattern, { folder, file }, limits);
  if (pattern.isGlob) {
    return { paths: Array.from(found).sort(), links: Array.from(links), isWhole: isWhole && pattern.isWhole };
  }
  const [best = pattern.path] = found;
  return { paths: [best], links: [best].filter(isLink), isWhole: true };
}

/** Finds the files that a path or glob matches now, without a pause. */
export function expandPath(path: string, limits = WHOLE_WALK): FoundPaths {
  return runInOneGo(findPaths(readPathPattern(path), limits));
}

/** Finds the files that a path or glob matches while other work goes on; null when `stop` resolves first. */
export async function expandPathUntil(path: string, stop: Promise<unknown>): Promise<FoundPaths | null> {
  const search = new SlicedWork(findPaths(readPathPattern(path), WHOLE_WALK));
  void stop.then(() => search.cancel());
  return search.outcome;
}

/** Converts a path that a person wrote to its spelling on the disk. */
export function pathOnDisk(path: string): string {
  if (!('missing' in statFile(path))) {
    return path;
  }
  const { paths } = runInOneGo(findPaths(new PathPattern(path, false), BRIEF_WALK));
  return paths[0] ?? path;
}

/** Lists the spellings that a path may have on the disk; the file need not exist. */
export function pathsOnDisk(path: string): string[] {
  const folder = pathOnDisk(dirname(path));
  return spellings(basename(path)).map((name) => pathIn(folder, name));
}

/** Paths listed in a preview. */
const PREVIEW_PATHS = 20;

/** Previews the files that a path or glob matches now; a plain path counts only if it exists. */
export async function previewPath(path: string): Promise<PathPreview> {
  if (!path.startsWith('/')) {
    return { paths: [], total: 0, isWhole: true };
  }
  const search = new SlicedWork(findPaths(readPathPattern(path), BRIEF_WALK));
  const { paths, isWhole } = (await search.outcome) ?? { paths: [], links: [], isWhole: false };
  const [only = path] = paths;
  const present = paths.length === 1 && 'missing' in statFile(only) ? [] : paths;
  return { paths: present.slice(0, PREVIEW_PATHS).map(readablePath), total: present.length, isWhole };
}
