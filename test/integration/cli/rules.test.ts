import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_PRESETS } from '../../../src/shared/presets/all-presets';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { en } from '../../support/text/strings';

/** When the preset nginx-5xx alerts. */
const TRIGGER = [
  en('window.brief.threshold', { count: 10, within: en('window.duration.m', { amount: 1 }) }),
  en('window.brief.cooldown.rule', { cooldown: en('window.duration.m', { amount: 10 }) }),
].join(' · ');

interface Config {
  readonly files: readonly { readonly id: string; readonly path: string }[];
  readonly rules: readonly Readonly<Record<string, unknown>>[];
}

const RECIPIENTS = [
  { id: 'me', number: '010-1234-5678' },
  { id: 'kim', number: '010-1234-5679' },
];

function folder(more: object = {}): { readonly dir: string; readonly log: string } {
  const dir = configured({ recipients: RECIPIENTS, ...more });
  const log = join(dir, 'access.log');
  writeFileSync(log, '');
  return { dir, log };
}

function configOf(dir: string): Config {
  return JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as Config;
}

async function run(dir: string, ...args: readonly string[]): Promise<CommandLine & { readonly status: number | null }> {
  const command = new CommandLine(dir, args);
  const status = await command.exitStatus();
  return Object.assign(command, { status });
}

