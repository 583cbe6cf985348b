import { literalOf, type Casing } from './literal-text';
import { anyOf, type Requirement } from './requirement';

/** Most texts that one part of a pattern is spelled out into. */
const MAX_SPELLED = 32;
/** Longest of them, UTF-16 units. */
export const MAX_SPELLED_LENGTH = 256;

/** The texts of all sets; null when one is not known, or they are too many. */
export function union(sets: readonly (readonly string[] | null)[]): readonly string[] | null {
  const all = new Set<string>();
  for (const texts of sets) {
    if (!texts) {
      return null;
    }
    texts.forEach((text) => all.add(text));
  }
  return all.size === 0 || all.size > MAX_SPELLED ? null : [...all];
}

/** Each of `heads` with each of `tails` behind it; null when those are too many or too long. */
export function product(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  if (heads.length * tails.length > MAX_SPELLED) {
    return null;
  }
  const texts = heads.flatMap((head) => tails.map((tail) => head + tail));
  return texts.some(({ length }) => length > MAX_SPELLED_LENGTH) ? null : texts;
}

/** Grows the texts that stand in a row, and notes what is needed whenever the row breaks off. */
export class Spelling {
  readonly casing: Casing;
  readonly #needs: Requirement[] = [];
  #row: readonly string[] = [''];

  constructor(casing: Casing) {
    this.casing = casing;
  }

  /** The one text that a character of the pattern stands for; null when bytes cannot tell. */
  character(character: string): readonly string[] | null {
    const text = literalOf(character, this.casing);
    return text === null ? null : [text];
  }

  /** Goes on with one of `texts`; null for something that could be anything. */
  add(texts: readonly string[] | null): void {
    const longer = texts && product(this.#row, texts);
    if (longer) {
      this.#row = longer;
      return;
    }
    this.#breakOff();
    this.#row = texts ?? [''];
  }

  /** Notes something that is needed whatever stands beside it. */
  need(requirement: Requirement | null): void {
    if (requirement) {
      this.#needs.push(requirement);
    }
  }

  /** All that is needed. */
  needs(): Requirement | null {
    this.#breakOff();
    const [only] = this.#needs;
    if (!only) {
      return null;
    }
    return this.#needs.length === 1 ? only : { kind: 'all', of: this.#needs };
  }

  #breakOff(): void {
    const row = this.#row;
    // A lone surrogate may be half of a character of the line, which bytes do not show.
    if (row.every((text) => text !== '' && !/\p{Surrogate}/u.test(text))) {
      const shortest = row.filter((text) => !row.some((other) => other !== text && text.includes(other)));
      const { ignoreCase } = this.casing;
      this.need(anyOf(shortest.map((text) => ({ kind: 'text', text, ignoreCase }))));
    }
    this.#row = [''];
  }
}
