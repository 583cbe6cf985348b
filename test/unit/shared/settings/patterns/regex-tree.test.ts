import { RegExpParser, type AST } from '@eslint-community/regexpp';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { regexTree, type RegexPart, type RegexSequence } from '../../../../../src/shared/settings/patterns/regex-tree';
import { randomPattern } from '../../../../support/text/random-patterns';

const parser = new RegExpParser({ ecmaVersion: 2025, strict: false });

/**
 * Structure of an expression by a parser of the full syntax, with a name of its own for each group: V8 of Node 24
 * accepts some names that the syntax allows once only.
 */
function byParser({ source: written, unicode }: RegExp): string {
  let groups = 0;
  const text = written.replaceAll('(?<x>', () => `(?<x${(groups += 1) === 1 ? '' : groups}>`);
  return ofAlternatives(parser.parsePattern(text, 0, text.length, { unicode }).alternatives);
}

function ofAlternatives(alternatives: readonly AST.Alternative[]): string {
  return alternatives.map(({ elements }) => elements.map(ofElement).join(' ')).join(' | ');
}

function ofElement(element: AST.Element): string {
  switch (element.type) {
    case 'Character':
      return `character ${element.raw}`;
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return `class ${element.raw}`;
    case 'Backreference':
      return `reference ${element.raw}`;
    case 'Quantifier':
      return `${ofElement(element.element)} times ${element.min} to ${element.max}`;
    case 'Group':
    case 'CapturingGroup':
      return `( ${ofAlternatives(element.alternatives)} )`;
    case 'Assertion':
      return 'alternatives' in element ? `( ${ofAlternatives(element.alternatives)} )` : `assertion ${element.raw}`;
  }
}

function byTree(alternatives: readonly RegexSequence[]): string {
  return alternatives.map((sequence) => sequence.map(ofPart).join(' ')).join(' | ');
}

function ofPart(part: RegexPart): string {
  switch (part.kind) {
    case 'repeat':
      return `${ofPart(part.part)} times ${part.min} to ${part.max}`;
    case 'group':
      return `( ${byTree(part.alternatives)} )`;
    case 'character':
    case 'class':
    case 'assertion':
    case 'reference':
      return `${part.kind} ${part.source}`;
  }
}

const source = randomPattern({
  characters: [
    ...['a', '가', '😀', '.', '\\d', '\\W', '[ab]', '[^\\]\\\\]', '[]', '[^]', '\\.', '\\/', '\\n', '\\x61', '\\u0061'],
    ...[
      '\\u{61}',
      '\\u{1f600}',
      '\\p{L}',
      '\\P{Lu}',
      '\\cA',
      '\\0',
      '\\1',
      '\\2',
      '\\k<x>',
      '(?<x>a)',
      '\\-',
      '{',
      ']',
      '}',
      '{,3}',
    ],
  ],
  assertions: ['^', '$', '\\b', '\\B', '(?=a|b)', '(?!a)', '(?<=a)', '(?<!b)'],
  counts: ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}?', '{3,12}'],
});

it('reads the same as a parser of the full syntax', () => {
  let read = 0;
  fc.assert(
    fc.property(source, fc.constantFrom('u', ''), (text, flags) => {
      const regex = compiled(text, flags);
      fc.pre(regex !== null);
      read += 1;
      expect(byTree(regexTree(regex).alternatives)).toBe(byParser(regex));
    }),
    { numRuns: 3_000 },
  );
  expect(read).toBeGreaterThan(1_000);
});

it('finds the names and numbers of groups like JavaScript', () => {
  fc.assert(
    fc.property(source, fc.constantFrom('u', ''), (text, flags) => {
      const regex = compiled(text, flags);
      const found = compiled(`${text}|`, flags)?.exec('');
      fc.pre(regex !== null && found !== null && found !== undefined);
      const names = [...found.slice(1).keys()].map((at) => String(at + 1)).concat(Object.keys(found.groups ?? {}));
      expect(regexTree(regex).names).toEqual(new Set(names));
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['a(b)', 1],
  ['(a(b(?:c)))(d)', 3],
  ['abc', 0],
])('counts the levels of groups in %s', (text, depth) => {
  expect(regexTree(new RegExp(text, 'u')).depth).toBe(depth);
});

function compiled(text: string, flags: string): RegExp | null {
  try {
    return new RegExp(text, flags);
  } catch {
    return null;
  }
}
