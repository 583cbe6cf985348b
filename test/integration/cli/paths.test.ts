import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { CommandLine, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern } from '../../support/text/strings';
import { until } from '../../support/time/until';

function settings(path: string): object {
  return {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'log', path, start: 'beginning' }],
    rules: [{ id: 'disk', match: { text: 'disk' } }],
  };
}

/** Folders with a log each, and links from each to all others. */
function makeWeb(dir: string): string[] {
  const names = Array.from({ length: 20 }, (_value, index) => `d${index}`);
  names.forEach((name) => {
    mkdirSync(join(dir, name));
    writeFileSync(join(dir, name, 'app.log'), 'disk full\n');
  });
  names.forEach((name) =>
    names.filter((other) => other !== name).forEach((other) => symlinkSync(join('..', other), join(dir, name, other))),
  );
  return names.map((name) => join(dir, name, 'app.log'));
}

describe('folders that are linked to each other', () => {
  it.each([
    ['check', []],
    ['try', ['disk']],
  ])('lead %s to each log once', async (command, args) => {
    const dir = scratchDir();
    const logs = makeWeb(dir);
    const ran = new CommandLine(configured(settings(join(dir, '**/*.log'))), [command, ...args]);
    expect(await ran.exitStatus()).toBe(0);
    const out = ran.out.join('\n');
    if (command === 'check') {
      expect(logs.filter((log) => out.includes(log))).toEqual(logs);
      expect(out.match(/app\.log/g)).toHaveLength(logs.length);
    } else {
      expect(out).toMatch(enPattern('dryRun.read', { lines: 20, files: 20 }));
    }
  });

  it('let watch continue when they appear, and end on request', async () => {
    const dir = scratchDir();
    writeFileSync(join(dir, 'app.log'), '');
    const watch = new CommandLine(configured(settings(join(dir, '**/*.log'))), ['watch', '--json']);
    await watch.event({ event: 'started' });
    makeWeb(dir);
    appendFileSync(join(dir, 'app.log'), 'disk lost\n');
    await watch.event({ event: 'match', line: 'disk lost' });
    const found = (): number => watch.printed('"line":"disk full","offset":0').length;
    await until(() => found() === 20, 'all logs were read');
    const began = performance.now();
    expect(await watch.end('SIGTERM')).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

it('check ends on request, though much is left to search', async () => {
  const dir = scratchDir();
  Array.from({ length: 2_000 }, (_value, index) => writeFileSync(join(dir, `f${index}`), ''));
  const config = settings(dir);
  const files = Array.from({ length: 500 }, (_value, index) => ({
    id: `f${index}`,
    path: join(dir, `**/none${index}`),
  }));
  const check = new CommandLine(configured({ ...config, files }), ['check']);
  await until(() => check.err.length > 0, 'the first glob was searched');
  expect(await check.end('SIGTERM')).toBe(1);
  expect(check.err.length).toBeLessThan(files.length);
});

describe('names that are CP949', () => {
  const prepared = (): { readonly dir: string; readonly shown: string } => {
    const dir = scratchDir();
    const path = Buffer.concat([Buffer.from(`${dir}/`), iconv.encode('로그.log', 'cp949')]);
    writeFileSync(path, 'disk full\n');
    return { dir, shown: join(dir, '로그.log') };
  };

  it.each(['*.log', '로그.log'])('are shown readably by check, given as %s', async (written) => {
    const { dir, shown } = prepared();
    const check = new CommandLine(configured(settings(join(dir, written))), ['check']);
    expect([await check.exitStatus(), check.err]).toEqual([0, []]);
    expect(check.out[0]).toBe(en('cli.checkFile', { path: shown, size: '10 B' }));
  });

  it('are shown readably by watch and history', async () => {
    const { dir, shown } = prepared();
    const config = configured(settings(join(dir, '*.log')));
    const watch = new CommandLine(config, ['watch', '--json']);
    const match = await watch.event({ event: 'match' });
    expect(match['file']).toBe(shown);
    expect(await watch.end()).toBe(0);
    const history = new CommandLine(config, ['history']);
    await history.exitStatus();
    expect(history.out.join('\n')).toContain(shown);
  });

  it('are accepted by try under their readable names', async () => {
    const { dir, shown } = prepared();
    const config = configured(settings(join(dir, 'other.log')));
    const tried = new CommandLine(config, ['try', 'disk', '--file', shown, '--json']);
    expect(await tried.exitStatus()).toBe(0);
    expect(JSON.parse(tried.out.join('\n'))).toMatchObject({ lines: 1, matches: { first: [{ path: shown }] } });
  });
});
