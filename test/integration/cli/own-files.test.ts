import { linkSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { en, enPattern } from '../../support/text/strings';

/** A folder whose settings watch this path, and whose secrets file holds a fake key. */
function folderThatWatches(pathIn: (dir: string) => string): string {
  const dir = configured('{}');
  writeFileSync(join(dir, 'secrets.json'), '{ "kept": "file", "secretKey": "example-key" }\n');
  configure(dir, {
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: pathIn(dir), start: 'beginning' }],
    rules: [{ id: 'any', match: { text: 'secretKey' }, message: '{{line}}' }],
  });
  return dir;
}

const LINKS = [
  [
    'a symbolic link to its secrets',
    (dir: string): string => {
      const link = join(scratchDir(), 'app.log');
      symlinkSync(join(dir, 'secrets.json'), link);
      return link;
    },
  ],
  [
    'a hard link to its secrets',
    (dir: string): string => {
      const link = join(dir, 'logs', 'app.log');
      linkSync(join(dir, 'secrets.json'), link);
      return link;
    },
  ],
  ['another spelling of its settings', (dir: string): string => `${dir}/logs/../config.json`],
] as const;

describe.each(LINKS)('%s', (_name, pathIn) => {
  it('is refused by logbell check', async () => {
    const command = new CommandLine(folderThatWatches(pathIn), ['check']);
    expect(await command.exitStatus()).toBe(2);
    expect(command.err.join('\n')).toMatch(enPattern('problem.file-own.title'));
  });

  it('is not read by logbell try', async () => {
    let path = '';
    const dir = folderThatWatches((folder) => (path = pathIn(folder)));
    for (const more of [[], ['--file', path]]) {
      const command = new CommandLine(dir, ['try', 'any', '--json', ...more]);
      expect(await command.exitStatus()).toBe(1);
      expect(JSON.parse(command.out.join('\n'))).toMatchObject({ lines: 0, matches: { total: 0 } });
    }
  });
});

it('is recognized where the ledger is, under any name', async () => {
  const dir = folderThatWatches((folder) => join(folder, 'data', '*'));
  const watch = new CommandLine(dir, ['watch', '--json']);
  await watch.event({ event: 'started' });
  const names = readdirSync(join(dir, 'data')).filter((name) => name !== 'run');
  expect(names).toContain('ledger.db');
  for (const name of names) {
    await watch.event({ event: 'problem', code: 'file-own', subject: join(dir, 'data', name) });
  }
  const check = new CommandLine(dir, ['check']);
  expect(await check.exitStatus()).toBe(2);
  expect(check.err.join('\n')).toContain(en('problem.file-own.title', { subject: join(dir, 'data', 'ledger.db') }));
});
