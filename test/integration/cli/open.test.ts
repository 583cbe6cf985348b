import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { runOpen } from '../../../src/main/cli/commands/open-command';
import type { Line } from '../../../src/main/cli/output/line';
import { appPaths } from '../../../src/main/settings/config-dir';
import { translator } from '../../../src/shared/i18n/translator';
import { CommandLine } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern } from '../../support/text/strings';

const KEY = 'made-up-access-key';

/** Stands in for the desktop app: notes arguments and key; ends with $STATUS, or takes the lock and stays. */
const APP = `#!/bin/sh
PATH=/usr/bin:/bin
printf '%s\\n' "$*" "$LOGBELL_ACCESS_KEY" > "$LOGBELL_CONFIG_DIR/started"
[ -n "$STATUS" ] && exit "$STATUS"
mkdir -p "$LOGBELL_CONFIG_DIR/desktop"
ln -sf "host-$$" "$LOGBELL_CONFIG_DIR/desktop/SingletonLock"
exec sleep 60
`;

/** The same as the script of `npm start`. */
const START_SCRIPT = `require('node:fs').writeFileSync(process.env.LOGBELL_CONFIG_DIR + '/started', process.argv.slice(2).join(' '));
process.exitCode = Number(process.env.STATUS);`;

let dir = '';
beforeEach(() => {
  dir = scratchDir();
});

interface Wanted {
  readonly env?: Readonly<Record<string, string>>;
  readonly configDir?: string;
  readonly isRoot?: boolean;
}

/** Runs `logbell open` and returns its exit status and what it printed. */
async function open({ env = {}, configDir, isRoot = false }: Wanted = {}): Promise<readonly [number, string]> {
  const said: string[] = [];
  const text = (line: Line): string =>
    typeof line === 'string' ? line : line.map((part) => (typeof part === 'string' ? part : part.text)).join('');
  const print = (line: Line): void => void said.push(text(line));
  const environment = { PATH: join(dir, 'bin'), DISPLAY: ':99', LOGBELL_CONFIG_DIR: dir, ...env };
  const status = await runOpen({
    ...{ environment, configDir, isRoot, translate: translator('en'), paths: appPaths(environment, dir) },
    ...{ startScript: join(dir, 'scripts', 'start.cjs'), stop: new Promise(() => undefined) },
    output: { out: print, err: print, json: () => undefined, width: () => null },
  });
  return [status, said.join('\n')];
}

function install(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text, { mode: 0o755 });
}

function started(): readonly string[] | null {
  const file = join(dir, 'started');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : null;
}

/** Process that holds the lock of the desktop app, ended with the test. */
function lockHolder(): number {
  const pid = Number(
    readlinkSync(join(dir, 'desktop', 'SingletonLock'))
      .split('-')
      .at(-1),
  );
  onTestFinished(() => void process.kill(pid));
  return pid;
}

describe('with the desktop app installed', () => {
  beforeEach(() => install(join(dir, 'bin', 'logbell-desktop'), APP));

  it('starts it with the keys and leaves it running', async () => {
    expect(await open({ env: { LOGBELL_ACCESS_KEY: KEY } })).toEqual([0, '']);
    expect(started()).toEqual(['', KEY, '']);
    expect(() => process.kill(lockHolder(), 0)).not.toThrow();
  });

  it('passes the settings folder on', async () => {
    expect(await open({ configDir: dir })).toEqual([0, '']);
    lockHolder();
    expect(started()?.[0]).toBe(`--config-dir=${dir}`);
  });

  it('waits for a second one, which hands over to the running one and ends', async () => {
    mkdirSync(join(dir, 'desktop'));
    symlinkSync(`host-${process.pid}`, join(dir, 'desktop', 'SingletonLock'));
    expect(await open({ env: { STATUS: '0' } })).toEqual([0, '']);
    expect(started()).not.toBeNull();
  });

  it('is not misled by the lock of a process that has ended', async () => {
    mkdirSync(join(dir, 'desktop'));
    symlinkSync('host-99999999', join(dir, 'desktop', 'SingletonLock'));
    expect(await open()).toEqual([0, '']);
    expect(lockHolder()).not.toBe(99_999_999);
  });

  it('says so when it ends at once', async () => {
    const [status, said] = await open({ env: { STATUS: '1' } });
    expect(status).toBe(1);
    expect(said).toContain(en('cli.openFailed'));
    expect(said).toContain(en('cli.fix.openFailed', { command: join(dir, 'bin', 'logbell-desktop') }));
  });

  it.each([
    ['without a display', { env: { DISPLAY: '' } }, 'openNoDisplay'],
    ['as root', { isRoot: true }, 'openAsRoot'],
  ] as const)('does not start it %s', async (_case, wanted, key) => {
    const [status, said] = await open(wanted);
    expect([status, started()]).toEqual([1, null]);
    expect(said).toContain(en(`cli.${key}`));
    expect(said).toContain(en(`cli.fix.${key}`, { command: 'logbell watch' }));
  });
});

describe('without the desktop app', () => {
  it('names the command that installs it', async () => {
    const [status, said] = await open();
    expect(status).toBe(1);
    expect(said).toContain(en('cli.openNotInstalled'));
    expect(said).toMatch(enPattern('cli.fix.openNotInstalled'));
    expect(said).toMatch(/sudo (apt|dnf) install \.\/logbell-desktop/);
  });
});

describe('in a checkout', () => {
  beforeEach(() => install(join(dir, 'scripts', 'start.cjs'), START_SCRIPT));

  it('starts what npm start starts, also as root', async () => {
    expect(await open({ env: { STATUS: '0' }, configDir: dir, isRoot: true })).toEqual([0, '']);
    expect(started()).toEqual([`--config-dir=${dir}`]);
  });

  it('names npm start when that fails', async () => {
    const [status, said] = await open({ env: { STATUS: '1' } });
    expect(status).toBe(1);
    expect(said).toContain(en('cli.fix.openFailed', { command: 'npm start' }));
  });
});

it('the command refuses without a display and names the fix', async () => {
  const command = new CommandLine(dir, ['open'], {});
  expect(await command.exitStatus()).toBe(1);
  expect(command.err.join('\n')).toContain(en('cli.fix.openNoDisplay', { command: 'logbell watch' }));
});
