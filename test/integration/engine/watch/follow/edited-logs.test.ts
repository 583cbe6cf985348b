import { appendFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions): Promise<Watching> {
  return Watching.begin(options, '');
}

const saves = [
  [
    'a new file in its place',
    (path: string, content: string) => {
      writeFileSync(`${path}~`, content);
      renameSync(`${path}~`, path);
    },
  ],
  ['the same file', (path: string, content: string) => writeFileSync(path, content)],
] as const;

async function rewritesTold(watching: Watching): Promise<number> {
  const entries = await watching.engine.history({ before: null, limit: 50, search: '' });
  return entries.filter((entry) => entry.kind === 'problem' && entry.code === 'file-rewritten').length;
}

/** Numbered lines of about a hundred bytes. */
function numbered(count: number): string[] {
  return Array.from({ length: count }, (_value, index) => `line ${index} ${'x'.repeat((index * 37) % 200)}`);
}

function text(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('editing, %s', (_way, way) => {
  describe.each(saves)('into %s', (_kind, save) => {
    it('B11 alerts no old line again if a middle line is removed, and reports the rewrite once', async () => {
      const watching = await begin(way);
      appendFileSync(watching.path(), text(['one', 'two', 'three', 'four']));
      await watching.sees('one', 'two', 'three', 'four');
      save(watching.path(), text(['one', 'three', 'four', 'five']));
      await watching.sees('one', 'two', 'three', 'four', 'five');
      appendFileSync(watching.path(), 'six\n');
      await watching.sees('one', 'two', 'three', 'four', 'five', 'six');
      expect(await rewritesTold(watching)).toBe(1);
      expect(watching.problems()).toEqual([]);
    });

    it.each([1, 60, 117])('B11 finds the end of a long file in which line %i is changed', async (index) => {
      const watching = await begin(way);
      const lines = numbered(120);
      appendFileSync(watching.path(), text(lines));
      await watching.sees(...lines);
      save(watching.path(), text([...lines.with(index, 'changed'), 'new']));
      await watching.sees(...lines, 'new');
    });

    it('B11 continues after the lines read if the file was edited while Logbell was stopped', async () => {
      const watching = await begin(way);
      appendFileSync(watching.path(), text(['one', 'two', 'three']));
      await watching.sees('one', 'two', 'three');
      await watching.stop();
      save(watching.path(), text(['one', 'three', 'four']));
      await watching.start();
      await watching.sees('one', 'two', 'three', 'four');
    });

    it('B10 continues after the lines read if a line was added while Logbell was stopped', async () => {
      const watching = await begin(way);
      appendFileSync(watching.path(), text(['one', 'two']));
      await watching.sees('one', 'two');
      await watching.stop();
      save(watching.path(), text(['one', 'two', 'three']));
      await watching.start();
      await watching.sees('one', 'two', 'three');
    });
  });

  it('B11 recognizes an edited file that was seen empty', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path(), text(['one', 'two', 'three']));
    await watching.sees('one', 'two', 'three');
    truncateSync(watching.path());
    await until(() => watching.engine.status().files[0]?.position === 0, 'the empty file was seen');
    writeFileSync(watching.path(), text(['one', 'three', 'four']));
    await watching.sees('one', 'two', 'three', 'four');
  });

  it('treats the same text as new lines when a log restarts', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path(), text(['starting', 'failed', 'stopped']));
    await watching.sees('starting', 'failed', 'stopped');
    truncateSync(watching.path());
    appendFileSync(watching.path(), text(['starting', 'failed']));
    await watching.sees('starting', 'failed', 'stopped', 'starting', 'failed');
  });
});
