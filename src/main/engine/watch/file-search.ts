import type { FileSource } from '../../../shared/settings/schema';
import { findPaths, type FoundPaths } from './discovery/expand-path';
import { PathPattern, readPathPattern } from './discovery/glob/path-pattern';
import { atOnce } from './discovery/sliced-work';
import { walk, type WalkCalls, type WalkLimits } from './discovery/walk';
import { MovedFolders } from './follow/moved-folders';
import { isLink, statFile, linkChain } from './identity/file-id';

/** What the search is given. */
export interface FileSearchDeps {
  /** As for `walk`, also on the way to what links lead to. */
  readonly entered: WalkCalls['folder'];
  readonly limits: WalkLimits;
  /** ms since 1970. */
  readonly now: () => number;
}

/** What an entry of the settings was found to stand for. */
export interface FoundFiles extends FoundPaths {
  readonly source: FileSource;
}

/** A file found for an entry. */
export interface FoundFile {
  readonly source: FileSource;
  readonly path: string;
}

/** A file in a folder that was moved, which stood at `path` when the folder did. */
export interface MovedFile extends FoundFile {
  readonly standsAt: string;
  /** When the folder was last seen in its place, ms since 1970. */
  readonly since: number;
}

interface Entry {
  readonly source: FileSource;
  readonly pattern: PathPattern;
}

/** Files of other entries do not wait for a search that takes longer, ms. */
const LONG_MS = 100;
const NOTHING = (): void => undefined;

/** Finds which files the settings stand for: at first, when folders come, and when they are moved. All in small steps. */
export class FileSearch {
  readonly #deps: FileSearchDeps;
  readonly #folders: MovedFolders;
  #entries: readonly Entry[] = [];
  /** The links that are followed, by the paths that they lead to. */
  #links = new Map<string, Set<string>>();

  constructor(deps: FileSearchDeps) {
    this.#deps = deps;
    this.#folders = new MovedFolders(deps.now);
  }

  /** Searches for the files of these entries from now on. */
  setSources(sources: readonly FileSource[]): void {
    this.#entries = sources.map((source) => ({ source, pattern: readPathPattern(source.path) }));
    this.#folders.forget();
    this.#links.clear();
  }

  /** The entries that a path is meant by. */
  sourcesOf(path: string): FileSource[] {
    return this.#entries.filter(({ pattern }) => pattern.matches(path)).map(({ source }) => source);
  }

  /** Whether an entry stands for files below a path, should it be a folder. */
  leadsThrough(path: string): boolean {
    return this.#entries.some(({ pattern }) => pattern.placesIn(path).length > 0);
  }

  /** What each entry stands for now. `takeIn` gets it of all together, or where one takes long, of those before that first. */
  *everything(takeIn: (found: readonly FoundFiles[]) => void): Generator<undefined, readonly FoundFiles[]> {
    const all: FoundFiles[] = [];
    let taken = 0;
    const takeRest = (): void => {
      const rest = all.slice(taken);
      taken = all.length;
      takeIn(rest);
    };
    const takeAt = performance.now() + LONG_MS;
    this.#folders.beginSearch();
    for (const { source, pattern } of this.#entries) {
      const steps = findPaths(pattern, this.#deps.limits, this.#enter);
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) {
        if (taken < all.length && performance.now() > takeAt) {
          takeRest();
        }
        yield;
      }
      all.push({ source, ...step.value });
    }
    takeRest();
    return all;
  }

  /** Ends a search of everything: renews what is known of links, also of those that lead nowhere for now. */
  *end(found: readonly FoundFiles[]): Generator<undefined, void> {
    const links = new Map<string, Set<string>>();
    const known = new Set([...found.flatMap((files) => files.links), ...this.#knownLinks().filter(isLink)]);
    for (const path of known) {
      this.#addLink(path, links);
      yield;
    }
    const cameMeanwhile = this.#knownLinks().filter((path) => !known.has(path) && isLink(path));
    cameMeanwhile.forEach((path) => this.#addLink(path, links));
    this.#links = links;
    this.#folders.endSearch(found.every(({ isWhole }) => isWhole));
  }

  /** The files in and below folders that came to stand at these paths; links to folders are left to a search of everything. */
  *below(paths: readonly string[]): Generator<undefined, readonly FoundFile[]> {
    const found: FoundFile[] = [];
    for (const path of paths) {
      const look = statFile(path);
      if ('missing' in look) {
        this.#folders.see(path, null);
      }
      const isFolder = !('missing' in look) && look.kind === 'directory' && !isLink(path);
      for (const entry of isFolder ? this.#entries : []) {
        const { source } = entry;
        const calls = { folder: this.#enter, file: (file: string) => found.push({ source, path: file }) };
        yield* this.#walkBelow(entry, path, path, calls);
      }
      yield;
    }
    return found;
  }

  /** The files in folders that were found moved since this was last asked. */
  *moved(): Generator<undefined, readonly MovedFile[]> {
    const found: MovedFile[] = [];
    for (const move of this.#folders.take()) {
      const { path: folder, since } = move;
      for (const entry of this.#entries.filter(({ pattern }) => pattern.placesIn(folder).length > 0)) {
        for (const place of this.#folders.placesOf(move)) {
          const add = (standsAt: string): void => {
            found.push({ source: entry.source, path: folder + standsAt.slice(place.length), standsAt, since });
          };
          yield* this.#walkBelow(entry, folder, place, { folder: NOTHING, file: add });
        }
      }
    }
    return found;
  }

  /** Paths in moved folders at which files may stand now that stood at this one. */
  movedTo(path: string): readonly string[] {
    return linkChain(path).flatMap((each) => this.#folders.pathsOf(each));
  }

  /** The folder at `from` may stand at `to` by now. */
  folderMoved(from: string, to: string): void {
    this.#folders.renamed(from, to);
  }

  /** A path is followed by now: a link's folder tells nothing of the file it leads to, so that its own folder has to. */
  addIfLink(path: string): void {
    if (isLink(path)) {
      this.#addLink(path, this.#links);
    }
  }

  /** The links that lead to a path, each of a few at most. */
  linksTo(path: string): Iterable<string> {
    return this.#links.get(path) ?? [];
  }

  /** The links that lead to somewhere below a folder. */
  linksBelow(folder: string): ReadonlySet<string> {
    const targets = Array.from(this.#links).filter(([target]) => target.startsWith(`${folder}/`));
    return new Set(targets.flatMap(([, links]) => Array.from(links)));
  }

  readonly #enter: WalkCalls['folder'] = (path, look, wanted) => {
    this.#folders.see(path, look);
    this.#deps.entered(path, look, wanted);
  };

  #knownLinks(): string[] {
    return Array.from(this.#links.values()).flatMap((names) => Array.from(names));
  }

  #addLink(link: string, links: Map<string, Set<string>>): void {
    const [, ...targets] = linkChain(link);
    for (const target of targets) {
      links.set(target, (links.get(target) ?? new Set()).add(link));
      atOnce(walk(new PathPattern(target, false), { folder: this.#enter, file: NOTHING }, this.#deps.limits));
    }
  }

  /** Walks through a folder that stands, or stood, at `path`. */
  *#walkBelow({ pattern }: Entry, path: string, standsAt: string, calls: WalkCalls): Generator<undefined, void> {
    const places = pattern.placesIn(path);
    if (places.length > 0) {
      yield* walk(pattern, calls, this.#deps.limits, { path: standsAt, places, entersLinks: false });
    }
  }
}
