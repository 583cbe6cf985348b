import { RE2JS } from 're2js';
import type { Found } from '../found';
import { linearSource, type LinearSource } from './linear-source';
import { canBeEmpty, syntaxOf } from './pattern-syntax';

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
