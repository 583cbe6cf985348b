import { type AST, parseRegExpLiteral } from '@eslint-community/regexpp';
import type { Pattern } from '../../../../shared/settings/patterns/pattern';
import { patternRegex } from '../../../../shared/settings/validation/validate-regex';
import { anyOf, type Casing, literalOf, type Requirement } from './requirement';

/**
 * Finds literals that every matching line contains; null if none would help a search. A line without them never
 * matches, a line with them may.
 */
export function requiredLiterals(pattern: Pattern): Requirement | null {
  if ('text' in pattern) {
    const spelling = new Spelling({ ignoreCase: pattern.ignoreCase, unicode: true });
    for (const character of pattern.text) {
      spelling.add(spelling.character(character));
    }
    return spelling.requirement();
  }
  const regex = patternRegex(pattern);
  if (!regex.ok) {
    return null;
  }
  const tree = parsed(regex.value);
  return tree && ofAlternatives(tree.alternatives, { ignoreCase: pattern.ignoreCase, unicode: regex.value.unicode });
}

/** Parses the expression; null if it uses syntax that the parser does not know. */
function parsed(regex: RegExp): AST.Pattern | null {
  try {
    return parseRegExpLiteral(regex).pattern;
  } catch {
    return null;
  }
}

function ofAlternatives(alternatives: readonly AST.Alternative[], casing: Casing): Requirement | null {
  const branches = alternatives.map((alternative) => ofSequence(alternative.elements, casing));
  return anyOf(branches);
}

function ofSequence(elements: readonly AST.Element[], casing: Casing): Requirement | null {
  const spelling = new Spelling(casing);
  for (const element of elements) {
    const spelled = spelledOut(element, spelling);
    if (spelled) {
      spelling.add(spelled);
    } else {
      ofElement(element, spelling);
    }
  }
  return spelling.requirement();
}

/** Adds the requirement of an element that cannot be spelled out. */
function ofElement(element: AST.Element, spelling: Spelling): void {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      spelling.add(null);
      spelling.require(isPlain(element) ? ofAlternatives(element.alternatives, spelling.casing) : null);
      return;
    case 'Quantifier':
      ofRepeated(element, spelling);
      return;
    case 'Assertion':
      if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
        // A lookaround examines the same line.
        spelling.require(element.negate ? null : ofAlternatives(element.alternatives, spelling.casing));
      }
      return;
    case 'Backreference':
    case 'Character':
    case 'CharacterClass':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      spelling.add(null);
  }
}

/** Adds a repetition: `ab+c` contains "ab" and "bc". */
function ofRepeated({ element, min }: AST.Quantifier, spelling: Spelling): void {
  const once = min === 0 ? null : spelledOut(element, spelling);
  if (once) {
    spelling.add(once);
    spelling.add(null);
    spelling.add(once);
    return;
  }
  spelling.add(null);
  if (min > 0) {
    ofElement(element, spelling);
  }
}

/** Largest character class that is spelled out, characters. */
const MAX_CLASS = 8;

/** All texts that the element can match; null if they are too many or unknown. */
function spelledOut(element: AST.Element, spelling: Spelling): readonly string[] | null {
  switch (element.type) {
    case 'Character':
      return spelling.character(characterOf(element));
    case 'CharacterClass':
      return ofClass(element, spelling);
    case 'Group':
    case 'CapturingGroup':
      return isPlain(element) ? ofSpelledBranches(element.alternatives, spelling) : null;
    case 'Quantifier':
      return ofSpelledRepeat(element, spelling);
    case 'Assertion':
      return element.kind === 'lookahead' || element.kind === 'lookbehind' ? null : [''];
    case 'Backreference':
    case 'CharacterSet':
    case 'ExpressionCharacterClass':
      return null;
  }
}

/** False for a group with modifiers, `(?i:…)`, which is not analyzed. */
function isPlain(group: AST.Group | AST.CapturingGroup): boolean {
  return group.type === 'CapturingGroup' || group.modifiers === null;
}

function characterOf({ value }: AST.Character): string {
  return String.fromCodePoint(value);
}

