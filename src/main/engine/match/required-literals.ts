import { parseRegExpLiteral, type AST } from '@eslint-community/regexpp';
import { patternRegex } from '../../../shared/settings/validate-regex';
import type { Pattern } from '../../../shared/settings/schema';
import type { Casing } from './literal-text';
import { anyOf, type Requirement } from './requirement';
import { isPlain, spelledOut } from './spelled-out';
import { Spelling } from './spelling';

/**
 * What a line must have in it to match the pattern; null when nothing can be said that would help to find it.
 * A line without it never matches; one with it may still not.
 */
export function requiredLiterals(pattern: Pattern): Requirement | null {
  if ('text' in pattern) {
    const spelled = new Spelling({ ignoreCase: pattern.ignoreCase, unicode: true });
    for (const character of pattern.text) {
      spelled.add(spelled.character(character));
    }
    return spelled.needs();
  }
  const regex = patternRegex(pattern);
  if (!regex.ok) {
    return null;
  }
  const tree = parsed(regex.value);
  return tree && ofAlternatives(tree.alternatives, { ignoreCase: pattern.ignoreCase, unicode: regex.value.unicode });
}

/** Null when the engine reads a syntax that the parser does not know. */
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
  return spelling.needs();
}

/** What an element that cannot be spelled out needs. */
function ofElement(element: AST.Element, spelling: Spelling): void {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      spelling.add(null);
      spelling.need(isPlain(element) ? ofAlternatives(element.alternatives, spelling.casing) : null);
      return;
    case 'Quantifier':
      ofRepeated(element, spelling);
      return;
    case 'Assertion':
      if (element.kind === 'lookahead' || element.kind === 'lookbehind') {
        // What is looked at stands in the same line.
        spelling.need(element.negate ? null : ofAlternatives(element.alternatives, spelling.casing));
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

/** `ab+c` has "ab" and "bc". */
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
