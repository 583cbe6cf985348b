import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReserveTime, reserveTimeText } from '../../../src/main/practice/validation/reserve-time';

const ZONES = ['Asia/Seoul', 'UTC', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];

test('a written time is read as the same time, in every zone', () => {
  const minute = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
  fc.assert(
    fc.property(minute, fc.constantFrom(...ZONES), (minutes, zone) => {
      const text = reserveTimeText(minutes * 60_000, zone);
      expect(Date.parse(text)).toBe(minutes * 60_000);
      const at = parseReserveTime(text.slice(0, 16).replace('T', ' '), zone);
      // In an hour that occurs twice in a zone, both are correct.
      expect(at === null ? null : reserveTimeText(at, zone).slice(0, 16)).toBe(text.slice(0, 16));
    }),
  );
});

test('Korean time is nine hours ahead', () => {
  expect(parseReserveTime('2026-11-22 12:00', 'Asia/Seoul')).toBe(Date.UTC(2026, 10, 22, 3, 0));
  expect(reserveTimeText(Date.UTC(2026, 10, 22, 3, 0), 'Asia/Seoul')).toBe('2026-11-22T12:00:00+09:00');
  expect(reserveTimeText(Date.UTC(2026, 10, 22, 3, 0), 'America/St_Johns')).toBe('2026-11-21T23:30:00-03:30');
});

test('a time skipped by a clock change is invalid', () => {
  expect(parseReserveTime('2027-03-14 02:30', 'America/New_York')).toBeNull();
  expect(parseReserveTime('2027-03-14 02:30', 'Asia/Seoul')).not.toBeNull();
});
