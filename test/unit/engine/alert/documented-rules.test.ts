import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { PolicyRun } from '../../../support/engine/policy-run';

/** The worked examples of docs/explain/rules.md, verbatim. */

const HOUR = 3_600;
const DAY = 24 * HOUR;
const PAGE = readFileSync(new URL('../../../../docs/explain/rules.md', import.meta.url), 'utf8');
const EXAMPLES = Array.from(PAGE.matchAll(/```json\n([\s\S]*?)```/g), ([, json = '']) => JSON.parse(json) as object);
const RECIPIENTS = ['me', 'boss'].map((id) => ({ id, number: '010-1234-5678' }));

function exampleWith(part: string): object {
  const found = EXAMPLES.find((example) => JSON.stringify(example).includes(part));
  if (!found) {
    throw new Error('There is no such example.');
  }
  return found;
}

it.each(EXAMPLES.map((example, at) => [at, example] as const))('example %i is valid', (_at, example) => {
  const whole = 'id' in example ? { rules: [example] } : example;
  expect(parseSettings({ recipients: RECIPIENTS, ...whole }).problems).toEqual([]);
});

describe('the examples behave as documented:', () => {
  it('duplicates are held, and another error goes out at once', () => {
    const run = new PolicyRun([exampleWith('"disk"')]);
    expect(run.short(0, 'ERROR 4711: no space left on sda1')).toBe('text');
    expect(run.short(4, 'ERROR 4712: no space left on sda2')).toBe('cooldown');
    expect(run.short(9, 'ERROR connection refused (10.0.0.7)')).toBe('text');
    expect(run.short(630, 'ERROR 5120: no space left on sda1')).toBe('text +1');
  });

  it('a threshold counts within its window, separately by key', () => {
    const run = new PolicyRun([exampleWith('threshold')]);
    const why = (seconds: number, user: string): string => run.short(seconds, `failed login of ${user}`);
    expect([0, 25, 55].map((at) => why(at, 'kim'))).toEqual(['threshold', 'threshold', 'text']);
    expect([100, 140, 180].map((at) => why(at, 'lee'))).toEqual(['threshold', 'threshold', 'threshold']);
  });

  it('the night to Saturday ends on Monday', () => {
    const run = new PolicyRun([{}], exampleWith('"quiet"'));
    expect(run.short(4 * DAY + 11 * HOUR)).toBe('quiet');
    const monday = 6 * DAY + 19 * HOUR;
    expect([run.due(monday - 1), run.due(monday).length]).toEqual([[], 1]);
  });

  it('a noisy rule leaves the last texts of the day to the others', () => {
    const { rules, ...more } = exampleWith('wonPerMonth') as { readonly rules: readonly object[] };
    const run = new PolicyRun([...rules, {}, {}], more);
    const texts = (count: number, index: number): number =>
      Array.from({ length: count }, (_text, at) => run.short(at, 'WARN', index)).filter((each) => each === 'text')
        .length;
    expect([texts(9, 0), texts(20, 1), texts(9, 2)]).toEqual([5, 12, 1]);
  });
});
