import type { AST } from '@eslint-community/regexpp';
import { MAX_SPELLED_LENGTH, product, union, type Spelling } from './spelling';

/** Most characters of a class that are spelled out. */
const MAX_CLASS = 8;

/** Every text that the element can take up; null when they are too many, or not known. */
export function spelledOut(element: AST.Element, spelling: Spelling): readonly string[] | null {
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

/** Groups with modifiers of their own, `(?i:…)`, are not looked into. */
export function isPlain(group: AST.Group | AST.CapturingGroup): boolean {
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
