import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { join } from 'node:path';
import { describe, beforeEach, expect, it, vi } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { until } from '../../../support/time/until';
import { WAYS, Watching } from '../../../support/engine/watching';

/** Simulated file system errors: large reads, or opening files. */
const faults = vi.hoisted(() => ({ reading: '', opening: '' }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  const refuse = (code: string): void => {
    if (code !== '') {
      throw Object.assign(new Error(code), { code });
    }
  };
  return {
    ...fs,
    readSync: (...args: Parameters<typeof fs.readSync>) => {
      refuse(faults.reading);
      return fs.readSync(...args);
    },
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      refuse(faults.opening);
      return fs.openSync(...args);
    },
  };
});

beforeEach(() => {
  faults.reading = '';
  faults.opening = '';
});

function begin(paths = ['app.log']): Promise<Watching> {
  return Watching.begin({ paths }, 'old\n');
}

/** Makes writes to a table of the ledger fail; returns a function that stops it. */
function refusing(watching: Watching, table: string): () => void {
  const database = openSqlite(join(watching.dir, 'data', 'ledger.db'));
  for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
    database.exec(
      `CREATE TRIGGER refuse_${event} BEFORE ${event} ON ${table} BEGIN SELECT RAISE(ABORT, 'refused'); END`,
    );
  }
  return () => {
    ['INSERT', 'UPDATE', 'DELETE'].forEach((event) => database.exec(`DROP TRIGGER refuse_${event}`));
    database.close();
  };
}

describe.each(WAYS)('faults, %s', (_name, way) => {
  Watching.everyTest(way);

  it('survives a disk error while a file is read, and continues where it was', async () => {
    const watching = await begin();
    faults.reading = 'EIO';
    appendFileSync(watching.path(), 'one\n');
    await until(() => watching.problems().includes('file-failing'), 'the problem was raised');
    expect(watching.engine.status().problems).toMatchObject([{ subject: watching.path(), params: { reason: 'EIO' } }]);
    expect(watching.engine.status().files[0]?.state).toBe('unreadable');
    faults.reading = '';
    await watching.sees('one');
    expect(watching.problems()).toEqual([]);
  });

  it('reports once that too many files are open, and continues once that is over', async () => {
    const watching = await begin(['*.log']);
    faults.opening = 'EMFILE';
    writeFileSync(watching.path('a.log'), 'one\n', { flag: 'a' });
    writeFileSync(watching.path('b.log'), 'two\n', { flag: 'a' });
    await until(() => watching.problems().includes('file-limit'), 'the problem was raised');
    await watching.settles();
    expect(watching.problems()).toEqual(['file-limit']);
    faults.opening = '';
    await until(() => watching.lines().length === 2, 'both were read');
    expect(watching.problems()).toEqual([]);
  });

  it('reads new files from their start if the first scan of a glob could not be finished', async () => {
    const watching = new Watching({ paths: ['*.log'] });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path('a.log'), 'old\n');
    faults.opening = 'EMFILE';
    await watching.start();
    writeFileSync(watching.path('b.log'), 'one\n', { flag: 'a' });
    await watching.settles();
    faults.opening = '';
    await watching.sees('one');
    await until(() => watching.problems().length === 0, 'the problem was over');
    appendFileSync(watching.path('a.log'), 'two\n');
    await watching.sees('one', 'two');
  });

  it('reads what is written to a log that could not be opened since the first scan', async () => {
    const watching = new Watching({ paths: ['app.log'] });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path(), 'old\n');
    faults.opening = 'EIO';
    await watching.start();
    await until(() => watching.problems().includes('file-failing'), 'the problem was raised');
    appendFileSync(watching.path(), 'one\n');
    await watching.settles();
    faults.opening = '';
    await watching.sees('one');
  });

  it('reads lines once the ledger is writable again', async () => {
    const watching = await begin();
    const mend = refusing(watching, 'positions');
    appendFileSync(watching.path(), 'one\n');
    await until(() => watching.problems().includes('ledger-unusable'), 'the problem was raised');
    expect(watching.lines()).toEqual([]);
    mend();
    await watching.sees('one');
    await until(() => watching.problems().length === 0, 'the problem was over');
  });

  it('reads lines once another process releases the ledger', async () => {
    const watching = await begin();
    const other = openSqlite(watching.ledgerFile);
    other.exec('BEGIN IMMEDIATE');
    appendFileSync(watching.path(), 'one\n');
    await until(() => watching.problems().includes('ledger-unusable'), 'the problem was raised');
    other.exec("INSERT INTO engine_state VALUES ('another', 1); COMMIT");
    other.close();
    await watching.sees('one');
    await until(() => watching.problems().length === 0, 'the problem was over');
  });

  it('waits before it retries a failed write', async () => {
    const watching = await begin();
    const mend = refusing(watching, 'matches');
    const commit = vi.spyOn(Ledger.prototype, 'commit');
    appendFileSync(watching.path(), 'one\n');
    await until(() => watching.problems().includes('ledger-unusable'), 'the problem was raised');
    const [tries, from] = [commit.mock.calls.length, performance.now()];
    await until(() => commit.mock.calls.length >= tries + 6, 'it was tried again');
    expect(performance.now() - from).toBeGreaterThan(100);
    commit.mockRestore();
    mend();
    await watching.sees('one');
  });

  it('decides again on a match that could not be written', async () => {
    const watching = await begin();
    const mend = refusing(watching, 'texts');
    appendFileSync(watching.path(), 'one\n');
    await until(() => watching.problems().includes('ledger-unusable'), 'the problem was raised');
    mend();
    await watching.sees('one');
    const history = await watching.engine.history({ before: null, limit: 10, search: 'one' });
    expect(history).toMatchObject([{ kind: 'match', decision: { outcome: 'alerted' } }]);
  });

  it('does the first scan of new files once the ledger is writable again', async () => {
    const watching = await begin();
    const config = watching.config();
    writeFileSync(watching.path('more.log'), 'old\n');
    const more = config.settings.files.map((file) => ({ ...file, id: 'more', path: watching.path('more.log') }));
    const mend = refusing(watching, 'scanned_sources');
    await watching.engine.apply({ ...config, settings: { ...config.settings, files: more } });
    expect(watching.problems()).toContain('ledger-unusable');
    mend();
    await until(() => watching.problems().length === 0, 'the problem was over');
    appendFileSync(watching.path('more.log'), 'one\n');
    await watching.sees('one');
  });

  it('ends a pause once the ledger is writable again', async () => {
    const watching = await begin();
    await watching.engine.pause(Date.now() + 86_400_000);
    const mend = refusing(watching, 'engine_state');
    expect(() => watching.engine.pause(null)).toThrow();
    expect(watching.engine.status().pausedUntil).not.toBeNull();
    mend();
    await watching.engine.pause(null);
    expect(watching.engine.status().pausedUntil).toBeNull();
  });
});
