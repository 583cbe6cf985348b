import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { errorLines } from '../../support/text/messages';
import { en } from '../../support/text/strings';

const SETTINGS = {
  recipients: [{ id: 'me', number: '010-1234-5678' }],
  rules: [{ id: 'r', match: { text: 'x' } }],
};

/** A folder whose settings watch an empty log. */
function folder(): string {
  const dir = configured('{}');
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  configure(dir, { ...SETTINGS, files: [{ id: 'app', path: join(dir, 'logs', 'app.log') }] });
  return dir;
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function modesIn(dir: string): Readonly<Record<string, number>> {
  return Object.fromEntries(readdirSync(dir).map((name) => [name, modeOf(join(dir, name))]));
}

describe('in folders that others can change', () => {
  it.each([
    ['the settings', '.'],
    ['the data', 'data'],
    ['the app’s own log', 'logs'],
  ])('logbell check reports %s', async (_what, name) => {
    const dir = folder();
    const loose = join(dir, name);
    mkdirSync(loose, { recursive: true });
    chmodSync(loose, 0o777);
    const check = new CommandLine(dir, ['check']);
    expect(await check.exitStatus()).toBe(2);
    const title = en('problem.writable-by-others.title', { subject: loose, mode: '0777' });
    expect(check.err.join('\n')).toContain(
      errorLines(title, en('problem.writable-by-others.remedy', { subject: loose })).join('\n'),
    );
    expect(modeOf(loose)).toBe(0o777);
    chmodSync(loose, 0o755);
    expect(await new CommandLine(dir, ['check']).exitStatus()).toBe(0);
  });

  it('logbell watch reports it, and reports its end', async () => {
    const dir = folder();
    chmodSync(dir, 0o777);
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'problem', code: 'writable-by-others', subject: dir });
    await watch.event({ event: 'started', files: 1 });
    chmodSync(dir, 0o700);
    configure(dir, { ...SETTINGS, files: [] });
    await watch.event({ event: 'problem-cleared', code: 'writable-by-others', subject: dir });
    expect(await watch.end()).toBe(0);
  });

  it('logbell send-test continues', async () => {
    const dir = folder();
    chmodSync(dir, 0o777);
    expect(await new CommandLine(dir, ['send-test']).exitStatus()).toBe(0);
  });
});

describe('its own files', () => {
  it('are private to their owner from the first moment, in a folder that everybody may enter', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'data'), { mode: 0o755 });
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started' });
    const modes = modesIn(join(dir, 'data'));
    expect(Object.keys(modes)).toEqual(expect.arrayContaining(['ledger.db', 'ledger.db-wal', 'ledger.db.lock']));
    expect(Object.entries(modes).filter(([, mode]) => mode !== 0o600)).toEqual([]);
    expect(await watch.end()).toBe(0);
  });

  it('are made private at a start, and no other files are', async () => {
    const dir = folder();
    mkdirSync(join(dir, 'data'));
    const own = ['config.json', 'config.json.bad-1', 'secrets.json', 'window.json', 'logs/logbell.log'];
    const data = ['data/ledger.db.lock', 'data/ledger.db.damaged-1'];
    const others = ['data/sample.log', 'logs/app.log', 'notes.txt'];
    [...own.slice(1), ...data, ...others].forEach((name) => writeFileSync(join(dir, name), '{}'));
    [...own, ...data, ...others].forEach((name) => chmodSync(join(dir, name), 0o666));
    symlinkSync('../notes.txt', join(dir, 'logs', 'logbell.log.old'));
    await new CommandLine(dir, ['check']).exitStatus();
    const modes = (names: readonly string[]): Set<number> => new Set(names.map((name) => modeOf(join(dir, name))));
    expect(modes([...own, ...data])).toEqual(new Set([0o600]));
    expect(modes(others)).toEqual(new Set([0o666]));
  });
});
