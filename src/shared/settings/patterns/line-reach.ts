import { isLookaround, type RegexGroup, type RegexPart, type RegexSequence, type RegexTree } from './regex-tree';

/** True if the structure of an expression proves that it matches every line (a line contains no line ends). */
export function matchesEveryLine(tree: RegexTree): boolean {
  return new MatchRange(null).matches(tree);
}

/**
 * True if an expression surely matches a line of a few characters, none beyond U+FFFF. Analyzes it without running it;
 * back references and negative lookarounds count as no match.
 */
export function surelyMatches(tree: RegexTree, { flags }: RegExp, line: string): boolean {
  return new MatchRange(line, flags).matches(tree);
}

/** For each start position of a part, its possible end positions as bits. */
type Ends = readonly number[];

/** Computes the positions of a line between which the parts of an expression match. */
class MatchRange {
  /** Null for any line, whose positions are then its start and its end. */
  readonly #line: string | null;
  readonly #flags: string;
  readonly #positions: readonly number[];

  constructor(line: string | null, flags = '') {
    this.#line = line;
    this.#flags = flags;
    this.#positions = Array.from({ length: (line?.length ?? 1) + 1 }, (_, position) => position);
  }

  matches({ alternatives }: RegexTree): boolean {
    return this.#alternatives(alternatives).some((ends) => ends !== 0);
  }

  #alternatives(alternatives: readonly RegexSequence[]): Ends {
    const all = alternatives.map((sequence) =>
      sequence.reduce((ends, part) => this.#concat(ends, this.#part(part)), this.#emptyMatch()),
    );
    return this.#positions.map((position) => all.reduce((ends, each) => ends | (each[position] ?? 0), 0));
  }

  #part(part: RegexPart): Ends {
    switch (part.kind) {
      case 'character':
      case 'class':
        return this.#positions.map((position) => (this.#isAt(position, part.source) ? 2 << position : 0));
      case 'assertion':
        return this.#zeroWidth((position) => this.#holds(part.source, position));
      case 'reference':
        return this.#zeroWidth(() => false);
      case 'group':
        return isLookaround(part) ? this.#lookaround(part) : this.#alternatives(part.alternatives);
      case 'repeat':
        return this.#repeat(part);
    }
  }

  /** Empty matches at the given positions. */
  #zeroWidth(holds: (position: number) => boolean): Ends {
    return this.#positions.map((position) => (holds(position) ? 1 << position : 0));
  }

  #emptyMatch(): Ends {
    return this.#zeroWidth(() => true);
  }

  #concat(first: Ends, second: Ends): Ends {
    return first.map((ends) =>
      this.#positions.reduce((all, position) => (ends & (1 << position) ? all | (second[position] ?? 0) : all), 0),
    );
  }

  #isAt(position: number, source: string): boolean {
    const character = this.#line?.[position];
    if (character === undefined) {
      return false;
    }
    return (
      source === character ||
      ((source.length > 1 || source === '.' || this.#flags.includes('i')) &&
        new RegExp(`^(?:${source})$`, this.#flags).test(character))
    );
  }

  #holds(assertion: string, position: number): boolean {
    const last = this.#positions.length - 1;
    switch (assertion) {
      case '^':
        return position === 0;
      case '$':
        return position === last;
      default: {
        const line = this.#line;
        const isWord = (at: number): boolean => /\w/.test(line?.[at] ?? '');
        return line !== null && (isWord(position - 1) !== isWord(position)) === (assertion === '\\b');
      }
    }
  }

  #lookaround({ open, alternatives }: RegexGroup): Ends {
    const seen = this.#alternatives(alternatives);
    if (open.endsWith('!')) {
      return this.#zeroWidth(() => false);
    }
    return this.#zeroWidth((position) =>
      open === '(?=' ? seen[position] !== 0 : seen.some((ends) => (ends & (1 << position)) !== 0),
    );
  }

  #repeat({ part, min, max }: Extract<RegexPart, { kind: 'repeat' }>): Ends {
    if (this.#line === null && min === 0 && max === Infinity && isAnyCharacter(part)) {
      return [3, 2];
    }
    const once = this.#part(part);
    const atMostOnce = once.map((ends, position) => ends | (1 << position));
    // After as many repetitions as there are positions, the result is stable.
    const most = this.#positions.length;
    let ends = this.#emptyMatch();
    for (let time = 0; time < Math.min(max, min + most, 2 * most); time++) {
      ends = this.#concat(ends, time < Math.min(min, most) ? once : atMostOnce);
    }
    return ends;
  }
}

/** True if a part is a class of all characters that a line can have. */
function isAnyCharacter(part: RegexPart): boolean {
  switch (part.kind) {
    case 'class':
      return part.source === '.' || matchesAll(part.source.replaceAll('\\\\', ''));
    case 'group':
      return (
        !isLookaround(part) &&
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
function matchesAll(source: string): boolean {
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
