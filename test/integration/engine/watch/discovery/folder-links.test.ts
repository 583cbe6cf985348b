import { appendFileSync, mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expandPath } from '../../../../../src/main/engine/watch/discovery/expand-path';
import { until } from '../../../../support/time/until';
import { Watching, WAYS } from '../../../../support/engine/watching';

/** Folders with a log each, and links from each to all others: more paths than could ever be walked. */
function makeWeb(watching: Watching, folders: number): void {
  const names = Array.from({ length: folders }, (_value, index) => `d${index}`);
  names.forEach((name) => {
    mkdirSync(watching.path(name), { recursive: true });
    writeFileSync(watching.path(`${name}/app.log`), '');
  });
  names.forEach((name) =>
    names
      .filter((other) => other !== name)
      .forEach((other) => symlinkSync(`../${other}`, watching.path(`${name}/${other}`))),
  );
}

describe.each(WAYS)('linked folders below `**`, %s', (_way, watch) => {
  const prepared = (...paths: readonly string[]): Watching => {
    const watching = new Watching({ watch, paths });
    mkdirSync(watching.path('.'), { recursive: true });
    return watching;
  };

  it('are entered once each if all link to each other', async () => {
    const watching = prepared('**/*.log');
    makeWeb(watching, 30);
    await watching.start();
    appendFileSync(watching.path('d7/app.log'), 'one\n');
    await watching.sees('one');
    expect(watching.engine.status().files).toHaveLength(30);
    const began = performance.now();
    await watching.stop();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('do not stop watching if links between them appear meanwhile', async () => {
    const watching = prepared('**/*.log');
    writeFileSync(watching.path('app.log'), '');
    await watching.start();
    makeWeb(watching, 30);
    appendFileSync(watching.path('app.log'), 'one\n');
    await watching.sees('one');
    appendFileSync(watching.path('d29/app.log'), 'two\n');
    await watching.sees('one', 'two');
    await watching.settles();
    await watching.sees('one', 'two');
  });

  it('are entered even if they lead to folders elsewhere, and their files are read once', async () => {
    const watching = prepared('logs/**/*.log', 'elsewhere/sub/b.log');
    ['logs', 'elsewhere/sub'].forEach((name) => mkdirSync(watching.path(name), { recursive: true }));
    writeFileSync(watching.path('elsewhere/a.log'), '');
    writeFileSync(watching.path('elsewhere/sub/b.log'), '');
    symlinkSync('../elsewhere', watching.path('logs/link'));
    symlinkSync('..', watching.path('elsewhere/sub/up'));
    await watching.start();
    appendFileSync(watching.path('elsewhere/a.log'), 'one\n');
    await watching.sees('one');
    appendFileSync(watching.path('elsewhere/sub/b.log'), 'two\n');
    await watching.sees('one', 'two');
    await watching.settles();
    await watching.sees('one', 'two');
  });

  it('are followed to their current targets', async () => {
    const watching = prepared('logs/**/*.log');
    ['logs', 'one', 'two'].forEach((name) => mkdirSync(watching.path(name)));
    writeFileSync(watching.path('one/a.log'), '');
    symlinkSync('../one', watching.path('logs/link'));
    await watching.start();
    appendFileSync(watching.path('one/a.log'), 'one\n');
    await watching.sees('one');
    writeFileSync(watching.path('two/b.log'), 'two\n');
    symlinkSync('../two', watching.path('logs/fresh'));
    renameSync(watching.path('logs/fresh'), watching.path('logs/link'));
    await watching.sees('one', 'two');
    unlinkSync(watching.path('logs/link'));
    await until(() => watching.problems().includes('no-files-match'), 'nothing was found any more');
  });
});

it('a glob finds each file by its own path rather than by a link', () => {
  const watching = new Watching();
  const top = watching.path('top');
  mkdirSync(join(top, 'z/logs'), { recursive: true });
  mkdirSync(watching.path('outside'));
  writeFileSync(join(top, 'z/logs/a.log'), '');
  writeFileSync(watching.path('outside/b.log'), '');
  symlinkSync('z', join(top, 'a'));
  symlinkSync('.', join(top, 'z/loop'));
  symlinkSync('../../../outside', join(top, 'z/logs/out'));
  symlinkSync('z/logs/a.log', join(top, 'named.log'));
  symlinkSync('nowhere', join(top, 'broken.log'));
  const found = (glob: string): string[] => expandPath(join(top, glob)).paths.map((path) => relative(top, path));
  expect(found('**/*.log')).toEqual(['named.log', 'z/logs/a.log', 'z/logs/out/b.log']);
  // A link that is named itself is followed.
  expect(found('{a,z}/logs/*.log')).toEqual(['a/logs/a.log', 'z/logs/a.log']);
  expect(found('a/**/*.log')).toEqual(['a/logs/a.log', 'a/logs/out/b.log']);
  expect(found('**/out/*.log')).toEqual(['z/logs/out/b.log']);
  expect(found('*/logs/*.log')).toEqual(['z/logs/a.log']);
});

it('reports the glob that covers more than is searched, and reads the files found', async () => {
  const search = { folders: 20, names: 1_000, files: 1_000, ms: 10_000 };
  const watching = new Watching({ watch: { search }, paths: ['**/*.log', 'd1/*.log'] });
  mkdirSync(watching.path('.'), { recursive: true });
  writeFileSync(watching.path('app.log'), '');
  Array.from({ length: 40 }, (_value, index) => mkdirSync(watching.path(`d${index}`)));
  await watching.start();
  expect(watching.engine.status().problems).toMatchObject([
    { code: 'glob-too-broad', subject: watching.path('**/*.log') },
    { code: 'no-files-match', subject: watching.path('d1/*.log') },
  ]);
  appendFileSync(watching.path('app.log'), 'one\n');
  await watching.sees('one');
  Array.from({ length: 40 }, (_value, index) => rmSync(watching.path(`d${index}`), { recursive: true }));
  await watching.settles();
  await until(() => !watching.problems().includes('glob-too-broad'), 'the problem was over');
});
