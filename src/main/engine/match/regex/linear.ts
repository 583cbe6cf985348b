import type { AST } from '@eslint-community/regexpp';
import { RE2JS } from 're2js';
import { type CodePoints, codePointsOf, spellClass } from './char-set';
import { canBeEmpty, type Found, leastLength, syntaxOf } from './types';

/** Instructions of the program times characters of the line up to which captures are sought: some 50 ms. */
const MOST_WORK = 20_000_000;
/** U+017F and U+212A fold to ASCII letters where the pattern reads code points; none of the classes written holds them. */
const FOLDS_TO_ASCII = /[\u017f\u212a]/;
/** RE2 reads code points. Without flag `u` V8 reads halves of pairs, and with it V8 finds empty matches between them. */
const SURROGATES = /[\ud800-\udfff]/;

/** A pattern that runs in time proportional to the line (RE2's way, in the re2js package). */
export class LinearPattern {
  /** True when `find` gives what the pattern itself gives; otherwise only a "no" of `test` can be relied on. */
  readonly exact: boolean;
  readonly #program: RE2JS;
  readonly #size: number;
  readonly #groupNames: LinearSource['groupNames'];
  readonly #unfit: readonly RegExp[];

  private constructor(program: RE2JS, { exact, groupNames }: LinearSource, unfit: readonly RegExp[]) {
    this.#program = program;
    this.#size = program.programSize();
    this.exact = exact;
    this.#groupNames = groupNames;
    this.#unfit = unfit;
  }

  /** Null when RE2 has no words for the pattern, or its program would be too large. */
  static of(regex: RegExp): LinearPattern | null {
    const syntax = syntaxOf(regex);
    const written = syntax && linearSource(syntax, regex.ignoreCase);
    if (!written) {
      return null;
    }
    const unfit = [
      ...(regex.ignoreCase ? [FOLDS_TO_ASCII] : []),
      ...(regex.unicode && !canBeEmpty(syntax) ? [] : [SURROGATES]),
    ];
    try {
      return new LinearPattern(RE2JS.compile(written.source), written, unfit);
    } catch {
      // Counts that multiply beyond RE2's limit.
      return null;
    }
  }

  /** Whether the line means the same to RE2 as to JavaScript, and is short enough for this pattern. */
  fits(line: string): boolean {
    return line.length * this.#size <= MOST_WORK && !this.#unfit.some((letters) => letters.test(line));
  }

  test(line: string): boolean {
    return this.#program.test(line);
  }

  find(line: string): Found | null {
    const caught: readonly (string | null | undefined)[] | null = this.#program.exec(line);
    if (!caught) {
      return null;
    }
    const [matched, ...rest] = caught;
    const groups = rest.map((group) => group ?? '');
    const named: Record<string, string> = {};
    for (const [index, name] of this.#groupNames.entries()) {
      if (name !== null) {
        // Two groups may share a name when only one of them can take part.
        const known = named[name] ?? '';
        named[name] = known === '' ? (groups[index] ?? '') : known;
      }
    }
    return { matched: matched ?? '', groups, named };
  }
}

/** A JavaScript pattern in the syntax of RE2. */
export interface LinearSource {
  readonly source: string;
  /**
   * True when it gives the same match and groups as the pattern itself. Otherwise it matches every line that the
   * pattern matches and maybe more: only its "no" can be relied on.
   */
  readonly exact: boolean;
  /** The names of the groups, from the first one; null for one without. */
  readonly groupNames: readonly (string | null)[];
}

/** Where an element stands, as far as captures are concerned. */
interface Place {
  readonly repeated: boolean;
  /** Not every repetition need come by: JavaScript then forgets what the group caught before, RE2 does not. */
  readonly skippable: boolean;
}

/** RE2 refuses to count further. */
const MOST_COUNTED = 1_000;
/** Larger ones are not worth the memory. */
const MOST_NODES = 2_000;
const ANY_CHARACTER: CodePoints = [[0, 0x10_ffff]];

/** Writes a pattern in RE2's syntax; null when it would become too large, or changes its own flags. */
function linearSource(pattern: AST.Pattern, ignoreCase: boolean): LinearSource | null {
  return new LinearWriter(ignoreCase).write(pattern);
}

class LinearWriter {
  readonly #ignoreCase: boolean;
  readonly #groupNames: (string | null)[] = [];
  #exact = true;
  #nodes = 0;

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
  }

  write(pattern: AST.Pattern): LinearSource | null {
    const source = this.#alternatives(pattern.alternatives, { repeated: false, skippable: false }, 1);
    return this.#nodes > MOST_NODES ? null : { source, exact: this.#exact, groupNames: this.#groupNames };
  }

  /** `copies` is how often RE2's program will hold what is written. */
  #alternatives(alternatives: readonly AST.Alternative[], place: Place, copies: number): string {
    const inner = alternatives.length > 1 ? { ...place, skippable: place.skippable || place.repeated } : place;
    return alternatives
      .map(({ elements }) => elements.map((element) => this.#element(element, inner, copies)).join(''))
      .join('|');
  }

  #element(element: AST.Element, place: Place, copies: number): string {
    this.#nodes += copies;
    switch (element.type) {
      case 'CapturingGroup':
        return this.#capturing(element, place, copies);
      case 'Group':
        return element.modifiers ? this.#loosely() : `(?:${this.#alternatives(element.alternatives, place, copies)})`;
      case 'Quantifier':
        return this.#quantifier(element, place, copies);
      case 'Assertion':
        return this.#assertion(element);
      case 'Backreference':
        return this.#loosely();
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass': {
        const points = codePointsOf(element, this.#ignoreCase);
        this.#exact &&= points !== null;
        return spellClass(points ?? ANY_CHARACTER);
      }
    }
  }

  #capturing(group: AST.CapturingGroup, place: Place, copies: number): string {
    this.#groupNames.push(group.name);
    this.#exact &&= !place.skippable;
    return `(${this.#alternatives(group.alternatives, place, copies)})`;
  }

  #quantifier({ min, max, greedy, element }: AST.Quantifier, place: Place, copies: number): string {
    // RE2 and JavaScript part ways over iterations that match nothing, and RE2 may drop what it need not match.
    this.#exact &&= max > 0 && leastLength(element) > 0;
    const inner: Place = {
      repeated: place.repeated || max > 1,
      skippable: place.skippable || (place.repeated && min === 0),
    };
    const counted = max === Infinity ? min + 1 : max;
    const body = this.#element(element, inner, copies * Math.max(1, counted));
    return `(?:${body})${this.#count(min, max)}${greedy ? '' : '?'}`;
  }

  #count(min: number, max: number): string {
    const largest = max === Infinity ? min : max;
    if (largest > MOST_COUNTED) {
      this.#exact = false;
      return '*';
    }
    return `{${min},${max === Infinity ? '' : max}}`;
  }

  #assertion(assertion: AST.Assertion): string {
    switch (assertion.kind) {
      case 'start':
        return '\\A';
      case 'end':
        return '\\z';
      case 'word':
        return assertion.negate ? '\\B' : '\\b';
      case 'lookahead':
      case 'lookbehind':
        this.#exact = false;
        return '(?:)';
    }
  }

  /** Stands for what RE2 has no word for. */
  #loosely(): string {
    this.#exact = false;
    return `${spellClass(ANY_CHARACTER)}*`;
  }
}
