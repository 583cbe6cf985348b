import { basename, dirname } from 'node:path';
import type { PathPreview } from '../../../../shared/contract/ipc';
import { readablePath, spellings } from '../../common/system-path';
import { isLink, statFile } from '../identity/file-id';
import { pathIn } from '../identity/folder-entries';
import { PathPattern, readPathPattern } from './glob/path-pattern';
import { atOnce, SlicedWork } from './sliced-work';
import { BRIEF_WALK, walk, WHOLE_WALK, type WalkCalls, type WalkLimits } from './walk';

/** The files that a path or glob stands for. */
export interface FoundPaths {
  /** Sorted; a plain path stands for itself whether or not it exists. */
  readonly paths: readonly string[];
  /** Those that links stand at. */
  readonly links: readonly string[];
  /** False when there is more than could be looked through. */
  readonly isWhole: boolean;
}

/** Finds what a pattern stands for now, in small steps. `folder` as for `walk`. */
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
  const [likeliest = pattern.path] = found;
  return { paths: [likeliest], links: [likeliest].filter(isLink), isWhole: true };
}

/** What a path or glob stands for now, searched without a pause. */
export function expandPath(path: string, limits = WHOLE_WALK): FoundPaths {
  return atOnce(findPaths(readPathPattern(path), limits));
}

/** The same, searched while others work; null when it was stopped before its end. */
export async function expandPathUntil(path: string, stop: Promise<unknown>): Promise<FoundPaths | null> {
  const search = new SlicedWork(findPaths(readPathPattern(path), WHOLE_WALK));
  void stop.then(() => search.cancel());
  return search.over;
}

/** A path that a person wrote, as it stands on the disk. */
export function pathOnDisk(path: string): string {
  if (!('missing' in statFile(path))) {
    return path;
  }
  const { paths } = atOnce(findPaths(new PathPattern(path, false), BRIEF_WALK));
  return paths[0] ?? path;
}

/** The paths at which a file may have stood on the disk that a person knows by this one, whether or not it is there still. */
export function pathsOnDisk(path: string): string[] {
  const folder = pathOnDisk(dirname(path));
  return spellings(basename(path)).map((name) => pathIn(folder, name));
}

/** Paths listed in a preview. */
const PREVIEW_PATHS = 20;

/** What stands behind a path or glob right now; a plain path counts only when it exists. */
export async function previewPath(path: string): Promise<PathPreview> {
  if (!path.startsWith('/')) {
    return { paths: [], total: 0, isWhole: true };
  }
  const search = new SlicedWork(findPaths(readPathPattern(path), BRIEF_WALK));
  const { paths, isWhole } = (await search.over) ?? { paths: [], links: [], isWhole: false };
  const [only = path] = paths;
  const there = paths.length === 1 && 'missing' in statFile(only) ? [] : paths;
  return { paths: there.slice(0, PREVIEW_PATHS).map(readablePath), total: there.length, isWhole };
}
