import { execFileSync } from 'node:child_process';
import { appendFileSync, linkSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, WAYS } from '../../../../support/engine/watching';

/** Atomically puts a new file in the place of anything at the path. */
function putInPlace(watching: Watching, name: string, content: string): void {
  writeFileSync(watching.path('fresh'), content);
  renameSync(watching.path('fresh'), watching.path(name));
}

describe.each(WAYS)('files that replace others, %s', (_way, watch) => {
  const prepared = (...paths: readonly string[]): Watching => {
    const watching = new Watching({ watch, paths });
    mkdirSync(watching.path('.'), { recursive: true });
    return watching;
  };

  it('reads a file from its start if a pipe was in its place at the first scan', async () => {
    const watching = prepared('app.log');
    execFileSync('mkfifo', [watching.path()]);
    await watching.start();
    putInPlace(watching, 'app.log', 'one\n');
    await watching.sees('one');
  });

  it('reads a file from its start if it replaces another name of a followed one', async () => {
    const watching = prepared('a.log', 'b.log');
    writeFileSync(watching.path('a.log'), 'old\n');
    linkSync(watching.path('a.log'), watching.path('b.log'));
    await watching.start();
    putInPlace(watching, 'b.log', 'one\n');
    await watching.sees('one');
  });

  it('continues in a file whose place a pipe had for a while', async () => {
    const watching = prepared('app.log');
    writeFileSync(watching.path(), 'old\n');
    await watching.start();
    renameSync(watching.path(), watching.path('away'));
    execFileSync('mkfifo', [watching.path()]);
    await until(() => watching.problems().includes('file-special'), 'the pipe was refused');
    appendFileSync(watching.path('away'), 'one\n');
    renameSync(watching.path('away'), watching.path());
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
    await until(() => watching.problems().length === 0, 'the problem was over');
  });

  it('reads the lines of a followed file once if it is renamed over another one', async () => {
    const watching = prepared('*.log');
    writeFileSync(watching.path('a.log'), 'old a\n');
    writeFileSync(watching.path('b.log'), 'old b\n');
    await watching.start();
    appendFileSync(watching.path('a.log'), 'last of a\n');
    appendFileSync(watching.path('b.log'), 'one\n');
    renameSync(watching.path('b.log'), watching.path('a.log'));
    appendFileSync(watching.path('a.log'), 'two\n');
    await until(() => watching.lines().includes('two'), 'the line was seen');
    await until(() => watching.engine.status().files[0]?.state === 'following', 'it was followed there');
    appendFileSync(watching.path('a.log'), 'three\n');
    await until(() => watching.lines().includes('three'), 'the next line was seen');
    await watching.settles();
    expect(watching.lines().toSorted()).toEqual(['last of a', 'one', 'three', 'two']);
  });

  it('reads the lines of two files once if they swap places again and again', async () => {
    const watching = prepared('*.log');
    writeFileSync(watching.path('a.log'), '');
    writeFileSync(watching.path('b.log'), '');
    await watching.start();
    const expected: string[] = [];
    for (const round of [1, 2, 3]) {
      for (const name of ['a.log', 'b.log']) {
        appendFileSync(watching.path(name), `${name} ${round}\n`);
        expected.push(`${name} ${round}`);
      }
      renameSync(watching.path('a.log'), watching.path('aside'));
      renameSync(watching.path('b.log'), watching.path('a.log'));
      renameSync(watching.path('aside'), watching.path('b.log'));
      await until(() => watching.lines().length === expected.length, 'all lines were seen');
    }
    await watching.settles();
    expect(watching.lines().toSorted()).toEqual(expected.toSorted());
  });

  it('continues where it was after the folder was moved away and back', async () => {
    const watching = prepared('folder/app.log', 'folder/*.log');
    mkdirSync(watching.path('folder'));
    writeFileSync(watching.path('folder/app.log'), 'old\n');
    await watching.start();
    renameSync(watching.path('folder'), watching.path('away'));
    await until(() => !watching.heldFiles().includes(watching.path('away/app.log')), 'the file was let go of');
    appendFileSync(watching.path('away/app.log'), 'one\n');
    renameSync(watching.path('away'), watching.path('folder'));
    appendFileSync(watching.path('folder/app.log'), 'two\n');
    await watching.sees('one', 'two');
  });
});
