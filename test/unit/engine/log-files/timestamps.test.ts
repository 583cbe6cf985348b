import { describe, expect, it } from 'vitest';
import { lineTime } from '../../../../src/main/engine/log-files/timestamps';

/** The tests run in the time zone of Seoul. */
const NEWEST = Date.UTC(2026, 10, 24);

function timeOf(line: string): string | null {
  const at = lineTime(line, NEWEST);
  return at === null ? null : new Date(at).toISOString();
}

describe('the time of a line', () => {
  it.each([
    ['2026-11-23T12:00:00Z started', '2026-11-23T12:00:00.000Z'],
    ['2026-11-23T12:00:00.123456+09:00 started', '2026-11-23T03:00:00.123Z'],
    ['2026-11-23 12:00:00,5 INFO started', '2026-11-23T03:00:00.500Z'],
    ['2026-11-23 12:00:00 -0330 started', '2026-11-23T15:30:00.000Z'],
    ['{"level":"info","time":"2026-11-23T12:00:00Z"}', '2026-11-23T12:00:00.000Z'],
    ['2026/11/23 12:00:00 [error] 7#7: upstream', '2026-11-23T03:00:00.000Z'],
    ['10.0.0.7 - - [23/Nov/2026:12:00:00 +0900] "GET / HTTP/1.1" 200', '2026-11-23T03:00:00.000Z'],
    ['Nov 23 12:00:00 host sshd[7]: Accepted', '2026-11-23T03:00:00.000Z'],
    ['Nov  3 12:00:00 host sshd[7]: Accepted', '2026-11-03T03:00:00.000Z'],
    ['<34>Nov 23 12:00:00 host su: failed', '2026-11-23T03:00:00.000Z'],
    ['[Mon Nov 23 12:00:00.250000 2026] [core:error] no', '2026-11-23T03:00:00.250Z'],
  ])('is read from %s', (line, time) => {
    expect(timeOf(line)).toBe(time);
  });

  it('without a year is in the last year that fits', () => {
    expect(timeOf('Dec 31 23:59:59 host cron: done')).toBe('2025-12-31T14:59:59.000Z');
    expect(timeOf('Feb 29 12:00:00 host cron: done')).toBe('2024-02-29T03:00:00.000Z');
  });

  it('is the first of several in the line', () => {
    expect(timeOf('Nov 23 12:00:00 host: certificate was renewed on 2026-01-01 00:00:00')).toBe(
      '2026-11-23T03:00:00.000Z',
    );
  });

  it.each([
    'nothing of the kind',
    'Foo 23 12:00:00 host',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-11-23T25:00:00Z',
    'Nov 31 12:00:00 host',
    // Later than the line can be.
    '2031-01-01T00:00:00Z expires',
    `${'x'.repeat(300)} 2026-11-23T12:00:00Z`,
  ])('is not found in %s', (line) => {
    expect(timeOf(line)).toBeNull();
  });
});
