import fc from 'fast-check';
import { expect, it } from 'vitest';
import { startOfDay, startOfDayBefore, localTime } from '../../../../../src/main/engine/alert/time/local-time';

const MINUTE = 60_000;
/** Zones with and without daylight saving time, some of which change at midnight, and Apia, which skipped a day. */
const ZONES = [
  '',
  'UTC',
  'Asia/Seoul',
  'Asia/Kathmandu',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
];

it.each([
  ['Asia/Seoul', '2026-11-22T15:00:00Z', '2026-11-22T15:00:00Z'],
  ['Asia/Seoul', '2026-11-23T14:59:59Z', '2026-11-22T15:00:00Z'],
  ['America/New_York', '2026-11-01T23:30:00-05:00', '2026-11-01T00:00:00-04:00'],
  ['America/New_York', '2026-03-08T23:30:00-04:00', '2026-03-08T00:00:00-05:00'],
  ['Asia/Beirut', '2026-03-29T12:00:00+03:00', '2026-03-29T01:00:00+03:00'],
])('in %s, the day of %s began at %s', (zone, at, began) => {
  expect(new Date(startOfDay(Date.parse(at), zone)).toISOString()).toBe(new Date(began).toISOString());
});

it('a day starts with its first minute, in any zone and on any day', () => {
  const anyTime = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2035, 0) });
  const property = fc.property(anyTime, fc.constantFrom(...ZONES), (at, zone) => {
    const began = startOfDay(at, zone);
    const { date } = localTime(at, zone);
    expect(began <= at).toBe(true);
    expect(localTime(began, zone).date).toBe(date);
    expect(localTime(began - MINUTE, zone).date < date).toBe(true);
  });
  fc.assert(property, { numRuns: 2_000 });
});

it('days are counted back by the calendar, even if one has 23 or 25 hours', () => {
  const at = Date.parse('2026-11-02T00:10:00-05:00');
  const dates = [0, 1, 2, 33].map((days) =>
    localTime(startOfDayBefore(at, days, 'America/New_York'), 'America/New_York'),
  );
  expect(dates.map(({ date, minute }) => `${date} ${minute}`)).toEqual([
    '2026-11-02 0',
    '2026-11-01 0',
    '2026-10-31 0',
    '2026-09-30 0',
  ]);
});
