import { describe, expect, it } from 'vitest';
import { composeDigest } from '../../../../../src/main/engine/alert/digest/digest-message';
import { escalationText } from '../../../../../src/main/engine/alert/incidents/escalate';
import type { OpenIncident } from '../../../../../src/main/engine/alert/policy/incident';
import { textBytes } from '../../../../../src/shared/sms/fit-text';
import { policySettings } from '../../../../support/engine/policy-run';

const [MINUTE, HOUR] = [60_000, 3_600_000];
const AT = new Date(2026, 10, 22, 23, 10, 5).getTime();
const INCIDENT: OpenIncident = {
  id: 12,
  openedAt: AT,
  newsAt: AT,
  count: 3,
  acknowledged: false,
  textAt: AT,
  escalateAt: null,
  escalated: false,
  content: 'disk full',
};

const DEFERRED = {
  reason: 'quiet',
  firstAt: AT,
  told: 0,
  line: 'disk full',
  content: 'disk full',
} as const;

const settingsIn = (language: 'ko' | 'en') =>
  policySettings([{ name: 'Disk' }, { name: 'Login' }], { app: { language } });

function digestText(language: 'ko' | 'en', lastAt: number, counts: readonly number[]): string {
  const settings = settingsIn(language);
  const rules = settings.rules.slice(0, counts.length).map((rule, at) => ({
    rule,
    title: rule.name,
    state: { ...DEFERRED, dueAt: lastAt, lastAt, count: counts[at] ?? 0 },
  }));
  return composeDigest({ kind: 'digest', rules }, settings).content;
}

describe('an escalation', () => {
  it.each([
    ['en', 15 * MINUTE, '[Logbell] #12 unacknowledged for 15 min (×3): disk full'],
    ['en', HOUR + 5 * MINUTE, '[Logbell] #12 unacknowledged for 1 h 5 min (×3): disk full'],
    ['ko', 15 * MINUTE, '[Logbell] #12 15분째 미확인(3건): disk full'],
    ['ko', HOUR + 5 * MINUTE, '[Logbell] #12 1시간 5분째 미확인(3건): disk full'],
  ] as const)('tells in %s for how long nobody has acknowledged the incident (%d ms)', (language, ms, text) => {
    expect(escalationText(INCIDENT, AT + ms, settingsIn(language)).content).toBe(text);
  });

  it('leaves out the number of a single match', () => {
    const single = escalationText({ ...INCIDENT, count: 1 }, AT + 15 * MINUTE, settingsIn('en'));
    expect(single.content).toBe('[Logbell] #12 unacknowledged for 15 min: disk full');
  });
});

describe('a digest', () => {
  it.each([
    ['en', '[Logbell] 11-22 23:10~11-23 06:12: 17 matches\nDisk: 12\nLogin: 5'],
    ['ko', '[Logbell] 11-22 23:10~11-23 06:12: 17건\nDisk: 12\nLogin: 5'],
  ] as const)('says what it counts, in %s', (language, text) => {
    expect(digestText(language, new Date(2026, 10, 23, 6, 12, 9).getTime(), [12, 5])).toBe(text);
    const [heading = ''] = text.split('\n');
    expect(textBytes(heading)).toBeLessThanOrEqual('[Logbell] 11-22 23:10:00 ~ 11-23 06:12:09: 17'.length);
  });

  it('names the day once', () => {
    expect(digestText('en', AT + 30 * MINUTE, [1, 1])).toMatch(/^\[Logbell\] 11-22 23:10~23:40: 2 matches\n/);
    expect(digestText('en', AT + 1, [1])).toMatch(/^\[Logbell\] 11-22 23:10: 1 match\n/);
  });
});
