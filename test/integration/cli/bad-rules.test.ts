import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { until } from '../../support/time/until';

/** Valid settings except for their one rule. */
function withRule(rule: object, more: object = {}): object {
  return {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id: 'r', match: { regex: '(?<ip>\\S+) failed' }, ...rule }],
    ...more,
  };
}

/** Output of `logbell check` for these settings. */
async function checked(config: object): Promise<{ readonly status: number | null; readonly said: string[] }> {
  const command = new CommandLine(configured(config), ['check']);
  return { status: await command.exitStatus(), said: command.err };
}

describe('logbell check names the place and the fix, once, of', () => {
  it.each([
    [
      'a window of 0 s',
      withRule({ threshold: { count: 3, within: '0s' } }),
      'rules[0].threshold.within: Out of range. Enter a value from 1s to 7d.',
    ],
    [
      'a window of ten years',
      withRule({ absence: { after: '3650d' } }),
      'rules[0].absence.after: Out of range. Enter a value from 1s to 30d.',
    ],
    [
      'an end that may take ten years',
      withRule({ pair: { end: { text: 'done' }, within: '3650d' } }),
      'rules[0].pair.within: Out of range. Enter a value from 1s to 7d.',
    ],
    ['a cooldown of ten years', withRule({ cooldown: '3650d' }), 'rules[0].cooldown: Out of range.'],
    [
      'a duration that is none',
      withRule({ threshold: { count: 3, within: 'soon' } }),
      'rules[0].threshold.within: Write a time as a number and a unit',
    ],
    [
      'a group that is not in the expression',
      withRule({ key: 'user' }),
      'rules[0].key: The rule’s regular expression has no group "user".',
    ],
    [
      'a group that is not in the expression of the end',
      withRule({ key: 'ip', pair: { end: { regex: 'done' }, within: '1m' } }),
      'rules[0].pair.end: The rule’s regular expression has no group "ip".',
    ],
    [
      'a message of 5,000 characters',
      withRule({ message: 'x'.repeat(5_000) }),
      'rules[0].message: This is too long. At most 2000 characters fit.',
    ],
    [
      'settings of a newer version',
      withRule({}, { version: 99 }),
      'version: These settings (version 99) were made by a newer Logbell. Update Logbell.',
    ],
    [
      'an unknown field of a rule',
      withRule({ treshold: {} }),
      'rules[0].treshold: This field is unknown. Check its spelling',
    ],
    [
      'an unknown field of a part of a rule',
      withRule({ absence: { after: '1m', forgett: '1d' } }),
      'rules[0].absence.forgett: This field is unknown.',
    ],
    ['an unknown field of the policy', withRule({}, { policy: { quite: [] } }), 'policy.quite: This field is unknown.'],
    [
      'a rule that waits for lines and for ends',
      withRule({ absence: { after: '1m' }, pair: { end: { text: 'done' }, within: '1m' } }),
      'rules[0].pair: One rule cannot have both pair and absence.',
    ],
    ['a rule that texts nobody', withRule({ recipients: [] }), 'rules[0].recipients: There is no recipient.'],
    ['a budget of nothing', withRule({ budget: { textsPerDay: 0 } }), 'rules[0].budget.textsPerDay: Out of range.'],
  ])('%s', async (_what, config, sentence) => {
    const { status, said } = await checked(config);
    expect(said.filter((line) => line.includes(sentence))).toHaveLength(1);
    expect([status, said.length]).toEqual([2, 2]);
  });
});

describe('warnings', () => {
  const twins = (dir: string): object => ({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }],
    rules: ['a', 'b'].map((id) => ({ id, name: 'Twin', match: { text: id } })),
  });
  const sentence = 'rules[1].name: More than one rule is named "Twin"';

  it('are printed by logbell check, which still accepts the settings', async () => {
    const { status, said } = await checked(twins('/nowhere'));
    expect(said.map((line) => line.startsWith('Warning: ') && line.includes(sentence))).toEqual([true]);
    expect(status).toBe(0);
  });

  it('are printed by logbell check for a rule that matches nearly all of the last lines', async () => {
    const dir = scratchDir();
    const path = join(dir, 'app.log');
    writeFileSync(path, Array.from({ length: 50 }, (_, at) => `${at % 25 === 0 ? 'end' : 'step'} ${at}\n`).join(''));
    const { status, said } = await checked({
      recipients: [{ id: 'me', number: '010-1234-5678' }],
      files: [{ id: 'app', path }],
      rules: ['end', 'step'].map((text) => ({ id: text, match: { text } })),
    });
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('rules[1].match: Of the last 50 lines of the files, 48 match this rule.');
    expect(status).toBe(0);
  });

  it('are printed by logbell watch on standard error, and it continues', async () => {
    const watch = new CommandLine(configured(twins('/nowhere')), ['watch']);
    await until(() => watch.err.some((line) => line.includes(sentence)), 'it was warned');
    expect(await watch.end()).toBe(0);
  });

  it('are a problem in logbell watch --json', async () => {
    const watch = new CommandLine(configured(twins('/nowhere')), ['watch', '--json']);
    const { message } = await watch.event({ event: 'problem', code: 'same-name' });
    expect(message).toContain(sentence);
    await watch.event({ event: 'started', rules: 2 });
    expect(await watch.end()).toBe(0);
  });
});
