import { appendFileSync, copyFileSync, mkdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { WAYS, Watching } from '../../../../support/engine/watching';

function begin(first: string): Promise<Watching> {
  return Watching.begin({ paths: ['app.log*'] }, first);
}

/** A line longer than what a fingerprint hashes at either end. */
function longLine(name: string): string {
  return `${name} ${'x'.repeat(3_000)}`;
}

/** Waits until the file beside the log is followed and was read up to this position. */
async function readTo(watching: Watching, position: number, name = 'app.log.1'): Promise<void> {
  const copy = watching.path(name);
  const isRead = (): boolean =>
    watching.engine.status().files.some((file) => file.path === copy && file.position === position);
  await until(isRead, 'the copy was followed from its end');
}

describe.each(WAYS)('copies, %s', (_name, way) => {
  Watching.everyTest(way);

  it('B1 repeats nothing from a copy that also matches the glob', async () => {
    const watching = await begin('old\n');
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    copyFileSync(watching.path(), watching.path('app.log.1'));
    truncateSync(watching.path());
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
    await readTo(watching, 8);
    await watching.sees('one', 'two');
  });

  it('B1 repeats nothing from a copy if a new file has the inode of the deleted log', async () => {
    const watching = await begin('');
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await watching.stop();
    copyFileSync(watching.path(), watching.path('app.log.2'));
    rmSync(watching.path());
    writeFileSync(watching.path('app.log.1'), 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
    await readTo(watching, 4, 'app.log.2');
    await watching.sees('one', 'two');
  });

  it('B1 waits while a copy is being made', async () => {
    const watching = await begin('');
    const [one, two] = [longLine('one'), longLine('two')];
    const all = `${one}\n${two}\n`;
    appendFileSync(watching.path(), all);
    await watching.sees(one, two);
    const copy = watching.path('app.log.1');
    for (const [from, to] of [
      [0, 0],
      [0, 500],
      [500, 3_200],
      [3_200, all.length],
    ]) {
      appendFileSync(copy, all.slice(from, to));
      await watching.settles();
    }
    truncateSync(watching.path());
    appendFileSync(watching.path(), 'three\n');
    await watching.sees(one, two, 'three');
    await readTo(watching, all.length);
    await watching.sees(one, two, 'three');
  });

  it('reads only later lines from an unfinished copy', async () => {
    const watching = await begin('');
    const [one, two] = [longLine('one'), longLine('two')];
    appendFileSync(watching.path(), `${one}\n`);
    await watching.sees(one);
    copyFileSync(watching.path(), watching.path('app.log.1'));
    appendFileSync(watching.path(), `${two}\n`);
    await watching.sees(one, two);
    await readTo(watching, one.length + 1);
    appendFileSync(watching.path('app.log.1'), 'of its own\n');
    await watching.sees(one, two, 'of its own');
  });

  it.each(['app.log~', 'app.log.bak', 'app.log.orig', 'app.log_backup'])(
    'repeats nothing from a backup copy (%s)',
    async (name) => {
      const watching = await begin('old\n');
      appendFileSync(watching.path(), 'one\ntwo\n');
      await watching.sees('one', 'two');
      copyFileSync(watching.path(), watching.path(name));
      writeFileSync(watching.path(), 'old\none\ntwo\nthree\n');
      await watching.sees('one', 'two', 'three');
      await readTo(watching, 12, name);
      appendFileSync(watching.path(name), 'of its own\n');
      await watching.sees('one', 'two', 'three', 'of its own');
    },
  );

  it('repeats nothing from a file that is written slowly and then replaces the log', async () => {
    const watching = await begin('old\n');
    const all = ['old', longLine('one'), longLine('two'), 'three'];
    appendFileSync(watching.path(), `${all.slice(1, 3).join('\n')}\n`);
    await watching.sees(...all.slice(1, 3));
    for (const line of all) {
      appendFileSync(watching.path('app.log.tmp'), `${line}\n`);
      await watching.settles();
    }
    renameSync(watching.path('app.log.tmp'), watching.path());
    await watching.sees(...all.slice(1));
    appendFileSync(watching.path(), 'four\n');
    await watching.sees(...all.slice(1), 'four');
  });

  it('reads a new numbered file at once if it is no copy', async () => {
    const watching = await begin('old\n');
    writeFileSync(watching.path('app.log.1'), 'other\n');
    await watching.sees('other');
    expect(watching.engine.status().files).toHaveLength(2);
  });

  it('reads from a copy the lines that were rewritten before the log was truncated', async () => {
    const watching = new Watching();
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path(), '');
    await watching.start();
    writeFileSync(watching.path(), 'rewritten 1\n');
    await watching.sees('rewritten 1');
    writeFileSync(watching.path(), 'rewritten 2\n');
    copyFileSync(watching.path(), watching.path('app.log.1'));
    truncateSync(watching.path());
    await watching.sees('rewritten 1', 'rewritten 2');
    appendFileSync(watching.path(), 'three\n');
    await watching.sees('rewritten 1', 'rewritten 2', 'three');
  });

  it.each(['app.log', 'web.log', 'db.log', 'a.log', 'error.log'])(
    'reads all copies of %s that were made in one tick of the clock, the oldest first',
    async (name) => {
      const watching = new Watching({ paths: [name] });
      const log = watching.path(name);
      mkdirSync(watching.path('.'), { recursive: true });
      writeFileSync(log, '');
      await watching.start();
      appendFileSync(log, 'one\n');
      await watching.sees('one');
      copyFileSync(log, `${log}.3`);
      for (const [copy, line] of [
        [2, 'two'],
        [1, 'three'],
      ] as const) {
        truncateSync(log);
        appendFileSync(log, `${line}\n`);
        copyFileSync(log, `${log}.${copy}`);
      }
      truncateSync(log);
      await watching.sees('one', 'two', 'three');
    },
  );
});
