import { describe, expect, it } from 'vitest';
import { ageWords, durationWords } from '../../../../src/shared/i18n/duration-words';
import { translator } from '../../../../src/shared/i18n/translator';

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

describe('lengths of time in words', () => {
  it.each([
    [-1, '0 s', '0초'],
    [42_999, '42 s', '42초'],
    [15 * MINUTE + 59_000, '15 min', '15분'],
    [HOUR, '1 h', '1시간'],
    [HOUR + 5 * MINUTE, '1 h 5 min', '1시간 5분'],
    [DAY - 1, '23 h 59 min', '23시간 59분'],
    [2 * DAY + 59 * MINUTE, '2 days', '2일'],
    [2 * DAY + 3 * HOUR, '2 days 3 h', '2일 3시간'],
  ])('have no part that is zero (%d ms)', (ms, english, korean) => {
    expect(ageWords(ms, translator('en'))).toBe(english);
    expect(ageWords(ms, translator('ko'))).toBe(korean);
  });

  it.each([
    ['0s', '0 s', '0초'],
    ['90m', '90 min', '90분'],
    ['500ms', '500 ms', '500밀리초'],
    ['10 min', '10 min', '10 min'],
  ])('keep the unit of the settings (%s)', (written, english, korean) => {
    expect(durationWords(written, translator('en'))).toBe(english);
    expect(durationWords(written, translator('ko'))).toBe(korean);
  });
});
