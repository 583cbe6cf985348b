import { describe, expect, it } from 'vitest';
import { translator } from '../../../../src/shared/i18n/translator';

const [ko, en] = [translator('ko'), translator('en')];

describe('strings with numbers', () => {
  it.each([
    [
      'dryRun.read',
      { lines: 18_204, files: 1, size: '2 MB' },
      'Read 18,204 lines in 1 file (2 MB).',
      '읽은 로그: 파일 1개, 18,204줄(2 MB).',
    ],
    [
      'dryRun.came',
      { matches: 1, sent: 3, won: 1_027 },
      '1 match → 3 texts, about ₩1,027.',
      '일치 1건 → 문자 3건, 약 1,027원.',
    ],
    [
      'window.dryRun.lastLinesFound',
      { count: 1, lines: 1 },
      '1 of the last 1 line matches.',
      '마지막 1줄 중 1줄이 일치합니다.',
    ],
    [
      'window.dryRun.lastLinesFound',
      { count: 2, lines: 1_200 },
      '2 of the last 1,200 lines match.',
      '마지막 1,200줄 중 2줄이 일치합니다.',
    ],
    ['window.dryRun.texts', { count: 1 }, '1 text', '문자 1건'],
    ['window.duration.d', { amount: 1 }, '1 day', '1일'],
    ['window.duration.d', { amount: 30 }, '30 days', '30일'],
    ['window.message.replaced', { count: 1, list: '‐ → -' }, '1 unsupported character replaced: ‐ → -', null],
    // The parameters of problems are strings.
    [
      'settingsProblem.never-affordable',
      { texts: '3' },
      'One alert needs 3 texts, more than the budget allows. Raise the budget or select fewer recipients.',
      null,
    ],
  ])('%s, case %$', (key, values, english, korean) => {
    expect(en(key, values)).toBe(english);
    expect(korean === null ? null : ko(key, values)).toBe(korean);
  });

  it('name the same lower bound of the maximum cooldown in both languages', () => {
    expect(en('window.limits.mostHelp')).toContain('at least as long as the cooldown');
    expect(ko('window.limits.mostHelp')).toContain('재알림 간격 이상');
  });
});
