import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../../../../src/main/engine/alert/policy/silence';
import type { QuietSpan } from '../../../../../src/shared/settings/rules/policy-schema';
import { PolicyRun, START } from '../../../../support/engine/policy-run';

const NIGHT: QuietSpan = { from: '23:00', to: '07:00', zone: 'Asia/Seoul' };

/** End of the quiet hours at a moment, both as ISO times with offset; null outside quiet hours. */
function ends(spans: readonly QuietSpan[], at: string): string | null {
  const until = quietUntil(spans, Date.parse(at), 'Asia/Seoul');
  return until === null ? null : new Date(until).toISOString();
}

function iso(at: string): string {
  return new Date(at).toISOString();
}

describe('quiet hours', () => {
  it.each([
    ['2026-11-23T22:59:59+09:00', null],
    ['2026-11-23T23:00:00+09:00', '2026-11-24T07:00:00+09:00'],
    ['2026-11-24T00:00:00+09:00', '2026-11-24T07:00:00+09:00'],
    ['2026-11-24T06:59:59+09:00', '2026-11-24T07:00:00+09:00'],
    ['2026-11-24T07:00:00+09:00', null],
  ])('over midnight, at %s', (at, until) => {
    expect(ends([NIGHT], at)).toBe(until && iso(until));
  });

  it.each([
    ['the evening it begins on', '2026-11-27T23:30:00+09:00', '2026-11-28T07:00:00+09:00'],
    ['the morning after', '2026-11-28T06:00:00+09:00', '2026-11-28T07:00:00+09:00'],
    ['an evening it does not begin on', '2026-11-28T23:30:00+09:00', null],
    ['the morning after none', '2026-11-27T06:00:00+09:00', null],
  ])('of Fridays, on %s', (_when, at, until) => {
    expect(ends([{ ...NIGHT, days: ['fri'] }], at)).toBe(until && iso(until));
  });

  it('accepts 24:00 as the end of the day, and merges adjacent spans', () => {
    const weekend: QuietSpan = { days: ['sat', 'sun'], from: '00:00', to: '24:00', zone: '' };
    expect(ends([weekend], '2026-11-28T00:00:00+09:00')).toBe(iso('2026-11-30T00:00:00+09:00'));
    expect(ends([weekend, NIGHT], '2026-11-28T12:00:00+09:00')).toBe(iso('2026-11-30T07:00:00+09:00'));
    expect(ends([weekend], '2026-11-27T23:59:59+09:00')).toBeNull();
    expect(ends([weekend], '2026-11-30T00:00:00+09:00')).toBeNull();
  });

  it('uses the zone of the span, or else of the policy', () => {
    const noon = '2026-11-23T12:30:00Z';
    expect(ends([{ from: '12:00', to: '13:00', zone: 'UTC' }], noon)).toBe('2026-11-23T13:00:00.000Z');
    expect(ends([{ from: '12:00', to: '13:00', zone: '' }], noon)).toBeNull();
  });

  // Berlin changes to DST on 29 March 2026 at 02:00, and back on 25 October 2026 at 03:00 (IANA time zone database).
  it.each([
    [
      'forward, the night is an hour shorter',
      '23:00',
      '07:00',
      '2026-03-28T23:00:00+01:00',
      '2026-03-29T07:00:00+02:00',
    ],
    [
      'forward over its end, it ends where they jump',
      '23:00',
      '02:30',
      '2026-03-28T23:30:00+01:00',
      '2026-03-29T03:00:00+02:00',
    ],
    [
      'forward, what begins in the gap begins after it',
      '02:30',
      '04:00',
      '2026-03-29T03:00:00+02:00',
      '2026-03-29T04:00:00+02:00',
    ],
    ['back, the night is an hour longer', '23:00', '07:00', '2026-10-24T23:00:00+02:00', '2026-10-25T07:00:00+01:00'],
    [
      'back, before the hour that comes twice',
      '02:00',
      '03:00',
      '2026-10-25T02:10:00+01:00',
      '2026-10-25T03:00:00+01:00',
    ],
  ])('with clocks set %s', (_what, from, to, at, until) => {
    expect(ends([{ from, to, zone: 'Europe/Berlin' }], at)).toBe(iso(until));
  });

  // Cairo changes to DST at midnight before Friday, 24 April 2026: that day has no 00:00 (IANA time zone database).
  it.each([
    ['24:00', '2026-04-23T23:30:00+02:00'],
    ['00:30', '2026-04-23T21:00:00+02:00'],
  ])('with clocks that skip midnight end where they jump: %s', (to, at) => {
    expect(ends([{ from: '20:00', to, zone: 'Africa/Cairo' }], at)).toBe(iso('2026-04-24T01:00:00+03:00'));
  });

  it('apply only within their times on days with a clock change', () => {
    const span = [{ ...NIGHT, zone: 'Europe/Berlin' }];
    for (const at of ['2026-03-28T22:59:59+01:00', '2026-03-29T07:00:00+02:00', '2026-10-25T07:00:00+01:00']) {
      expect(ends(span, at)).toBeNull();
    }
  });

  it('without an end still have a time for the next check', () => {
    const always: QuietSpan = { from: '00:00', to: '24:00', zone: '' };
    expect(Date.parse(ends([always], '2026-11-23T12:00:00+09:00') ?? '')).toBeGreaterThan(Date.parse('2026-12-01'));
  });
});

describe('quiet hours that SENS holds texts for', () => {
  const policy = { zone: 'Asia/Seoul', quiet: [{ from: '11:00', to: '13:00' }], quietBy: 'sens' };
  const end = START + 3_600_000;

  it('schedules each text for their end, subject to cooldowns', () => {
    const run = new PolicyRun([{ cooldown: '10m' }], { policy });
    expect(run.at(0)).toMatchObject({ decision: { outcome: 'alerted', why: 'reserved' }, reserveAt: end });
    expect(run.at(1).decision.why).toBe('cooldown');
    expect(run.at(601)).toMatchObject({ summary: { heldBack: 1 }, reserveAt: end });
    expect(run.due(3_600)).toEqual([]);
  });

  it('keeps texts in Logbell when their end is too near to schedule', () => {
    const run = new PolicyRun([{}], { policy });
    expect(run.at(45 * 60)).toMatchObject({ decision: { why: 'reserved' } });
    const { decision, reserveAt } = run.at(45 * 60 + 1);
    expect([decision.why, reserveAt]).toEqual(['quiet', undefined]);
    expect(run.due(3_600)).toHaveLength(1);
  });

  it('does not affect urgent rules, other hours, and rules without recipients', () => {
    const urgent = new PolicyRun([{ urgent: true }], { policy });
    expect(urgent.at(0).decision.why).toBe('matched');
    const run = new PolicyRun([{}], { policy });
    expect(run.at(3_600).decision.why).toBe('matched');
    expect(run.atWith(0, 0).decision.why).toBe('no-recipients');
  });

  it('does not group texts in Logbell', () => {
    const run = new PolicyRun([{ wait: '1m' }], { policy });
    expect(run.short(0)).toBe('text');
    expect(run.due(60)).toEqual([]);
  });
});
