import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

/** Valid settings except for their one rule. */
function withRule(rule: object, more: object = {}): object {
  return {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    rules: [{ id: 'r', match: { regex: '(?<ip>\\S+) failed' }, ...rule }],
    ...more,
  };
}

/** Pattern of a fault of this setting, as commands print it. */
function fault(path: string, sentence: string): RegExp {
  return enPattern('cli.settingsFault', { path, sentence });
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
      fault('rules[0].threshold.within', en('settingsProblem.out-of-range', { minimum: '1s', maximum: '7d' })),
    ],
    [
      'a window of ten years',
      withRule({ absence: { after: '3650d' } }),
      fault('rules[0].absence.after', en('settingsProblem.out-of-range', { minimum: '1s', maximum: '30d' })),
    ],
    [
      'an end that may take ten years',
      withRule({ pair: { end: { text: 'done' }, within: '3650d' } }),
      fault('rules[0].pair.within', en('settingsProblem.out-of-range', { minimum: '1s', maximum: '7d' })),
    ],
    [
      'a cooldown of ten years',
      withRule({ cooldown: '3650d' }),
      fault('rules[0].cooldown', en('settingsProblem.out-of-range', { minimum: '0s', maximum: '365d' })),
    ],
    [
      'a duration that is none',
      withRule({ threshold: { count: 3, within: 'soon' } }),
      fault('rules[0].threshold.within', en('settingsProblem.bad-duration')),
    ],
    [
      'a group that is not in the expression',
      withRule({ key: 'user' }),
      fault('rules[0].key', en('settingsProblem.unknown-group', { group: 'user' })),
    ],
    [
      'a group that is not in the expression of the end',
      withRule({ key: 'ip', pair: { end: { regex: 'done' }, within: '1m' } }),
      fault('rules[0].pair.end', en('settingsProblem.unknown-group', { group: 'ip' })),
    ],
    [
      'a message of 5,000 characters',
      withRule({ message: 'x'.repeat(5_000) }),
      fault('rules[0].message', en('settingsProblem.too-long', { maximum: 2000 })),
    ],
    [
      'settings of a newer version',
      withRule({}, { version: 99 }),
      fault('version', en('settingsProblem.newer-version', { version: 99 })),
    ],
    [
      'an unknown field of a rule',
      withRule({ treshold: {} }),
      fault('rules[0].treshold', en('settingsProblem.unknown-field')),
    ],
    [
      'an unknown field of a part of a rule',
      withRule({ absence: { after: '1m', forgett: '1d' } }),
      fault('rules[0].absence.forgett', en('settingsProblem.unknown-field')),
    ],
    [
      'an unknown field of the policy',
      withRule({}, { policy: { quite: [] } }),
      fault('policy.quite', en('settingsProblem.unknown-field')),
    ],
    [
      'a rule that waits for lines and for ends',
      withRule({ absence: { after: '1m' }, pair: { end: { text: 'done' }, within: '1m' } }),
      fault('rules[0].pair', en('settingsProblem.pair-and-absence')),
    ],
    [
      'a rule that texts nobody',
      withRule({ recipients: [] }),
      fault('rules[0].recipients', en('settingsProblem.no-recipients')),
    ],
    [
      'a budget of nothing',
      withRule({ budget: { textsPerDay: 0 } }),
      fault('rules[0].budget.textsPerDay', en('settingsProblem.out-of-range', { minimum: '1', maximum: '10000000' })),
    ],
  ])('%s', async (_what, config, sentence) => {
    const { status, said } = await checked(config);
    expect(said.filter((line) => sentence.test(line))).toHaveLength(1);
    expect([status, said.length]).toEqual([2, 2]);
  });
});

describe('warnings', () => {
  const twins = (dir: string): object => ({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }],
    rules: ['a', 'b'].map((id) => ({ id, name: 'Twin', match: { text: id } })),
  });
  const sentence = fault('rules[1].name', en('settingsProblem.same-name', { name: 'Twin' }));

  it('are printed by logbell check, which still accepts the settings', async () => {
    const { status, said } = await checked(twins('/nowhere'));
    expect(said.map((line) => enPattern('cli.warning').test(line) && sentence.test(line))).toEqual([true]);
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
    expect(said[0]).toMatch(fault('rules[1].match', en('settingsProblem.matches-most', { lines: 50, matches: 48 })));
    expect(status).toBe(0);
  });

  it('are printed by logbell watch on standard error, and it continues', async () => {
    const watch = new CommandLine(configured(twins('/nowhere')), ['watch']);
    await until(() => watch.err.some((line) => sentence.test(line)), 'it was warned');
    expect(await watch.end()).toBe(0);
  });

  it('are a problem in logbell watch --json', async () => {
    const watch = new CommandLine(configured(twins('/nowhere')), ['watch', '--json']);
    const { message } = await watch.event({ event: 'problem', code: 'same-name' });
    expect(message).toMatch(sentence);
    await watch.event({ event: 'started', rules: 2 });
    expect(await watch.end()).toBe(0);
  });
});
