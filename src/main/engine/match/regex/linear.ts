import type { AST } from '@eslint-community/regexpp';
import { RE2JS } from 're2js';
import { type CodePoints, codePointsOf, spellClass } from './char-set';
import { canBeEmpty, type Found, leastLength, syntaxOf } from './types';

/** Largest product of program instructions and line characters that is run: about 50 ms with captures. */
const MAX_WORK = 20_000_000;
/** U+017F and U+212A fold to ASCII letters if the pattern reads code points; the classes written here omit them. */
const FOLDS_TO_ASCII = /[\u017f\u212a]/;
/** RE2 reads code points. V8 reads surrogates without flag `u`, and with it finds empty matches between them. */
const SURROGATES = /[\ud800-\udfff]/;

/** A pattern that runs in time linear in the line (RE2's algorithm, in the re2js package). */
export class LinearPattern {
  /** True if `find` agrees with the pattern itself; otherwise only a false from `test` is reliable. */
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

  /** Compiles a pattern; null if RE2 cannot express it or its program would be too large. */
  static of(regex: RegExp): LinearPattern | null {
    const syntax = syntaxOf(regex);
    const source = syntax && linearSource(syntax, regex.ignoreCase);
    if (!source) {
      return null;
    }
    const unfit = [
      ...(regex.ignoreCase ? [FOLDS_TO_ASCII] : []),
      ...(regex.unicode && !canBeEmpty(syntax) ? [] : [SURROGATES]),
    ];
    try {
      return new LinearPattern(RE2JS.compile(source.source), source, unfit);
    } catch {
      // Nested counts multiply beyond RE2's limit.
      return null;
    }
  }

  /** True if RE2 and JavaScript read the line alike and it is short enough for this pattern. */
  fits(line: string): boolean {
    return line.length * this.#size <= MAX_WORK && !this.#unfit.some((letters) => letters.test(line));
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
        // Two groups may share a name if only one of them can participate.
        const known = named[name] ?? '';
        named[name] = known === '' ? (groups[index] ?? '') : known;
      }
    }
    return { matched: matched ?? '', groups, named };
  }
}

/** A JavaScript pattern in the syntax of RE2. */
interface LinearSource {
  readonly source: string;
  /**
   * True if it yields the same match and groups as the pattern itself. Otherwise it matches a superset of the
   * pattern's lines, so only its failure to match is reliable.
   */
  readonly exact: boolean;
  /** Names of the groups in order; null for an unnamed one. */
  readonly groupNames: readonly (string | null)[];
}

/** Context of an element that matters for captures. */
interface Place {
  readonly repeated: boolean;
  /** An iteration may skip the group; JavaScript then clears its earlier capture, RE2 does not. */
  readonly skippable: boolean;
}

/** Largest repetition count that RE2 accepts. */
const MAX_COUNT = 1_000;
/** Larger patterns are not worth the memory. */
const MAX_NODES = 2_000;
const ANY_CHARACTER: CodePoints = [[0, 0x10_ffff]];

/** Writes a pattern in RE2's syntax; null if it would become too large. */
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
    return this.#nodes > MAX_NODES ? null : { source, exact: this.#exact, groupNames: this.#groupNames };
  }

  /** `copies`: times that RE2's program will contain the result. */
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
        return element.modifiers ? this.#anything() : `(?:${this.#alternatives(element.alternatives, place, copies)})`;
      case 'Quantifier':
        return this.#quantifier(element, place, copies);
      case 'Assertion':
        return this.#assertion(element);
      case 'Backreference':
        return this.#anything();
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
    // RE2 and JavaScript differ in empty iterations, and RE2 may drop an element that need not match.
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
    if (largest > MAX_COUNT) {
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

  /** Replaces an element that RE2 cannot express. */
  #anything(): string {
    this.#exact = false;
    return `${spellClass(ANY_CHARACTER)}*`;
  }
}
