import { describe, expect, it } from 'vitest';
import { ruleSummary } from '../../../../src/renderer/format/rule-summary';
import { translator } from '../../../../src/shared/i18n/translator';
import { parseSettings } from '../../../../src/shared/settings/parse';
import type { Language } from '../../../../src/shared/settings/schema';

const RECIPIENTS = [
  { id: 'kim', name: '김당직', number: '010-1234-5678' },
  { id: 'lead', name: 'Lead', number: '010-1234-5679' },
];

function says(rule: object, policy: object = {}, language: Language = 'en', recipients: object[] = RECIPIENTS): string {
  const { settings, problems } = parseSettings({
    recipients,
    policy,
    rules: [{ id: 'x', match: { text: 'full' }, cooldown: '10m', ...rule }],
  });
  expect(problems.filter(({ code }) => code !== 'no-recipients')).toEqual([]);
  const [parsed] = settings.rules;
  return parsed ? ruleSummary(parsed, settings, { t: translator(language), language }).join(' ') : '';
}

describe('the summary of a rule', () => {
  it.each([
    [{}, 'Texts when a line matches “full”. At most one text in 10 min for the same trouble. To all recipients (2).'],
    [
      { enabled: false, cooldown: '0s' },
      'It is off now. Texts when a line matches “full”. One text each time. To all recipients (2).',
    ],
    [
      { threshold: { count: 3, within: '60s' }, cooldownBy: 'rule', recipients: ['lead'] },
      'Texts when 3 lines match “full” within 60 s. At most one text in 10 min. To: Lead.',
    ],
    [
      { match: { regex: 'of (?<user>\\S+)' }, key: 'user', threshold: { count: 3, within: '1m' }, cooldownBy: 'key' },
      'Texts when 3 lines with the same user match “of (?<user>\\S+)” within 1 min. At most one text in 10 min for the same user. To all recipients (2).',
    ],
    [
      { cooldownMax: '1h', rollup: true, budget: { textsPerDay: 5 } },
      'Texts when a line matches “full”. At most one text in 10 min for the same trouble. When that time ends, one text says how many were held back. While trouble goes on, that grows up to 1 h. At most 5 texts a day. To all recipients (2).',
    ],
    [
      { absence: { after: '26h' } },
      'Texts when no line has matched “full” for 26 h, and once more when one does. To all recipients (2).',
    ],
    [
      { pair: { end: { text: 'done' }, within: '1h' }, cooldown: '0s' },
      'Texts when a line matches “full” and none matches “done” within 1 h. One text each time. To all recipients (2).',
    ],
    [
      { ok: { text: 'ok' }, escalate: { after: '15m', to: ['lead'] }, recipients: ['kim'], cooldown: '0s' },
      'Texts when a line matches “full”. One text each time. To: 김당직. When a line matches “ok”, says that all is well again. Not acknowledged within 15 min, also to: Lead.',
    ],
  ])('says case %$ in English', (rule, sentences) => {
    expect(says(rule)).toBe(sentences);
  });

  it('states its quiet hours, its own or those of all rules', () => {
    const quiet = [{ from: '23:00', to: '07:00' }];
    expect(says({}, { quiet, wait: '30s' })).toContain(
      'Not in quiet hours (23:00–07:00): one text sums up afterwards. Waits 30 s',
    );
    expect(says({ quiet: [{ days: ['sat', 'sun'], from: '00:00', to: '24:00' }] }, { quiet })).toContain(
      '(Sat Sun 00:00–24:00)',
    );
    expect(says({ quiet: [] }, { quiet })).not.toContain('quiet');
    expect(says({ urgent: true }, { quiet, wait: '30s' })).toMatch(/Urgent: in quiet hours too\. To all/);
  });

  it('states that nobody is texted', () => {
    expect(says({}, {}, 'en', [])).toContain('Nobody is texted');
  });

  it('speaks Korean', () => {
    expect(
      says(
        { threshold: { count: 3, within: '60s' } },
        { quiet: [{ days: ['sat'], from: '23:00', to: '07:00' }] },
        'ko',
      ),
    ).toBe(
      '‘full’에 맞는 줄이 60초 안에 3건이 되면 알립니다. 같은 문제로는 10분 동안 한 번만 보냅니다. 조용한 시간(토 23:00–07:00)에는 보내지 않고 끝난 뒤 모아 보냅니다. 받는 사람 모두(2명)에게 보냅니다.',
    );
  });
});
