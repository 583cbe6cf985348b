import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { CommandLine } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';

/** A config and a ledger as version 0.1.0 wrote them, before the layout of the code changed. */
const FIXTURES = join(import.meta.dirname, '..', '..', 'fixtures', 'first-release');

let dir = '';

beforeEach(() => {
  dir = scratchDir();
  mkdirSync(join(dir, 'data'), { mode: 0o700 });
  copyFileSync(join(FIXTURES, 'config.json'), join(dir, 'config.json'));
  copyFileSync(join(FIXTURES, 'ledger.db'), join(dir, 'data', 'ledger.db'));
});

async function printed(...args: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const command = new CommandLine(dir, args);
  expect([await command.exitStatus(), command.err]).toEqual([0, []]);
  return command.out.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('data of the first release', () => {
  it('shows the same history, with fields added since', async () => {
    const lines = readFileSync(join(FIXTURES, 'history.jsonl'), 'utf8').trim().split('\n');
    const expected = lines.map((line) => JSON.parse(line) as unknown);
    const history = await printed('history', '--json');
    expect(history).toHaveLength(expected.length);
    expect(history).toMatchObject(expected);
  });

  it('shows its incidents', async () => {
    expect(await printed('incidents', '--json')).toHaveLength(3);
  });

  it('is used by watch: no old match is reported again, and nothing is set aside', async () => {
    const watch = new CommandLine(dir, ['watch', '--json']);
    await watch.event({ event: 'started', rules: 5 });
    expect(await watch.end()).toBe(0);
    expect(watch.events().filter(({ event }) => event === 'match' || event === 'text')).toEqual([]);
    expect(readdirSync(join(dir, 'data')).filter((name) => !name.startsWith('ledger.db'))).toEqual([]);
  });
});
