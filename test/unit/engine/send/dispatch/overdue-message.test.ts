import { expect, it } from 'vitest';
import { overdueMessage } from '../../../../../src/main/engine/send/dispatch/overdue-message';
import { translator } from '../../../../../src/shared/i18n/translator';
import { textBytes } from '../../../../../src/shared/sms/fit-text';

const OLDEST = new Date(2026, 10, 22, 23, 5, 9).getTime();
const [MINUTE, HOUR] = [60_000, 3_600_000];

it.each([
  ['en', 12, 3 * HOUR, '[Logbell] 12 delayed alerts, first 11-22 23:05 (3 h late)'],
  ['en', 1, 65 * MINUTE, '[Logbell] 1 delayed alert, 11-22 23:05 (1 h 5 min late)'],
  ['ko', 12, 3 * HOUR, '[Logbell] 지연 알림 12건. 첫 알림 11-22 23:05(3시간 지연)'],
  ['ko', 1, 45 * MINUTE, '[Logbell] 지연 알림 1건. 첫 알림 11-22 23:05(45분 지연)'],
] as const)('states in %s the number and delay of %d late texts, in one SMS', (language, count, lateMs, head) => {
  const message = overdueMessage(
    { count, oldestAt: OLDEST, contents: ['disk full'] },
    OLDEST + lateMs,
    translator(language),
  );
  expect(message.split('\n').slice(0, 2)).toEqual([head, '- disk full']);
  expect(textBytes(message)).toBeLessThanOrEqual(90);
});

it('counts the texts that it does not quote', () => {
  const summary = { count: 3, oldestAt: OLDEST, contents: ['disk full'] };
  expect(overdueMessage(summary, OLDEST, translator('en')).split('\n').at(-1)).toBe('and 2 more');
});
