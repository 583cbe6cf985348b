import fc from 'fast-check';
import { afterEach, expect, it, vi } from 'vitest';
import { nextLocalTime, startOfDay, startOfDayBefore } from '../../../../../src/main/engine/alert/time/local-time';

afterEach(() => vi.unstubAllEnvs());

const anyTime = fc.integer({ min: Date.UTC(2010, 0), max: Date.UTC(2035, 0) });

it.each([
  'UTC',
  'Asia/Seoul',
  'America/New_York',
  'America/Havana',
  'America/Santiago',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
])('on a machine in %s, the days and times are those of the zone', (zone) => {
  vi.stubEnv('TZ', zone);
  const property = fc.property(anyTime, fc.nat(1_440), fc.nat(14), (at, minute, days) => {
    expect(startOfDay(at, '')).toBe(startOfDay(at, zone));
    expect(startOfDayBefore(at, days, '')).toBe(startOfDayBefore(at, days, zone));
    expect(nextLocalTime(at, minute, '')).toBe(nextLocalTime(at, minute, zone));
  });
  fc.assert(property, { numRuns: 1_000 });
});
