import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fileSources } from '../../../../src/shared/settings/log-source';
import { parseSettings } from '../../../../src/shared/settings/parse';

/** Complete and valid settings. */
function good(): Record<string, unknown> {
  return {
    sens: {
      mode: 'live',
      zone: 'custom',
      baseUrl: 'http://127.0.0.1:4010',
      serviceId: 'ncp:sms:kr:123456789012:demo',
      from: '0212345678',
    },
    recipients: [{ id: 'me', name: '당직', number: '010-1234-5678' }],
    files: [{ id: 'app', path: '/var/log/app/*.log', encoding: 'utf8', start: 'end' }],
    rules: [
      {
        id: 'hello',
        name: 'Hello',
        files: ['app'],
        match: { text: 'hello world', ignoreCase: false },
        butNot: [{ text: 'test' }],
        message: 'An Event Occurred',
        recipients: ['me'],
        cooldown: '10m',
      },
    ],
  };
}

function withRule(change: object): Record<string, unknown> {
  const [rule] = good()['rules'] as [object];
  return { ...good(), rules: [{ ...rule, ...change }] };
}

function withFile(change: object): Record<string, unknown> {
  return { ...good(), files: [{ id: 'app', path: '/var/log/app.log', ...change }] };
}

function withJournal(journal: object): Record<string, unknown> {
  return { ...good(), files: [{ id: 'app', journal }] };
}

function withRecipient(change: object): Record<string, unknown> {
  return { ...good(), recipients: [{ id: 'me', number: '010-1234-5678', ...change }] };
}

function faults(input: unknown): string[] {
  return parseSettings(input).problems.map(({ path, code }) => `${path} ${code}`);
}

