import { describe, expect, it } from 'vitest';
import { ruleSummary } from '../../../../src/renderer/format/rule-summary';
import { translator } from '../../../../src/shared/i18n/translator';
import { parseSettings } from '../../../../src/shared/settings/parse';
import type { Language, Rule } from '../../../../src/shared/settings/schema';
import { en, enPattern, ko } from '../../../support/text/strings';

const TEN_MINUTES = en('window.duration.m', { amount: 10 });
const LINES = en('window.says.lines', { pattern: 'full' });
const COOLDOWN = en('window.says.cooldown.line', { cooldown: TEN_MINUTES });
const EVERY_TIME = en('window.says.everyTime');
const EVERYONE = en('window.says.everyone', { count: 2 });

const RECIPIENTS = [
  { id: 'kim', name: '김당직', number: '010-1234-5678' },
  { id: 'lead', name: 'Lead', number: '010-1234-5679' },
];

const CHANNELS = [
  { id: 'ops', name: 'Ops', kind: 'webhook', url: 'https://hooks.example.com' },
  { id: 'push', name: 'Phones', kind: 'ntfy', url: 'https://ntfy.sh/x' },
];

function says(rule: object, policy: object = {}, language: Language = 'en', recipients: object[] = RECIPIENTS): string {
  const { settings, problems } = parseSettings({
    channels: CHANNELS,
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
    [{}, [LINES, COOLDOWN, EVERYONE]],
    [
      { channels: ['push', 'ops'] },
      [LINES, COOLDOWN, EVERYONE, en('window.says.channelsToo', { names: 'Ops, Phones' })],
    ],
    [{ recipients: [], channels: ['ops'] }, [LINES, COOLDOWN, en('window.says.channelsOnly', { names: 'Ops' })]],
    [{ enabled: false, cooldown: '0s' }, [en('window.says.off'), LINES, EVERY_TIME, EVERYONE]],
    [
      { threshold: { count: 3, within: '60s' }, cooldownBy: 'rule', recipients: ['lead'] },
      [
        en('window.says.threshold', { pattern: 'full', count: 3, within: en('window.duration.s', { amount: 60 }) }),
        en('window.says.cooldown.rule', { cooldown: TEN_MINUTES }),
        en('window.says.to', { names: 'Lead' }),
      ],
    ],
    [
      { match: { regex: 'of (?<user>\\S+)' }, key: 'user', threshold: { count: 3, within: '1m' }, cooldownBy: 'key' },
      [
        en('window.says.thresholdOfKey', {
          pattern: 'of (?<user>\\S+)',
          count: 3,
          key: 'user',
          within: en('window.duration.m', { amount: 1 }),
        }),
        en('window.says.cooldown.key', { cooldown: TEN_MINUTES, key: 'user' }),
        EVERYONE,
      ],
    ],
    [
      { cooldownMax: '1h', rollup: true, budget: { textsPerDay: 5 } },
      [
        LINES,
        COOLDOWN,
        en('window.says.rollup'),
        en('window.says.grow', { most: en('window.duration.h', { amount: 1 }) }),
        en('window.says.textsPerDay', { count: 5 }),
        EVERYONE,
      ],
    ],
    [
      { absence: { after: '26h' } },
      [en('window.says.absence.rule', { pattern: 'full', after: en('window.duration.h', { amount: 26 }) }), EVERYONE],
    ],
    [
      { pair: { end: { text: 'done' }, within: '1h' }, cooldown: '0s' },
      [
        en('window.says.pair', { pattern: 'full', end: 'done', within: en('window.duration.h', { amount: 1 }) }),
        EVERY_TIME,
        EVERYONE,
      ],
    ],
    [
      { ok: { text: 'ok' }, escalate: { after: '15m', to: ['lead'] }, recipients: ['kim'], cooldown: '0s' },
      [
        LINES,
        EVERY_TIME,
        en('window.says.to', { names: '김당직' }),
        en('window.says.ok', { pattern: 'ok' }),
        en('window.says.escalate', { after: en('window.duration.m', { amount: 15 }), names: 'Lead' }),
      ],
    ],
  ])('says case %$ in English', (rule, sentences) => {
    expect(says(rule)).toBe(sentences.join(' '));
  });

  it('quotes no pattern before it is entered', () => {
    const { settings } = parseSettings({ rules: [{ id: 'x', match: { text: 'full' } }] });
    const [rule] = settings.rules;
    const summaryOf = (change: Partial<Rule>): readonly string[] =>
      rule === undefined ? [] : ruleSummary({ ...rule, ...change }, settings, { t: translator('en'), language: 'en' });
    const blank = { text: '', ignoreCase: false };
    expect(summaryOf({})).not.toEqual([]);
    expect(summaryOf({ ok: blank })).toEqual(summaryOf({}));
    expect(summaryOf({ match: blank })).toEqual([en('window.says.noPattern')]);
    expect(summaryOf({ pair: { end: blank, within: '1h' } })).toEqual([en('window.says.noPattern')]);
  });

  it('states its quiet hours, its own or those of all rules', () => {
    const quiet = [{ from: '23:00', to: '07:00' }];
    expect(says({}, { quiet, wait: '30s' })).toContain(
      `${en('window.says.quiet', { spans: '23:00–07:00' })} ${en('window.says.wait', { wait: en('window.duration.s', { amount: 30 }) })}`,
    );
    expect(says({ quiet: [{ days: ['sat', 'sun'], from: '00:00', to: '24:00' }] }, { quiet })).toContain(
      en('window.says.quiet', { spans: 'Sat Sun 00:00–24:00' }),
    );
    expect(says({ quiet: [] }, { quiet })).not.toMatch(enPattern('window.says.quiet'));
    expect(says({ urgent: true }, { quiet, wait: '30s' })).toContain(`${en('window.says.urgent')} ${EVERYONE}`);
  });

  it('states that nobody is texted', () => {
    expect(says({}, {}, 'en', [])).toContain(en('window.says.nobody'));
  });

  it('speaks Korean', () => {
    expect(
      says(
        { threshold: { count: 3, within: '60s' } },
        { quiet: [{ days: ['sat'], from: '23:00', to: '07:00' }] },
        'ko',
      ),
    ).toBe(
      [
        ko('window.says.threshold', { pattern: 'full', count: 3, within: ko('window.duration.s', { amount: 60 }) }),
        ko('window.says.cooldown.line', { cooldown: ko('window.duration.m', { amount: 10 }) }),
        ko('window.says.quiet', { spans: '토 23:00–07:00' }),
        ko('window.says.everyone', { count: 2 }),
      ].join(' '),
    );
  });
});
