import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import picomatch from 'picomatch';
import { isCostlyGlob } from '../../../../../shared/settings/patterns/costly-glob';
import { compressedEnding } from '../../../common/files/compressed-files';
import { comparableName, spellings } from '../../../common/files/system-path';
import { expandBraces } from './brace-expansion';
import { pathIn } from '../../identity/folder-entries';
import { isPlainName, nameTest } from './name-pattern';

/** Progress of a path in a pattern: indices of the parts that its next name may match. */
export type Places = readonly number[];

/** Names in a folder that a pattern asks for. */
export interface WantedNames {
  /** True if any name may match. */
  readonly all: boolean;
  /** Names of files, and of folders on the way to files, as written in the settings. */
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

type Part =
  /** `comparable`: the name in the form in which names are compared. */
  | { readonly kind: 'name'; readonly written: string; readonly comparable: string }
  | { readonly kind: 'test'; readonly test: (name: string) => boolean }
  /** `**`: any number of folders. */
  | { readonly kind: 'folders' }
  /** `**` at the end: anything below; with `orNothing` also a file in place of the folder. */
  | { readonly kind: 'below'; readonly orNothing: boolean }
  | { readonly kind: 'end' };

const END: Part = { kind: 'end' };

/** Path or glob of the settings, matched part by part, so that a walk through folders tests each name once. */
export class PathPattern {
  /** False for a path that names one file. */
  readonly isGlob: boolean;
  /** As written, without redundant parts (`//`, `/./`, a slash at the end). */
  readonly path: string;
  /** False if its braces have more alternatives than Logbell searches. */
  readonly isWhole: boolean;
  readonly start: Places;
  /** Parts of all alternatives, one after another. */
  readonly #parts: readonly Part[];
  /** Common prefix of all matching paths, which rules out most other paths quickly. */
  readonly #prefix: string;

  constructor(path: string, isGlob: boolean) {
    this.isGlob = isGlob;
    this.path = isGlob ? withoutDots(posix.normalize(path)) : withoutDots(path);
    const { globs, isWhole } = isGlob ? expandBraces(this.path) : { globs: [this.path], isWhole: true };
    this.isWhole = isWhole;
    const alternatives = globs.map((glob) => partsOf(namesOf(glob), isGlob));
    const lengths = alternatives.map((parts) => parts.length + 1);
    const starts = lengths.map((_length, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
    this.#parts = alternatives.flatMap((parts) => [...parts, END]);
    this.start = this.#withFolders(starts);
    this.#prefix = prefixOf(this.path, isGlob);
  }

  /** Tells whether the pattern matches a file at this path. */
  matches(path: string): boolean {
    return path.startsWith(this.#prefix) && this.isEnd(this.#placesAt(path)) && this.reads(path);
  }

  /** False for compressed files, which a glob matches only by accident. */
  reads(path: string): boolean {
    return !this.isGlob || compressedEnding(path) === null;
  }

  /** Places after one more name; none if it matches at none of these places. */
  after(places: Places, name: string): Places {
    const comparable = comparableName(name);
    const next: number[] = [];
    for (const place of places) {
      const part = this.#parts[place] ?? END;
      if (part.kind === 'folders' || part.kind === 'below') {
        next.push(...(comparable.startsWith('.') ? [] : part.kind === 'below' ? [place, place + 1] : [place]));
      } else if (part.kind !== 'end') {
        const isMatch = part.kind === 'name' ? part.comparable === comparable : part.test(comparable);
        next.push(...(isMatch ? [place + 1] : []));
      }
    }
    return next.length === 0 ? next : this.#withFolders(next);
  }

  /** Places for the names in a folder; none if nothing below it can match. */
  placesIn(folder: string): Places {
    const mayLead = folder.startsWith(this.#prefix) || this.#prefix.startsWith(pathIn(folder, ''));
    const places = mayLead ? this.#placesAt(folder) : [];
    return this.leadsOn(places) ? places : [];
  }

  /** Tells whether a path with these places matches the whole pattern. */
  isEnd(places: Places): boolean {
    return places.some((place) => this.#parts[place]?.kind === 'end');
  }

  /** Tells whether more names may follow. */
  leadsOn(places: Places): boolean {
    return places.some((place) => this.#parts[place]?.kind !== 'end');
  }

  /** Names that the pattern asks for in a folder. */
  wantedIn(places: Places): WantedNames {
    const files = new Set<string>();
    const folders = new Set<string>();
    for (const place of places) {
      const part = this.#parts[place] ?? END;
      if (part.kind !== 'name' && part.kind !== 'end') {
        return { all: true, files, folders };
      }
      if (part.kind === 'name') {
        const next = this.#withFolders([place + 1]);
        (this.isEnd(next) ? files : folders).add(part.written);
        (this.leadsOn(next) ? folders : files).add(part.written);
      }
    }
    return { all: false, files, folders };
  }

  #placesAt(path: string): Places {
    return namesOf(path).reduce((at, name) => this.after(at, name), this.start);
  }

  #maySkip(place: number): boolean {
    const part = this.#parts[place] ?? END;
    return part.kind === 'folders' || (part.kind === 'below' && part.orNothing);
  }

  /** Adds the places behind each `**`, which also matches no folder. */
  #withFolders(places: Places): Places {
    const all = new Set<number>();
    for (const place of places) {
      let next = place;
      all.add(next);
      while (this.#maySkip(next)) {
        next += 1;
        all.add(next);
      }
    }
    return Array.from(all);
  }
}

/** Parses a path or glob (`*`, `?`, `**`, `{a,b}`, `[0-9]`); a path that exists as written is no glob. */
export function readPathPattern(path: string): PathPattern {
  return new PathPattern(path, picomatch.scan(path).isGlob && !isCostlyGlob(path) && !existsSync(path));
}

/** Leading names of the path that are no globs and have one spelling only. */
function prefixOf(path: string, isGlob: boolean): string {
  const names = namesOf(path);
  const end = names.findIndex((name) => (isGlob && !isPlainName(name)) || spellings(name).length > 1);
  return end === -1 ? path : `/${names.slice(0, end).join('/')}`;
}

function namesOf(path: string): string[] {
  return path.split('/').filter((name) => name !== '');
}

function withoutDots(path: string): string {
  return `/${namesOf(path)
    .filter((name) => name !== '.')
    .join('/')}`;
}

function partsOf(all: readonly string[], isGlob: boolean): Part[] {
  const names = all.filter((name, index) => !isGlob || name !== '**' || all[index + 1] !== '**');
  return names.map((name, index) => {
    if (!isGlob || isPlainName(name)) {
      return { kind: 'name', written: name, comparable: name.normalize('NFC') };
    }
    if (name !== '**') {
      return { kind: 'test', test: nameTest(name.normalize('NFC')) };
    }
    const orNothing = names[index - 1]?.endsWith('*') === false;
    return index === names.length - 1 ? { kind: 'below', orNothing } : { kind: 'folders' };
  });
}