describe('presets', () => {
  it('are listed with a line that each finds, and shown with all of them', async () => {
    const { dir } = folder();
    const listed = await run(dir, 'presets', '--json');
    expect(listed.out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(ALL_PRESETS.map(({ id }) => id));
    const plain = await run(dir, 'presets');
    expect(plain.out.find((line) => line.startsWith('nginx-5xx · '))).toContain(en('preset.nginx-5xx'));
    const shown = await run(dir, 'presets', 'show', 'nginx-5xx');
    const preset = ALL_PRESETS.find(({ id }) => id === 'nginx-5xx');
    expect(shown.status).toBe(0);
    [...(preset?.matching ?? []), ...(preset?.passing ?? [])].forEach((line) =>
      expect(shown.out).toContain(`  ${line}`),
    );
    expect(shown.out).toContain('  /var/log/nginx/access.log');
    expect(shown.out.at(-1)).toBe(en('cli.presetNext', { id: 'nginx-5xx' }));
    const json = await run(dir, 'presets', 'show', 'nginx-5xx', '--json');
    expect(JSON.parse(json.out.join(''))).toMatchObject({
      id: 'nginx-5xx',
      rule: { threshold: preset?.rule.threshold },
    });
  });

  it('with an unknown id are refused with one sentence', async () => {
    const { dir } = folder();
    const refused = await run(dir, 'presets', 'show', 'nginx');
    expect([refused.status, refused.err.length]).toEqual([2, 2]);
    expect(refused.err[0]).toBe(en('cli.problem', { title: en('cli.noSuchPreset', { id: 'nginx' }) }));
  });
});

describe('rules add', () => {
  it('adds the journal entries of a preset, once for all rules that read them', async () => {
    const { dir } = folder();
    const added = await run(dir, 'rules', 'add', '--preset', 'sshd-brute-force', '--journal');
    expect([added.status, added.err, added.out[0]]).toEqual([
      0,
      [],
      en('cli.logAdded', { path: 'journal: sshd, sshd-session, sshd-auth' }),
    ]);
    const kernel = ['--preset', 'io-error', '--journal'];
    await run(dir, 'rules', 'add', ...kernel);
    const again = await run(dir, 'rules', 'add', '--preset', 'kernel-panic', '--journal');
    expect(again.out[0]).toBe(en('cli.ruleAdded', { title: en('preset.kernel-panic'), id: 'kernel-panic' }));
    expect(configOf(dir)).toMatchObject({
      files: [
        { id: 'sshd', journal: { identifiers: ['sshd', 'sshd-session', 'sshd-auth'] }, start: 'end' },
        { id: 'kernel', journal: { identifiers: ['kernel'] } },
      ],
      rules: [
        { id: 'sshd-brute-force', files: ['sshd'] },
        { id: 'io-error', files: ['kernel'] },
        { id: 'kernel-panic', files: ['kernel'] },
      ],
    });
  });

  it('refuses the journal for a preset whose lines never go there, and together with a file', async () => {
    const { dir, log } = folder();
    const refused = await run(dir, 'rules', 'add', '--preset', 'nginx-5xx', '--journal');
    expect([refused.status, refused.err]).toEqual([
      2,
      [
        en('cli.problem', { title: en('cli.notInJournal', { id: 'nginx-5xx' }) }),
        `  ${en('cli.remedy', { remedy: en('cli.fix.notInJournal') })}`,
      ],
    ]);
    const both = await run(dir, 'rules', 'add', '--preset', 'io-error', '--journal', '--log', log);
    expect(both.status).toBe(2);
    expect(configOf(dir).rules).toBeUndefined();
  });

  it('adds the rule and its log file, which check then accepts', async () => {
    const { dir, log } = folder({ policy: { zone: 'Asia/Seoul' } });
    const added = await run(dir, 'rules', 'add', '--preset', 'nginx-5xx', '--log', log, '--recipient', 'kim');
    expect([added.status, added.err, added.out]).toEqual([
      0,
      [],
      [
        en('cli.logAdded', { path: log }),
        en('cli.ruleAdded', { title: en('preset.nginx-5xx'), id: 'nginx-5xx' }),
        TRIGGER,
        en('cli.ruleChange', { file: join(dir, 'config.json') }),
        en('cli.ruleAddedNext', { id: 'nginx-5xx' }),
      ],
    ]);
    expect(configOf(dir)).toMatchObject({
      policy: { zone: 'Asia/Seoul' },
      files: [{ id: 'access-log', path: log }],
      rules: [{ id: 'nginx-5xx', files: ['access-log'], recipients: ['kim'] }],
    });
    expect(statSync(join(dir, 'config.json')).mode & 0o777).toBe(0o600);
    expect((await run(dir, 'check')).status).toBe(0);

    const again = await run(dir, 'rules', 'add', '--preset', 'nginx-5xx', '--log', log, '--json');
    expect(JSON.parse(again.out.join(''))).toMatchObject({ id: 'nginx-5xx-2', files: ['access-log'] });
    expect(configOf(dir).files).toHaveLength(1);
    const listed = await run(dir, 'rules', '--json');
    expect(listed.out.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['nginx-5xx', 'nginx-5xx-2']);
    const [first = ''] = (await run(dir, 'rules')).out;
    expect(first).toContain(en('cli.ruleOn'));
    expect(first).toContain(TRIGGER);
  });

  it('says that a log file does not exist yet, and refuses a folder', async () => {
    const { dir } = folder();
    const log = join(dir, 'later.log');
    const added = await run(dir, 'rules', 'add', '--preset', 'disk-full', '--log', log);
    expect([added.status, added.err, added.out.slice(0, 2)]).toEqual([
      0,
      [],
      [en('cli.logAdded', { path: log }), en('cli.setup.notThere', { path: log })],
    ]);
    const before = readFileSync(join(dir, 'config.json'), 'utf8');
    const refused = await run(dir, 'rules', 'add', '--preset', 'disk-full', '--log', dir);
    const title = en('problem.file-directory.title', { subject: dir });
    const sentence = `${title} ${en('problem.file-directory.remedy', { subject: dir })}`;
    const problem = en('cli.setup.badOption', { option: '--log', sentence });
    expect([refused.status, refused.out, refused.err]).toEqual([2, [], [en('cli.problem', { title: problem })]]);
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(before);
  });

  it('is taken up by a running Logbell', async () => {
    const { dir, log } = folder();
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started' });
    expect((await run(dir, 'rules', 'add', '--preset', 'disk-full', '--log', log)).status).toBe(0);
    await watch.event({ event: 'reloaded', files: 1, rules: 1, unusedRules: 0 });
    const other = join(dir, 'other.log');
    writeFileSync(other, '');
    expect((await run(dir, 'rules', 'add', '--preset', 'nginx-5xx', '--log', other)).status).toBe(0);
    await watch.event({ event: 'reloaded', files: 2, rules: 2, unusedRules: 0 });
    expect(await watch.end()).toBe(0);
  });

  it('changes nothing for an unknown preset or recipient, or without a preset', async () => {
    const { dir, log } = folder();
    const before = readFileSync(join(dir, 'config.json'), 'utf8');
    const preset = await run(dir, 'rules', 'add', '--preset', 'nginx', '--log', log);
    expect([preset.status, preset.err[0]]).toEqual([
      2,
      en('cli.problem', { title: en('cli.noSuchPreset', { id: 'nginx' }) }),
    ]);
    const recipient = await run(dir, 'rules', 'add', '--preset', 'disk-full', '--recipient', 'lee');
    expect([recipient.status, recipient.err[0]]).toEqual([
      2,
      en('cli.problem', { title: en('cli.noSuchRecipient', { id: 'lee' }) }),
    ]);
    const none = await run(dir, 'rules', 'add', '--log', log);
    expect([none.status, none.out, none.err[0]]).toEqual([
      2,
      [],
      en('cli.problem', { title: en('cli.usage.missingMandatoryOptionValue', { name: '--preset' }) }),
    ]);
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(before);
  });

  it('keeps what Logbell cannot read: it refuses until that is corrected', async () => {
    const { dir, log } = folder();
    configure(dir, { recipients: RECIPIENTS, rules: [{ id: 'r', match: { text: 'x' }, treshold: 5 }] });
    const before = readFileSync(join(dir, 'config.json'), 'utf8');
    const refused = await run(dir, 'rules', 'add', '--preset', 'disk-full', '--log', log);
    expect([refused.status, refused.err.join(' ')]).toEqual([
      2,
      expect.stringContaining('rules[0].treshold') as string,
    ]);
    expect(readFileSync(join(dir, 'config.json'), 'utf8')).toBe(before);
    expect(readdirSync(dir).filter((name) => name.startsWith('config.json'))).toEqual(['config.json']);
  });
});
