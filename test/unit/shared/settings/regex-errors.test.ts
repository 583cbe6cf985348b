import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { translator } from '../../../../src/shared/i18n/translator';
import { patternRegex } from '../../../../src/shared/settings/validation/validate-regex';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { regexFault } from '../../../../src/shared/settings/patterns/regex-errors';
import { settingsSentence } from '../../../../src/shared/i18n/settings-problem-text';
import { ko } from '../../../support/text/strings';

const korean = translator('ko');
/** Elements of regular expressions, valid or not. */
const SIGNS = Array.from('()[]{}*+?\\|^$.a-1,<>=!:kipux').concat(['(?<a>', '\\k<a>', '(?i', '(?<=', '{2,1}', '[b-a]']);

/** Errors of a rule with this regular expression. */
function said(regex: string): string[] {
  const { problems } = parseSettings({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id: 'a', match: { regex } }],
  });
  return problems.map((problem) => settingsSentence(problem, korean));
}

describe('a regular expression that cannot be used', () => {
  it.each([
    ['(', 'unclosed-group'],
    ['a)', 'unopened-group'],
    ['[a', 'unclosed-class'],
    ['[z-a]', 'class-order'],
    ['*a', 'nothing-to-repeat'],
    ['(?<=a)*', 'bad-repeat'],
    ['a{2,1}', 'count-order'],
    ['(?x)a', 'bad-group'],
    ['(?<1>a)', 'bad-group-name'],
    ['(?<a>x)(?<a>y)', 'same-group-name'],
    ['(?<a>x)\\k<b>', 'no-such-group'],
    ['(?<a>x)\\k', 'no-such-group'],
    ['[\\k](?<a>x)', 'bad-escape'],
    ['a\\', 'escape-at-end'],
  ])('%s is reported in our own words', (regex, code) => {
    expect(patternRegex({ regex, ignoreCase: false })).toMatchObject({ ok: false, error: { code } });
    expect(said(regex)).toEqual([ko('settingsProblem.bad-regex', { reason: korean(`regexFault.${code}`) })]);
  });

  it('always has a kind with a text', () => {
    const without = (regex: string): string[] => {
      const compiled = patternRegex({ regex, ignoreCase: true });
      return !compiled.ok && compiled.error.code === 'other' ? [compiled.error.reason] : [];
    };
    const anyRegex = fc.array(fc.constantFrom(...SIGNS), { maxLength: 8 }).map((signs) => signs.join(''));
    const property = fc.property(anyRegex, (regex) => {
      expect(without(regex)).toEqual([]);
    });
    fc.assert(property, { numRuns: 20_000 });
  });

  it('of an unknown kind is reported in the words of the engine', () => {
    const fault = regexFault(new SyntaxError('Invalid regular expression: /a: b/i: Too wide'), 'a: b', 'i');
    expect(fault).toEqual({ code: 'other', reason: 'Too wide' });
    const params = { fault: fault.code, reason: fault.reason };
    expect(settingsSentence({ code: 'bad-regex', params }, korean)).toBe(
      ko('settingsProblem.bad-regex', { reason: 'Too wide' }),
    );
  });
});
