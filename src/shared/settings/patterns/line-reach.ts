import { looksAround, type RegexGroup, type RegexPart, type RegexSequence, type RegexTree } from './regex-tree';

/** True if the structure of an expression proves that it matches every line (a line contains no line ends). */
export function matchesEveryLine(tree: RegexTree): boolean {
  return new Reach(null).matches(tree);
}

/**
 * True if an expression surely matches a line of a few characters, none beyond U+FFFF. Analyzes it without running it;
 * back references and negative lookarounds count as no match.
 */
export function surelyMatches(tree: RegexTree, { flags }: RegExp, line: string): boolean {
  return new Reach(line, flags).matches(tree);
}

/** For each start position of a part, its possible end positions as bits. */
type Ends = readonly number[];

/** Computes the positions of a line between which the parts of an expression match. */
class Reach {
  /** Null for any line, whose positions are then its start and its end. */
  readonly #line: string | null;
  readonly #flags: string;
  readonly #places: readonly number[];

  constructor(line: string | null, flags = '') {
    this.#line = line;
    this.#flags = flags;
    this.#places = Array.from({ length: (line?.length ?? 1) + 1 }, (_, place) => place);
  }

  matches({ alternatives }: RegexTree): boolean {
    return this.#alternatives(alternatives).some((ends) => ends !== 0);
  }

  #alternatives(alternatives: readonly RegexSequence[]): Ends {
    const all = alternatives.map((sequence) =>
      sequence.reduce((ends, part) => this.#then(ends, this.#part(part)), this.#nothing()),
    );
    return this.#places.map((place) => all.reduce((ends, each) => ends | (each[place] ?? 0), 0));
  }

  #part(part: RegexPart): Ends {
    switch (part.kind) {
      case 'character':
      case 'class':
        return this.#places.map((place) => (this.#isAt(place, part.source) ? 2 << place : 0));
      case 'assertion':
        return this.#where((place) => this.#holds(part.source, place));
      case 'reference':
        return this.#where(() => false);
      case 'group':
        return looksAround(part) ? this.#look(part) : this.#alternatives(part.alternatives);
      case 'repeat':
        return this.#repeat(part);
    }
  }

  /** Empty matches at the given positions. */
  #where(holds: (place: number) => boolean): Ends {
    return this.#places.map((place) => (holds(place) ? 1 << place : 0));
  }

  #nothing(): Ends {
    return this.#where(() => true);
  }

  #then(first: Ends, second: Ends): Ends {
    return first.map((ends) =>
      this.#places.reduce((all, place) => (ends & (1 << place) ? all | (second[place] ?? 0) : all), 0),
    );
  }

  #isAt(place: number, source: string): boolean {
    const character = this.#line?.[place];
    if (character === undefined) {
      return false;
    }
    return (
      source === character ||
      ((source.length > 1 || source === '.' || this.#flags.includes('i')) &&
        new RegExp(`^(?:${source})$`, this.#flags).test(character))
    );
  }

  #holds(assertion: string, place: number): boolean {
    const last = this.#places.length - 1;
    switch (assertion) {
      case '^':
        return place === 0;
      case '$':
        return place === last;
      default: {
        const line = this.#line;
        const isWord = (at: number): boolean => /\w/.test(line?.[at] ?? '');
        return line !== null && (isWord(place - 1) !== isWord(place)) === (assertion === '\\b');
      }
    }
  }

  #look({ open, alternatives }: RegexGroup): Ends {
    const seen = this.#alternatives(alternatives);
    if (open.endsWith('!')) {
      return this.#where(() => false);
    }
    return this.#where((place) =>
      open === '(?=' ? seen[place] !== 0 : seen.some((ends) => (ends & (1 << place)) !== 0),
    );
  }

  #repeat({ part, min, max }: Extract<RegexPart, { kind: 'repeat' }>): Ends {
    if (this.#line === null && min === 0 && max === Infinity && isAnyCharacter(part)) {
      return [3, 2];
    }
    const once = this.#part(part);
    const atMostOnce = once.map((ends, place) => ends | (1 << place));
    // After as many repetitions as there are positions, the result is stable.
    const most = this.#places.length;
    let ends = this.#nothing();
    for (let time = 0; time < Math.min(max, min + most, 2 * most); time++) {
      ends = this.#then(ends, time < Math.min(min, most) ? once : atMostOnce);
    }
    return ends;
  }
}

/** True if a part is a class of all characters that a line can have. */
function isAnyCharacter(part: RegexPart): boolean {
  switch (part.kind) {
    case 'class':
      return part.source === '.' || holdsAll(part.source.replaceAll('\\\\', ''));
    case 'group':
      return (
        !looksAround(part) &&
        part.alternatives.some((sequence) => sequence.length === 1 && sequence.every(isAnyCharacter))
      );
    case 'character':
    case 'assertion':
    case 'reference':
    case 'repeat':
      return false;
  }
}

/** True if a class excludes no character other than line ends. */
function holdsAll(source: string): boolean {
  if (source.startsWith('[^')) {
    return /^\[\^(?:\\[nr]|\\u202[89])*\]$/.test(source);
  }
  const opposites = [
    ['\\s', '\\S'],
    ['\\w', '\\W'],
    ['\\d', '\\D'],
  ];
  return source.startsWith('[') && opposites.some((both) => both.every((set) => source.includes(set)));
}