function ofClass(node: AST.CharacterClass, spelling: Spelling): readonly string[] | null {
  if (node.negate || node.elements.length > MAX_CLASS) {
    return null;
  }
  const characters: (readonly string[] | null)[] = [];
  for (const element of node.elements) {
    if (element.type === 'Character') {
      characters.push(spelling.character(characterOf(element)));
    } else if (element.type === 'CharacterClassRange' && element.max.value - element.min.value < MAX_CLASS) {
      for (let code = element.min.value; code <= element.max.value; code += 1) {
        characters.push(spelling.character(String.fromCodePoint(code)));
      }
    } else {
      return null;
    }
  }
  return characters.length > MAX_CLASS ? null : union(characters);
}

function ofSpelledBranches(alternatives: readonly AST.Alternative[], spelling: Spelling): readonly string[] | null {
  return union(
    alternatives.map(({ elements }) => {
      let texts: readonly string[] | null = [''];
      for (const element of elements) {
        const next: readonly string[] | null = texts && spelledOut(element, spelling);
        texts = texts && next && product(texts, next);
      }
      return texts;
    }),
  );
}

function ofSpelledRepeat({ element, min, max }: AST.Quantifier, spelling: Spelling): readonly string[] | null {
  const once = max <= MAX_SPELLED_LENGTH ? spelledOut(element, spelling) : null;
  if (!once) {
    return null;
  }
  if (min === 0 && max === 1) {
    return union([[''], once]);
  }
  if (min !== max) {
    return null;
  }
  let texts: readonly string[] | null = [''];
  for (let times = 0; texts && times < min; times += 1) {
    texts = product(texts, once);
  }
  return texts;
}

/** Most texts that one part of a pattern expands to. */
const MAX_SPELLED = 32;
/** Longest of them, UTF-16 units. */
const MAX_SPELLED_LENGTH = 256;

/** Union of the sets; null if one is unknown or the result is too large. */
function union(sets: readonly (readonly string[] | null)[]): readonly string[] | null {
  const all = new Set<string>();
  for (const texts of sets) {
    if (!texts) {
      return null;
    }
    texts.forEach((text) => all.add(text));
  }
  return all.size === 0 || all.size > MAX_SPELLED ? null : [...all];
}

/** Concatenates each of `heads` with each of `tails`; null if the results are too many or too long. */
function product(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  if (heads.length * tails.length > MAX_SPELLED) {
    return null;
  }
  const texts = heads.flatMap((head) => tails.map((tail) => head + tail));
  return texts.some(({ length }) => length > MAX_SPELLED_LENGTH) ? null : texts;
}

/** Concatenates adjacent texts and turns them into a requirement whenever the sequence breaks off. */
class Spelling {
  readonly casing: Casing;
  readonly #requirements: Requirement[] = [];
  #texts: readonly string[] = [''];

  constructor(casing: Casing) {
    this.casing = casing;
  }

  /** The one text that matches a character of the pattern; null if bytes cannot decide. */
  character(character: string): readonly string[] | null {
    const text = literalOf(character, this.casing);
    return text === null ? null : [text];
  }

  /** Continues the sequence with one of `texts`; null stands for arbitrary text. */
  add(texts: readonly string[] | null): void {
    const longer = texts && product(this.#texts, texts);
    if (longer) {
      this.#texts = longer;
      return;
    }
    this.#breakOff();
    this.#texts = texts ?? [''];
  }

  /** Adds a requirement that is independent of its neighbors. */
  require(requirement: Requirement | null): void {
    if (requirement) {
      this.#requirements.push(requirement);
    }
  }

  /** All requirements together; null if there is none. */
  requirement(): Requirement | null {
    this.#breakOff();
    const [only] = this.#requirements;
    if (!only) {
      return null;
    }
    return this.#requirements.length === 1 ? only : { kind: 'all', of: this.#requirements };
  }

  #breakOff(): void {
    const texts = this.#texts;
    // A lone surrogate may be half of a character of the line, which bytes do not show.
    if (texts.every((text) => text !== '' && !/\p{Surrogate}/u.test(text))) {
      const shortest = texts.filter((text) => !texts.some((other) => other !== text && text.includes(other)));
      const { ignoreCase } = this.casing;
      this.require(anyOf(shortest.map((text) => ({ kind: 'text', text, ignoreCase }))));
    }
    this.#texts = [''];
  }
}
