import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { version } from '../../../package.json';
import { CommandLine } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';

const KEYS = { LOGBELL_ACCESS_KEY: 'made-up-access-key', LOGBELL_SECRET_KEY: 'made-up-secret-key' };
const LIVE = { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '0212345678' };

interface Coverage {
  readonly result: readonly { readonly url: string }[];
}

/** Settings with one log and one rule, as the command reads them. */
function settingsIn(dir: string, sens: object): void {
  mkdirSync(join(dir, 'logs'));
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  const settings = {
    sens,
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }],
    rules: [{ id: 'hello', match: { text: 'hello world' } }],
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
}

/** Starts a command that writes down the files it loads (Node: NODE_V8_COVERAGE), and a function that reads them. */
function watched(dir: string, args: readonly string[]): { command: CommandLine; loaded: () => readonly string[] } {
  const coverage = join(dir, 'coverage');
  const command = new CommandLine(dir, args, { ...KEYS, NODE_V8_COVERAGE: coverage });
  const loaded = (): readonly string[] =>
    readdirSync(coverage)
      .flatMap((name) => (JSON.parse(readFileSync(join(coverage, name), 'utf8')) as Coverage).result)
      .filter(({ url }) => url.startsWith('file:'))
      .map(({ url }) => basename(url));
  return { command, loaded };
}

it.each(['--version', '-V'])('%s loads nothing but the version', async (option) => {
  const { command, loaded } = watched(scratchDir(), [option]);
  expect(await command.exitStatus()).toBe(0);
  expect(command.out).toEqual([version]);
  expect(loaded().length).toBeLessThanOrEqual(3);
  expect(loaded()).toContain('cli.js');
});

it('help loads neither the engine nor any command', async () => {
  const { command, loaded } = watched(scratchDir(), ['--help']);
  expect(await command.exitStatus()).toBe(0);
  expect(loaded().filter((name) => /^(command-line|engine|ledger|schema|watch-command)-/.test(name))).toEqual([
    expect.stringMatching(/^command-line-/),
  ]);
});

it.each([
  { sens: LIVE, practice: false },
  { sens: { mode: 'practice' }, practice: true },
])(
  'watching in $sens.mode mode loads the practice server: $practice; the sending waits',
  async ({ sens, practice }) => {
    const dir = scratchDir();
    settingsIn(dir, sens);
    const { command, loaded } = watched(dir, ['watch', '--json']);
    await command.event({ event: 'started' });
    expect(await command.end()).toBe(0);
    expect(loaded().some((name) => name.startsWith('engine-'))).toBe(true);
    expect(loaded().some((name) => name.startsWith('practice-server-'))).toBe(practice);
    expect(loaded().filter((name) => name.startsWith('http-'))).toEqual([]);
    // Each file takes Node about half a millisecond.
    expect(loaded().length).toBeLessThanOrEqual(45);
  },
);

it('a text loads the sending', async () => {
  const dir = scratchDir();
  settingsIn(dir, { mode: 'practice' });
  const { command, loaded } = watched(dir, ['send-test']);
  expect(await command.exitStatus()).toBe(0);
  expect(loaded().some((name) => name.startsWith('http-'))).toBe(true);
});
