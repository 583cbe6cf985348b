import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

const RULE = { id: 'r', match: { text: 'x' } };

/** Practice settings with these rules. */
function settings(...rules: readonly object[]): object {
  return { sens: { mode: 'practice' }, recipients: [{ id: 'me', number: '010-1234-5678' }], rules };
}

interface Notice {
  readonly event: string;
  readonly code: string;
  readonly subject: string;
}

/** Starts `logbell watch --json` and collects its reports about its settings. */
async function watching(): Promise<{ dir: string; watch: CommandLine; notices: () => Notice[] }> {
  const dir = configured(settings(RULE));
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  const notices = (): Notice[] =>
    watch.events().flatMap(({ event, code, subject }) => {
      const isNotice = event === 'problem' || event === 'problem-cleared';
      return isNotice && subject !== '' ? [{ event, code: String(code), subject: String(subject) }] : [];
    });
  return { dir, watch, notices };
}

describe('settings that are changed while logbell watches', () => {
  it.each([
    ['no JSON', '{ "rules": [ }', 'not-json'],
    ['no object', '[]', 'not-an-object'],
  ])('a file that is %s is a problem, cleared once it is valid again', async (_what, text, code) => {
    const { dir, watch } = await watching();
    configure(dir, text);
    const problem = await watch.event({ event: 'problem', code, subject: '' });
    configure(dir, settings(RULE));
    const cleared = await watch.event({ event: 'problem-cleared', code, subject: '' });
    expect(cleared['message']).toBe(problem['message']);
  });

  it('an unreadable file is a problem, cleared once it can be read', async () => {
    const { dir, watch } = await watching();
    const file = join(dir, 'config.json');
    rmSync(file);
    mkdirSync(file);
    await watch.event({ event: 'problem', code: 'unreadable' });
    rmSync(file, { recursive: true });
    configure(dir, settings(RULE));
    await watch.event({ event: 'problem-cleared', code: 'unreadable', subject: '' });
  });

  it('each of several errors is cleared separately', async () => {
    const { dir, watch, notices } = await watching();
    const [one, two] = ['one', 'two'].map((id) => ({ id, match: { regex: '(' } }));
    configure(dir, settings({ ...one }, { ...two }, { ...RULE, color: 'red' }));
    await watch.event({ event: 'problem', code: 'unknown-field', subject: 'rules[2].color' });
    configure(dir, settings({ ...one, match: { text: 'one' } }, { ...two }, { ...RULE, color: 'red' }));
    await watch.event({ event: 'problem-cleared', code: 'bad-regex', subject: 'rules[0].match.regex' });
    configure(dir, settings(RULE));
    const cleared = (): string[] =>
      notices().flatMap(({ event, subject }) => (event === 'problem-cleared' ? [subject] : []));
    await until(() => cleared().length >= 3, 'all were cleared');
    expect(cleared().sort()).toEqual(['rules[0].match.regex', 'rules[1].match.regex', 'rules[2].color']);
  });

  it('an error that replaces another one clears that first', async () => {
    const { dir, watch, notices } = await watching();
    configure(dir, settings({ ...RULE, cooldown: 'soon' }));
    await watch.event({ event: 'problem', code: 'bad-duration' });
    configure(dir, settings({ ...RULE, cooldown: 7 }));
    await watch.event({ event: 'problem', code: 'wrong-type' });
    expect(notices()).toEqual([
      { event: 'problem', code: 'bad-duration', subject: 'rules[0].cooldown' },
      { event: 'problem-cleared', code: 'bad-duration', subject: 'rules[0].cooldown' },
      { event: 'problem', code: 'wrong-type', subject: 'rules[0].cooldown' },
    ]);
  });

  it('an error is not cleared by an unreadable file, but by one without it', async () => {
    const { dir, watch, notices } = await watching();
    configure(dir, settings({ ...RULE, cooldown: 'soon' }));
    await watch.event({ event: 'problem', code: 'bad-duration' });
    configure(dir, 'not JSON');
    await watch.event({ event: 'problem', code: 'not-json' });
    expect(notices().map(({ event }) => event)).toEqual(['problem']);
    configure(dir, settings(RULE));
    await watch.event({ event: 'problem-cleared', code: 'not-json' });
    await watch.event({ event: 'problem-cleared', code: 'bad-duration', subject: 'rules[0].cooldown' });
  });

  it('a warning is cleared, too', async () => {
    const { dir, watch } = await watching();
    configure(dir, settings({ ...RULE, name: 'Same' }, { ...RULE, id: 's', name: 'Same' }));
    await watch.event({ event: 'problem', code: 'same-name', subject: 'rules[1].name' });
    configure(dir, settings(RULE));
    await watch.event({ event: 'problem-cleared', code: 'same-name', subject: 'rules[1].name' });
  });

  it('people are told on standard output', async () => {
    const dir = configured(settings(RULE));
    const watch = new CommandLine(dir, ['watch']);
    await watch.prints(en('cli.started', { files: 0, rules: 1 }));
    configure(dir, settings({ ...RULE, cooldown: 'soon' }));
    // Half a file, which a slow writer leaves for a moment, is a fault of its own.
    const fault = await until(() => watch.err.find((line) => line.includes('rules[0].cooldown')), 'it was reported');
    configure(dir, settings(RULE));
    const isCleared = (line: string): boolean => enPattern('cli.cleared').test(line) && line.includes('rules[0]');
    await until(() => watch.out.some(isCleared), 'it was told that it is gone');
    expect(watch.out.filter(isCleared)).toEqual([
      en('cli.cleared', { title: fault.replace(en('cli.problem', { title: '' }), '') }),
    ]);
  });

  it('in effect are reported, with the rules that are not used', async () => {
    const dir = configured(settings(RULE));
    const log = join(dir, 'app.log');
    writeFileSync(log, '');
    const following = (...rules: readonly object[]): object => ({
      ...settings(...rules),
      files: [{ id: 'app', path: log }],
    });
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started' });
    configure(dir, following(RULE, { id: 's', match: { text: 'y' } }));
    await watch.event({ event: 'reloaded', files: 1, rules: 2, unusedRules: 0 });
    configure(dir, following(RULE, { id: 's', match: { text: 'y' }, treshold: { count: 5, within: '1m' } }));
    await watch.event({ event: 'problem', code: 'unknown-field', subject: 'rules[1].treshold' });
    await watch.event({ event: 'reloaded', files: 1, rules: 1, unusedRules: 1 });
    appendFileSync(log, 'y\nx\n');
    await watch.event({ event: 'match', rule: 'r', line: 'x' });
    configure(dir, 'not JSON');
    await watch.event({ event: 'problem', code: 'not-json' });
    expect(await watch.end()).toBe(0);
    expect(watch.events().filter(({ event }) => event === 'match')).toHaveLength(1);
    expect(watch.events().filter(({ event }) => event === 'reloaded')).toHaveLength(2);
  });

  it('are said to people to be in effect', async () => {
    const dir = configured(settings(RULE));
    const watch = new CommandLine(dir, ['watch']);
    await watch.prints(en('cli.started', { files: 0, rules: 1 }));
    configure(dir, settings(RULE, { ...RULE, id: 's', treshold: 5 }));
    await until(() => watch.out.includes(en('cli.reloaded', { files: 0, rules: 1 })), 'it was reported');
    await until(() => watch.err.length > 1, 'the unused rule was reported');
    expect(watch.err.at(-1)).toBe(en('cli.warning', { sentence: en('cli.unusedRules', { count: 1 }) }));
  });
});
