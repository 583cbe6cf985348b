import { appendFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Problem } from '../../../../src/shared/contract/status';
import { translator } from '../../../../src/shared/i18n/translator';
import { openDatabase } from '../../../../src/main/engine/ledger/file/database';
import { CommandLine, configured } from '../../../support/app/command-line';
import { scratchDir } from '../../../support/files/scratch-dir';
import { mountSmallDisk, type SmallDisk } from '../../../support/small-disk';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';
import { en, ko } from '../../../support/text/strings';

it('an error on which SQLite rolled back by itself is reported unchanged', () => {
  const opened = openDatabase(join(scratchDir(), 'ledger.db'), 0);
  if (!opened.ok) {
    throw new Error(opened.error.reason);
  }
  const { connection, lock } = opened.value;
  const [pages] = connection.prepare('PRAGMA page_count').raw().get() as [number];
  connection.exec(`PRAGMA max_page_count = ${pages}`);
  const insert = connection.prepare("INSERT INTO engine_state VALUES ('filler', hex(zeroblob(1000000)))");
  const write = connection.transaction(() => insert.run());
  expect(() => write.immediate()).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }) as Error);
  expect(connection.inTransaction).toBe(false);
  connection.close();
  lock.close();
});

/** Puts the ledger of an engine on a small disk. */
async function onSmallDisk(watching: Watching): Promise<SmallDisk | null> {
  const disk = mountSmallDisk(dirname(watching.ledgerFile), 'size=4m');
  // Before the disk is unmounted.
  onTestFinished(() => watching.stop());
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path(), '');
  await watching.start();
  return disk;
}

function standing(watching: Watching): Problem | undefined {
  return watching.engine.status().problems.find(({ code }) => code === 'ledger-unusable');
}

function sentence({ code, params }: Problem, language: 'ko' | 'en'): string {
  return translator(language)(`problem.${code}.title`, params);
}

/** CPU time of this process for each line while lines are written for a time, µs. */
async function costOfALine(watching: Watching, forMs: number): Promise<number> {
  const before = process.cpuUsage();
  const began = Date.now();
  let lines = 0;
  await until(() => {
    appendFileSync(watching.path(), `line ${(lines += 1)}\n`);
    return Date.now() - began > forMs;
  }, 'lines were written for some time');
  const { user, system } = process.cpuUsage(before);
  return (user + system) / lines;
}

describe('a full disk', () => {
  it('is reported as such, with its folder, in both languages', async () => {
    const watching = new Watching();
    const disk = await onSmallDisk(watching);
    if (disk === null) {
      return;
    }
    disk.fill();
    appendFileSync(watching.path(), 'one\n');
    const problem = await until(() => standing(watching), 'the problem was raised');
    const folder = dirname(watching.ledgerFile);
    expect(problem.params).toMatchObject({ reason: 'SQLITE_FULL', folder, context: 'full' });
    expect(sentence(problem, 'en')).toBe(en('problem.ledger-unusable.title_full', { folder }));
    expect(sentence(problem, 'ko')).toBe(ko('problem.ledger-unusable.title_full', { folder }));
  });

  it('loses nothing: once there is space, every line is matched and the problem is in the history', async () => {
    const watching = new Watching();
    const disk = await onSmallDisk(watching);
    if (disk === null) {
      return;
    }
    disk.fill();
    const lines = Array.from({ length: 200 }, (_value, index) => `line ${index}`);
    appendFileSync(watching.path(), lines.map((line) => `${line}\n`).join(''));
    await until(() => standing(watching), 'the problem was raised');
    disk.free();
    await watching.sees(...lines);
    await until(() => standing(watching) === undefined, 'the problem was over');
    const entries = await watching.engine.history({ before: null, limit: 1_000, search: '' });
    expect(entries.filter((entry) => entry.kind === 'problem')).toMatchObject([
      { code: 'ledger-unusable', clearedAt: expect.any(Number) as number },
    ]);
  });

  it('is retried rarely: matches are not decided again in vain', async () => {
    const watching = new Watching();
    const disk = await onSmallDisk(watching);
    if (disk === null) {
      return;
    }
    const usual = await costOfALine(watching, 1_000);
    disk.fill();
    appendFileSync(watching.path(), 'first\n');
    await until(() => standing(watching), 'the problem was raised');
    expect(await costOfALine(watching, 3_000)).toBeLessThan(2 * usual);
  });

  it('with a deleted ledger leaves no partial copies, and the ledger is back once there is space', async () => {
    const watching = new Watching();
    const disk = await onSmallDisk(watching);
    if (disk === null) {
      return;
    }
    appendFileSync(watching.path(), 'before\n');
    await watching.sees('before');
    disk.fill();
    ['', '-wal', '-shm', '.lock'].forEach((ending) => rmSync(watching.ledgerFile + ending));
    const problem = (): Problem | undefined =>
      watching.engine.status().problems.find(({ code }) => code === 'ledger-deleted');
    expect(await until(problem, 'the problem was raised')).toMatchObject({ params: { reason: 'SQLITE_FULL' } });
    expect(readdirSync(dirname(watching.ledgerFile)).filter((name) => name.includes('draft'))).toEqual([]);
    disk.free();
    await until(() => problem() === undefined, 'the ledger was written again');
    await watching.restart();
    appendFileSync(watching.path(), 'after\n');
    await watching.sees('before', 'after');
  });

  it('without free inodes is reported at the start, with status 1', async () => {
    const dir = configured({});
    const disk = mountSmallDisk(join(dir, 'data'), 'size=1m,nr_inodes=3');
    if (disk === null) {
      return;
    }
    disk.fill();
    const watch = new CommandLine(dir, ['watch', '--json']);
    expect(await watch.exitStatus()).toBe(1);
    const [problem] = watch.events();
    expect(problem).toMatchObject({ event: 'problem', code: 'ledger-unusable' });
    expect(problem?.['message']).toContain(en('problem.ledger-unusable.title_full', { folder: join(dir, 'data') }));
  });
});
