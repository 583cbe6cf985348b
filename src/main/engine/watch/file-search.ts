import type { FileSource } from '../../../shared/settings/schema';
import { findPaths, type FoundPaths } from './discovery/expand-path';
import { PathPattern, readPathPattern } from './discovery/glob/path-pattern';
import { runInOneGo } from './discovery/sliced-work';
import { walk, type WalkCalls, type WalkLimits } from './discovery/walk';
import { MovedFolders } from './follow/moved-folders';
import { isLink, statFile, linkChain } from './identity/file-id';

export interface FileSearchDeps {
  /** Like `folder` of `WalkCalls`, also called for the folders on the way to a link's target. */
  readonly entered: WalkCalls['folder'];
  readonly limits: WalkLimits;
  /** ms since 1970. */
  readonly now: () => number;
}

/** Files found for one log file entry of the settings. */
export interface FoundFiles extends FoundPaths {
  readonly source: FileSource;
}

/** File found for an entry. */
export interface FoundFile {
  readonly source: FileSource;
  readonly path: string;
}

/** File in a moved folder; it was at `path` before the move. */
export interface MovedFile extends FoundFile {
  /** Path after the move. */
  readonly movedTo: string;
  /** Time when the folder was last seen in its place, ms since 1970. */
  readonly since: number;
}

interface Entry {
  readonly source: FileSource;
  readonly pattern: PathPattern;
}

/** Search time after which the files found so far are passed on, ms. */
const EARLY_RESULT_MS = 100;
const NOTHING = (): void => undefined;

/** Finds the files of the settings, in small steps: all of them, those in new folders, those in moved folders. */
export class FileSearch {
  readonly #deps: FileSearchDeps;
  readonly #folders: MovedFolders;
  #entries: readonly Entry[] = [];
  /** Links that are followed, by the paths they lead to. */
  #links = new Map<string, Set<string>>();

  constructor(deps: FileSearchDeps) {
    this.#deps = deps;
    this.#folders = new MovedFolders(deps.now);
  }

  /** Replaces the entries to search for. */
  setSources(sources: readonly FileSource[]): void {
    this.#entries = sources.map((source) => ({ source, pattern: readPathPattern(source.path) }));
    this.#folders.clear();
    this.#links.clear();
  }

  /** Entries that match a path. */
  sourcesOf(path: string): FileSource[] {
    return this.#entries.filter(({ pattern }) => pattern.matches(path)).map(({ source }) => source);
  }

  /** Tells whether an entry may match files below a path, should it be a folder. */
  mayMatchBelow(path: string): boolean {
    return this.#entries.some(({ pattern }) => pattern.placesIn(path).length > 0);
  }

  /** Finds the files of every entry. `add` gets them all at once, or in parts if a search takes long. */
  *findAll(add: (found: readonly FoundFiles[]) => void): Generator<undefined, readonly FoundFiles[]> {
    const all: FoundFiles[] = [];
    let added = 0;
    const addRest = (): void => {
      const rest = all.slice(added);
      added = all.length;
      add(rest);
    };
    const addEarlyAt = performance.now() + EARLY_RESULT_MS;
    this.#folders.beginSearch();
    for (const { source, pattern } of this.#entries) {
      const steps = findPaths(pattern, this.#deps.limits, this.#enter);
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        if (added < all.length && performance.now() > addEarlyAt) {
          addRest();
        }
        yield;
      }
      all.push({ source, ...step.value });
    }
    addRest();
    return all;
  }

  /** Ends a search of everything: updates the links, also those that lead nowhere at present. */
  *finish(found: readonly FoundFiles[]): Generator<undefined, void> {
    const links = new Map<string, Set<string>>();
    const known = new Set([...found.flatMap((files) => files.links), ...this.#knownLinks().filter(isLink)]);
    for (const path of known) {
      this.#addLink(path, links);
      yield;
    }
    const addedMeanwhile = this.#knownLinks().filter((path) => !known.has(path) && isLink(path));
    addedMeanwhile.forEach((path) => this.#addLink(path, links));
    this.#links = links;
    this.#folders.endSearch(found.every(({ isWhole }) => isWhole));
  }

  /** Finds the files below folders that appeared at these paths; links to folders wait for a search of everything. */
  *findBelow(paths: readonly string[]): Generator<undefined, readonly FoundFile[]> {
    const found: FoundFile[] = [];
    for (const path of paths) {
      const stat = statFile(path);
      if ('missing' in stat) {
        this.#folders.note(path, null);
      }
      const isFolder = !('missing' in stat) && stat.kind === 'directory' && !isLink(path);
      for (const entry of isFolder ? this.#entries : []) {
        const { source } = entry;
        const calls = { folder: this.#enter, file: (file: string) => found.push({ source, path: file }) };
        yield* this.#walkBelow(entry, path, path, calls);
      }
      yield;
    }
    return found;
  }

  /** Finds the files in folders that were moved since the last call. */
  *findMoved(): Generator<undefined, readonly MovedFile[]> {
    const found: MovedFile[] = [];
    for (const move of this.#folders.takeNew()) {
      const { path: folder, since } = move;
      for (const entry of this.#entries.filter(({ pattern }) => pattern.placesIn(folder).length > 0)) {
        for (const place of this.#folders.findNow(move)) {
          const add = (movedTo: string): void => {
            found.push({ source: entry.source, path: folder + movedTo.slice(place.length), movedTo, since });
          };
          yield* this.#walkBelow(entry, folder, place, { folder: NOTHING, file: add });
        }
      }
    }
    return found;
  }

  /** Paths in moved folders where a file may be that was at this path. */
  movedTo(path: string): readonly string[] {
    return linkChain(path).flatMap((each) => this.#folders.pathsNow(each));
  }

  /** Notes that the folder at `from` may have moved to `to`. */
  folderMoved(from: string, to: string): void {
    this.#folders.renamed(from, to);
  }

  /** Watches the target's folder if a followed path is a link, as its own folder reports no changes of the target. */
  addIfLink(path: string): void {
    if (isLink(path)) {
      this.#addLink(path, this.#links);
    }
  }

  /** Links that lead to a path. */
  linksTo(path: string): Iterable<string> {
    return this.#links.get(path) ?? [];
  }

  /** Links that lead to paths below a folder. */
  linksBelow(folder: string): ReadonlySet<string> {
    const targets = Array.from(this.#links).filter(([target]) => target.startsWith(`${folder}/`));
    return new Set(targets.flatMap(([, links]) => Array.from(links)));
  }

  readonly #enter: WalkCalls['folder'] = (path, stat, wanted) => {
    this.#folders.note(path, stat);
    this.#deps.entered(path, stat, wanted);
  };

  #knownLinks(): string[] {
    return Array.from(this.#links.values()).flatMap((names) => Array.from(names));
  }

  #addLink(link: string, links: Map<string, Set<string>>): void {
    const [, ...targets] = linkChain(link);
    for (const target of targets) {
      links.set(target, (links.get(target) ?? new Set()).add(link));
      runInOneGo(walk(new PathPattern(target, false), { folder: this.#enter, file: NOTHING }, this.#deps.limits));
    }
  }

  /** Walks the folder at `place`, matched as if it were at `path`. */
  *#walkBelow({ pattern }: Entry, path: string, place: string, calls: WalkCalls): Generator<undefined, void> {
    const places = pattern.placesIn(path);
    if (places.length > 0) {
      yield* walk(pattern, calls, this.#deps.limits, { path: place, places, entersLinks: false });
    }
  }
}
