import { expect, it } from 'vitest';
import { tryPattern } from '../../../../../src/main/engine/match/regex/slow-patterns';
import type { PatternTrial } from '../../../../../src/shared/contract/ipc/calls';
import { threadBusyMs } from '../../../../support/time/thread-time';

const ENDLESS = { regex: '^(?=(a+)+!).*!', ignoreCase: false };
const TRAP = `${'a'.repeat(2_000)}?!`;

function trial(match: string, line: string, butNot: PatternTrial['butNot'] = []): PatternTrial {
  return { match: { regex: match, ignoreCase: false }, butNot, line };
}

it.each([
  ['matches', trial('disk (\\w+)', 'ERROR disk sda1 full'), 'disk sda1'],
  ['no-match', trial('disk (\\d+)', 'ERROR disk sda1 full'), ''],
  ['but-not', trial('disk', 'disk sda1', [{ text: 'SDA', ignoreCase: true }]), 'disk'],
  ['ok', { ...trial('disk', 'disk is fine'), ok: { text: 'fine', ignoreCase: false } }, 'disk'],
  ['matches', { ...trial('disk', 'disk is full'), ok: { text: 'fine', ignoreCase: false } }, 'disk'],
  ['no-match', { ...trial('disk', 'fan is fine'), ok: { text: 'fine', ignoreCase: false } }, ''],
  ['too-slow', { ...trial('a+', TRAP), ok: ENDLESS }, 'a'.repeat(2_000)],
  ['too-slow', trial(ENDLESS.regex, TRAP), ''],
  ['too-slow', trial('a+', TRAP, [ENDLESS]), 'a'.repeat(2_000)],
  ['no-match', trial('(a+)+$', TRAP), ''],
] as const)('reports %s for a line', (outcome, tried, matched) => {
  expect(tryPattern(tried)).toEqual({ ok: true, value: { outcome, matched } });
});

it('explains why a recovery pattern does not compile', () => {
  const tried = tryPattern({ ...trial('a', 'a'), ok: { regex: 'a)', ignoreCase: false } });
  expect(tried).toMatchObject({ ok: false, error: { code: 'unopened-group' } });
});

it('reports at once that a pattern would take hours to compile', () => {
  const began = threadBusyMs();
  const endless = `${'a?'.repeat(100)}${'a'.repeat(10)}`;
  expect(tryPattern(trial(endless, 'a'.repeat(50)))).toMatchObject({ ok: false, error: { code: 'too-complex' } });
  expect(threadBusyMs() - began).toBeLessThan(5_000);
});

it('explains why a pattern does not compile', () => {
  expect(tryPattern(trial('a', 'a', [{ regex: '(', ignoreCase: false }]))).toEqual({
    ok: false,
    error: { code: 'unclosed-group', reason: 'Unterminated group' },
  });
});
