import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';

/**
 * Simulated faults of inotify: `refused` with the error code, or `silent`; and the bytes by which reported sizes are
 * too small.
 */
const faults = vi.hoisted(() => ({ notices: '', staleBytes: 0 }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  const stale = (stats: fileSystem.BigIntStats | fileSystem.Stats | undefined): unknown => {
    if (faults.staleBytes > 0 && stats && typeof stats.size === 'bigint' && stats.size > 0n) {
      stats.size -= BigInt(faults.staleBytes);
    }
    return stats;
  };
  return {
    ...fs,
    watch: (...args: Parameters<typeof fs.watch>) => {
      if (faults.notices !== '' && faults.notices !== 'silent') {
        throw Object.assign(new Error(faults.notices), { code: faults.notices });
      }
      const watcher = fs.watch(...args);
      if (faults.notices === 'silent') {
        watcher.close();
      }
      return watcher;
    },
    statSync: (...args: Parameters<typeof fs.statSync>) => stale(fs.statSync(...args)),
    fstatSync: (...args: Parameters<typeof fs.fstatSync>) => stale(fs.fstatSync(...args)),
  };
});

beforeEach(() => {
  faults.notices = '';
  faults.staleBytes = 0;
});

async function begin(sweepMs: number): Promise<Watching> {
  const watching = new Watching({ paths: ['*.log'], watch: { sweepMs } });
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path(), 'old\n');
  await watching.start();
  return watching;
}

it.each(['ENOSPC', 'EMFILE'])('F5 polls, and reports it, if inotify has reached its limit (%s)', async (code) => {
  faults.notices = code;
  const watching = await begin(60_000);
  appendFileSync(watching.path(), 'one\n');
  await watching.sees('one');
  expect(watching.problems()).toContain('watch-limit');
  expect(watching.engine.status().files[0]).toMatchObject({ polled: true });
  appendFileSync(watching.path(), 'two\n');
  await watching.sees('one', 'two');
});

it('F6 finds changes without an event', async () => {
  faults.notices = 'silent';
  const watching = await begin(100);
  appendFileSync(watching.path(), 'one\n');
  await watching.sees('one');
  renameSync(watching.path(), watching.path('app.1'));
  writeFileSync(watching.path('other.log'), 'two\n');
  await watching.sees('one', 'two');
});

it('F12 repeats nothing if a size is reported too small for a while', async () => {
  const watching = await begin(50);
  appendFileSync(watching.path(), 'one\ntwo\n');
  await watching.sees('one', 'two');
  faults.staleBytes = 5;
  appendFileSync(watching.path(), 'three\n');
  await watching.settles();
  faults.staleBytes = 0;
  appendFileSync(watching.path(), 'four\n');
  await until(() => watching.lines().includes('four'), 'the last line was matched');
  await watching.sees('one', 'two', 'three', 'four');
});
