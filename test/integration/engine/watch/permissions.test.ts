import { appendFileSync, chmodSync, closeSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../support/time/until';
import type { Watching } from '../../../support/engine/watching';
import { watchingWithoutRoot } from '../../../support/engine/watching-without-root';

describe.each([
  ['with notices', { sweepMs: 200 }],
  ['by polling', { polling: true }],
] as const)('%s', (_way, watch) => {
  const prepared = (): Watching => watchingWithoutRoot(watch);

  describe('permissions', () => {
    it('G1 reports that a file cannot be read, and follows it once it can', async () => {
      const watching = prepared();
      chmodSync(watching.path(), 0o000);
      await watching.start();
      await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
      expect(watching.engine.status().files[0]?.state).toBe('unreadable');
      chmodSync(watching.path(), 0o644);
      await until(() => watching.engine.status().files[0]?.state === 'following', 'the file was followed');
      appendFileSync(watching.path(), 'now\n');
      await watching.sees('now');
      expect(watching.problems()).toEqual([]);
    });

    it('G1 reads a readable file from its start if it replaces one that never was', async () => {
      const watching = prepared();
      chmodSync(watching.path(), 0o000);
      await watching.start();
      await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
      writeFileSync(watching.path('fresh'), 'one\n');
      renameSync(watching.path('fresh'), watching.path());
      await watching.sees('one');
    });

    it('G3 reports that the folder cannot be entered', async () => {
      const watching = prepared();
      await watching.start();
      chmodSync(watching.path('.'), 0o000);
      await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
      chmodSync(watching.path('.'), 0o755);
      await until(() => watching.problems().length === 0, 'the problem was over');
      appendFileSync(watching.path(), 'after\n');
      await watching.sees('after');
    });

    it('G1 resumes from the end of a file at the first start, even if readable only after a restart', async () => {
      const watching = prepared();
      chmodSync(watching.path(), 0o000);
      await watching.start();
      await watching.stop();
      chmodSync(watching.path(), 0o644);
      appendFileSync(watching.path(), 'meanwhile\n');
      await watching.start();
      await watching.sees('meanwhile');
    });

    it('G3 starts at the end of a file whose folder could not be entered at the first start', async () => {
      const watching = prepared();
      chmodSync(watching.path('.'), 0o000);
      await watching.start();
      await watching.stop();
      chmodSync(watching.path('.'), 0o755);
      await watching.start();
      appendFileSync(watching.path(), 'now\n');
      await watching.sees('now');
    });

    it('G3 reads a line whole that ends while the folder cannot be entered', async () => {
      const watching = prepared();
      await watching.start();
      const writer = openSync(watching.path(), 'a');
      writeSync(writer, 'half');
      chmodSync(watching.path('.'), 0o000);
      await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
      writeSync(writer, ' and half\n');
      closeSync(writer);
      await watching.sees('half and half');
      chmodSync(watching.path('.'), 0o755);
    });

    it('G4 reports that a rotated log is no longer readable', async () => {
      const watching = prepared();
      await watching.start();
      renameSync(watching.path(), `${watching.path()}.1`);
      writeFileSync(watching.path(), 'secret\n', { mode: 0o000 });
      await until(() => watching.problems().includes('file-unreadable'), 'the problem was raised');
      chmodSync(watching.path(), 0o644);
      await watching.sees('secret');
    });
  });
});