describe('parseSettings', () => {
  it('accepts valid settings', () => {
    const { settings, problems } = parseSettings(good());
    expect(problems).toEqual([]);
    expect(settings.rules[0]).toMatchObject({ id: 'hello', enabled: true, cooldown: '10m' });
    expect(settings.recipients[0]?.number).toBe('010-1234-5678');
  });

  it('accepts the example of the documentation', () => {
    const text = readFileSync(
      join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'reference', 'settings.md'),
      'utf8',
    );
    const example: unknown = JSON.parse(/```json\n([^]*?)```/.exec(text)?.[1] ?? '');
    const { settings, problems } = parseSettings(example);
    expect(problems).toEqual([]);
    expect(fileSources(settings.files).map(({ multiLine }) => multiLine?.preset ?? multiLine?.firstLine)).toEqual([
      undefined,
      'java',
      '^\\d{4}-\\d{2}-\\d{2} ',
    ]);
  });

  it('fills in every default', () => {
    const { settings, problems } = parseSettings({
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path: '/var/log/app.log' }],
      rules: [{ id: 'r', match: { text: 'x' } }],
    });
    expect(problems).toEqual([]);
    expect(settings.files[0]).toEqual({
      id: 'app',
      path: '/var/log/app.log',
      encoding: 'auto',
      start: 'end',
      flushAfter: '',
      multiLine: null,
    });
    expect(settings.watch).toEqual({ maxLineLength: 65_536, grace: '5s' });
    expect(settings.rules[0]).toMatchObject({ cooldown: '0s', butNot: [], enabled: true });
    expect(settings.rules[0]?.files).toBeUndefined();
    expect(settings.sens).toMatchObject({ mode: 'practice', zone: 'public' });
  });

  it('keeps valid items beside invalid ones', () => {
    const [rule] = good()['rules'] as [object];
    const input = { ...good(), rules: [rule, { ...rule, id: 'broken', match: { regex: '(' } }] };
    const { settings, problems } = parseSettings(input);
    expect(settings.rules.map(({ id }) => id)).toEqual(['hello']);
    expect(problems.map(({ path }) => path)).toEqual(['rules[1].match.regex']);
  });

  it.each([
    ['the rule', { treshold: { count: 5, within: '1m' } }],
    ['its threshold', { threshold: { count: 5, within: '1m', per: 'rule' } }],
    ['its pattern', { match: { text: 'x', flags: 'g' } }],
    ['an exception', { butNot: [{ text: 'x', flags: 'g' }] }],
    ['its escalation', { escalate: { after: '15m', to: ['me'], againAfter: '1h' } }],
    ['its budget', { budget: { perDay: 5, perYear: 5 } }],
    ['its quiet hours', { quiet: [{ from: '22:00', to: '07:00', day: 'mon' }] }],
  ])('uses no rule with an unknown field in %s, and all others', (_place, fields) => {
    const [rule] = good()['rules'] as [object];
    const input = { ...good(), rules: [rule, { ...rule, id: 'unclear', ...fields }] };
    const { settings, problems } = parseSettings(input);
    expect(settings.rules.map(({ id }) => id)).toEqual(['hello']);
    expect(problems.map(({ code }) => code)).toContain('unknown-field');
  });

  it.each([
    ['not an object', [], ' not-an-object'],
    ['an unknown field at the top', { ...good(), extra: 1 }, 'extra unknown-field'],
    ['an unknown field of a rule', withRule({ colour: 'red' }), 'rules[0].colour unknown-field'],
    [
      'an unknown field of a pattern',
      withRule({ match: { text: 'x', flags: 'g' } }),
      'rules[0].match.flags unknown-field',
    ],
    ['a missing pattern', withRule({ match: undefined }), 'rules[0].match missing'],
    ['an empty id', withRule({ id: '' }), 'rules[0].id missing'],
    ['two patterns in one', withRule({ match: { text: 'a', regex: 'b' } }), 'rules[0].match bad-pattern'],
    ['an empty pattern', withRule({ match: { text: '' } }), 'rules[0].match.text matches-empty'],
    ['a bad regex', withRule({ match: { regex: '[' } }), 'rules[0].match.regex bad-regex'],
    ['a regex that matches every line', withRule({ match: { regex: 'a*' } }), 'rules[0].match.regex matches-empty'],
    [
      'a regex that would take hours to compile',
      withRule({ match: { regex: `${'a?'.repeat(100)}${'a'.repeat(10)}` } }),
      'rules[0].match.regex bad-regex',
    ],
    ['such a regex under butNot', withRule({ butNot: [{ regex: '.*' }] }), 'rules[0].butNot[0].regex matches-empty'],
    ['an unknown file', withRule({ files: ['nope'] }), 'rules[0].files[0] unknown-file'],
    ['an unknown recipient', withRule({ recipients: ['nope'] }), 'rules[0].recipients[0] unknown-recipient'],
    ['a rule that texts nobody', withRule({ recipients: [] }), 'rules[0].recipients no-recipients'],
    ['a cooldown without unit', withRule({ cooldown: '10' }), 'rules[0].cooldown bad-duration'],
    ['a number for a text', withRule({ message: 5 }), 'rules[0].message wrong-type'],
    [
      'letters in a number',
      { ...good(), recipients: [{ id: 'me', number: '010-CALL-ME' }] },
      'recipients[0].number bad-number',
    ],
    ['a service number to text', withRecipient({ number: '1588-1234' }), 'recipients[0].number number-not-textable'],
    ['a free number to text', withRecipient({ number: '080-123-4567' }), 'recipients[0].number number-not-textable'],
    [
      'a Korean number abroad',
      withRecipient({ number: '+82 10-1234-5678', countryCode: '1' }),
      'recipients[0].number bad-foreign-number',
    ],
    ['a country code of words', withRecipient({ countryCode: 'KR' }), 'recipients[0].countryCode bad-country-code'],
    ['a country code with a plus', withRecipient({ countryCode: '+82' }), 'recipients[0].countryCode bad-country-code'],
    ['no country code', withRecipient({ countryCode: '' }), 'recipients[0].countryCode bad-country-code'],
    ['a 050 number as the sender', { ...good(), sens: { from: '0505-123-4567' } }, 'sens.from from-personal'],
    ['half a number as the sender', { ...good(), sens: { from: '123-4567' } }, 'sens.from bad-from'],
    ['a kind of text that is none', { ...good(), sens: { contentType: 'SPAM' } }, 'sens.contentType bad-choice'],
    [
      'no recipients',
      { ...good(), recipients: [], rules: [{ id: 'r', match: { text: 'x' } }] },
      'recipients no-recipients',
    ],
    ['an empty path', { ...good(), files: [{ id: 'app', path: '' }] }, 'files[0].path empty-path'],
    ['a relative path', { ...good(), files: [{ id: 'app', path: 'app.log' }] }, 'files[0].path relative-path'],
    [
      'a choice that is none',
      { ...good(), files: [{ id: 'app', path: '/a', start: 'middle' }] },
      'files[0].start bad-choice',
    ],
    ['a log that is nothing', { ...good(), files: [{ id: 'app' }] }, 'files[0] path-or-journal'],
    ['a log that is both', { ...good(), files: [{ id: 'app', path: '/a', journal: {} }] }, 'files[0] path-or-journal'],
    [
      'an encoding of the journal',
      { ...good(), files: [{ id: 'app', journal: {}, encoding: 'utf8' }] },
      'files[0].encoding only-with-path',
    ],
    ['a level that is none', withJournal({ priority: 'fatal' }), 'files[0].journal.priority bad-choice'],
    ['an unknown part of the journal', withJournal({ unit: 'a' }), 'files[0].journal.unit unknown-field'],
    ['an empty unit', withJournal({ units: [''] }), 'files[0].journal.units[0] missing'],
    [
      'a condition without value',
      withJournal({ matches: ['A=b', 'A'] }),
      'files[0].journal.matches[1] bad-journal-match',
    ],
    ['a condition that joins others', withJournal({ matches: ['+'] }), 'files[0].journal.matches[0] bad-journal-match'],
    ['a unit with a NUL', withJournal({ units: ['a', 'a\0'] }), 'files[0].journal.units[1] bad-value'],
    ['a folder with a NUL', withJournal({ directory: '/a\0' }), 'files[0].journal.directory bad-value'],
    ['all namespaces at once', withJournal({ namespace: '*' }), 'files[0].journal.namespace bad-value'],
    ['a relative folder', withJournal({ directory: 'a' }), 'files[0].journal.directory relative-path'],
    [
      'a folder of the own journal',
      withJournal({ directory: '/a', user: true }),
      'files[0].journal.directory journal-directory-alone',
    ],
    ['a flush time without unit', withFile({ flushAfter: '5' }), 'files[0].flushAfter bad-duration'],
    ['a flush time of no length', withFile({ flushAfter: '0s' }), 'files[0].flushAfter out-of-range'],
    ['a flush time too long', withFile({ flushAfter: '61m' }), 'files[0].flushAfter out-of-range'],
    ['a preset that is none', withFile({ multiLine: { preset: 'perl' } }), 'files[0].multiLine.preset bad-choice'],
    ['events told in no way', withFile({ multiLine: {} }), 'files[0].multiLine bad-multi-line'],
    [
      'events told in two ways',
      withFile({ multiLine: { preset: 'go', firstLine: 'x' } }),
      'files[0].multiLine bad-multi-line',
    ],
    [
      'a first line that would take hours to compile',
      withFile({ multiLine: { firstLine: `${'a?'.repeat(100)}${'a'.repeat(10)}` } }),
      'files[0].multiLine.firstLine bad-regex',
    ],
    [
      'a first line that every line is',
      withFile({ multiLine: { firstLine: '^.*' } }),
      'files[0].multiLine.firstLine matches-empty',
    ],
    ['a bad first line', withFile({ multiLine: { firstLine: '(' } }), 'files[0].multiLine.firstLine bad-regex'],
    ['an empty first line', withFile({ multiLine: { firstLine: '' } }), 'files[0].multiLine.firstLine matches-empty'],
    [
      'a first line that every line is',
      withFile({ multiLine: { firstLine: '^' } }),
      'files[0].multiLine.firstLine matches-empty',
    ],
    [
      'an event without time to grow',
      withFile({ multiLine: { preset: 'go', timeout: '0s' } }),
      'files[0].multiLine.timeout out-of-range',
    ],
    [
      'too many lines in an event',
      withFile({ multiLine: { preset: 'go', maxLines: 10_001 } }),
      'files[0].multiLine.maxLines out-of-range',
    ],
    ['a name for events', withFile({ multiLine: 'java' }), 'files[0].multiLine wrong-type'],
    ['lines too short', { ...good(), watch: { maxLineLength: 1_023 } }, 'watch.maxLineLength out-of-range'],
    ['lines too long', { ...good(), watch: { maxLineLength: 524_289 } }, 'watch.maxLineLength out-of-range'],
    ['a length with a unit', { ...good(), watch: { maxLineLength: '64KiB' } }, 'watch.maxLineLength wrong-type'],
    ['half a byte', { ...good(), watch: { maxLineLength: 2_048.5 } }, 'watch.maxLineLength wrong-type'],
    ['a grace time too long', { ...good(), watch: { grace: '11m' } }, 'watch.grace out-of-range'],
    ['an unknown field of the watching', { ...good(), watch: { depth: 1 } }, 'watch.depth unknown-field'],
    [
      'http beyond this machine',
      { ...good(), sens: { zone: 'custom', baseUrl: 'http://example.com' } },
      'sens.baseUrl http-not-loopback',
    ],
    ['a custom zone without address', { ...good(), sens: { zone: 'custom' } }, 'sens.baseUrl bad-url'],
    [
      'live mode without service id',
      { ...good(), sens: { mode: 'live', from: '0212345678' } },
      'sens.serviceId no-service-id',
    ],
    [
      'a project name for a service id',
      { ...good(), sens: { mode: 'live', from: '0212345678', serviceId: 'demo' } },
      'sens.serviceId bad-service-id',
    ],
    [
      'live mode without sender',
      { ...good(), sens: { mode: 'live', serviceId: 'ncp:sms:kr:1:a' } },
      'sens.from no-from',
    ],
    ['the service secret of v1', { ...good(), sens: { serviceSecret: 'x' } }, 'sens.serviceSecret sens-v1'],
    ['the header of v1', { ...good(), sens: { 'X-NCP-service-secret': 'x' } }, 'sens.X-NCP-service-secret sens-v1'],
    ['settings of a newer version', { ...good(), version: 99 }, 'version newer-version'],
  ])('names the place and the error of %s', (_case, input, expected) => {
    expect(faults(input)).toEqual([expected]);
  });

  it('reads the journal with defaults for everything', () => {
    const { settings, problems } = parseSettings({ ...good(), files: [{ id: 'app', journal: {} }] });
    expect(problems).toEqual([]);
    const everything = { units: [], identifiers: [], priority: 'debug', matches: [] };
    const place = { directory: '', namespace: '', user: false };
    expect(settings.files).toEqual([{ id: 'app', journal: { ...everything, ...place }, start: 'end' }]);
  });

  it('accepts the limits themselves, and hand-written variants', () => {
    const file = { flushAfter: '1h', multiLine: { firstLine: '^\\d{4}-', timeout: '100ms', maxLines: 2 } };
    const { settings, problems } = parseSettings({ ...withFile(file), watch: { maxLineLength: 524_288, grace: '0s' } });
    expect(problems.map(({ path }) => path)).toEqual([]);
    expect(settings.files[0]).toMatchObject(file);
    expect(
      fileSources(parseSettings(withFile({ multiLine: { preset: 'java' } })).settings.files)[0]?.multiLine,
    ).toEqual({
      preset: 'java',
      timeout: '1s',
      maxLines: 500,
    });
  });

  it('keeps the other watch settings if one field is invalid', () => {
    const { settings } = parseSettings({ ...good(), watch: { maxLineLength: 1, grace: '30s' } });
    expect(settings.watch).toEqual({ maxLineLength: 65_536, grace: '30s' });
  });

  it.each(['^(\\w+\\s?)*$', '^$', '^\\s*$', '^(?!.*DEBUG)', '\\B'])(
    'accepts %s, which not every line matches',
    (regex) => {
      const pattern = { regex };
      expect(faults(withRule({ match: pattern, butNot: [pattern], ok: pattern }))).toEqual([]);
      expect(faults(withFile({ multiLine: { firstLine: regex } }))).toEqual([]);
    },
  );

  it('accepts as many expressions as can be compiled in a few seconds, in reasonable time', () => {
    const costly = `${'a?'.repeat(33)}aaaa`;
    const rules = Array.from({ length: 500 }, (_rule, index) => ({
      id: `r${index}`,
      match: { regex: `${costly}${index}` },
      butNot: Array.from({ length: 50 }, (_pattern, at) => ({ regex: `${index} ${at}|z${'b?'.repeat(900)}` })),
    }));
    const began = process.cpuUsage();
    const { settings, problems } = parseSettings({ ...good(), rules });
    expect(process.cpuUsage(began).user / 1_000).toBeLessThan(10_000);
    expect(problems[0]?.code).toBe('too-many-regexes');
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['too-many-regexes']));
    expect(settings.rules.length).toBeGreaterThan(3);
    expect(settings.rules.length).toBeLessThan(50);
  });

  it('rejects more expressions than can be prepared, if their counts are high', () => {
    const rules = Array.from({ length: 500 }, (_rule, index) => ({
      id: `r${index}`,
      match: { regex: `\\w{999}${index}` },
    }));
    const { settings, problems } = parseSettings({ ...good(), rules });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['too-many-regexes']));
    expect(settings.rules.length).toBeGreaterThan(50);
    expect(settings.rules.length).toBeLessThan(250);
  });

  it('accepts 500 rules with three expressions each', () => {
    const rules = Array.from({ length: 500 }, (_rule, index) => ({
      id: `r${index}`,
      match: { regex: `\\b(?:ERROR|FATAL|CRIT(?:ICAL)?)\\b.*(?:timed? ?out|refused|code=\\d{1,5} ${index})` },
      butNot: [{ regex: `^\\S+ test-${index}` }, { regex: 'health ?check', ignoreCase: true }],
    }));
    expect(faults({ ...good(), rules })).toEqual([]);
  });

  it('names the second of two items with one id', () => {
    const twice = [
      { id: 'me', number: '010-1234-5678' },
      { id: 'me', number: '010-1234-5679' },
    ];
    const { settings, problems } = parseSettings({ ...good(), recipients: twice });
    expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(['recipients[1].id duplicate-id']);
    expect(settings.recipients).toHaveLength(1);
  });

  it('never puts an invalid number into its errors', () => {
    const { problems } = parseSettings({ ...good(), recipients: [{ id: 'me', number: '010-1234-567x' }] });
    expect(JSON.stringify(problems)).not.toContain('1234');
  });
});
