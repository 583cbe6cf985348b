import {
  appendFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { WAYS, Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions = {}, first = 'old\n'): Promise<Watching> {
  return Watching.begin(options, first);
}

describe.each(WAYS)('logs that change places, %s', (_name, way) => {
  Watching.everyTest(way);

  it.each(['stop', 'crash'] as const)(
    'E2 distinguishes two logs that swapped places, with a %s between',
    async (how) => {
      const watching = new Watching({ paths: ['a.log', 'b.log'] });
      mkdirSync(watching.path('.'), { recursive: true });
      writeFileSync(watching.path('a.log'), 'old a\n');
      writeFileSync(watching.path('b.log'), 'old b\n');
      await watching.start();
      appendFileSync(watching.path('a.log'), 'a1\n');
      appendFileSync(watching.path('b.log'), 'b1\n');
      await watching.seesInAnyOrder('a1', 'b1');
      const swap = (): void => {
        renameSync(watching.path('a.log'), watching.path('aside'));
        renameSync(watching.path('b.log'), watching.path('a.log'));
        renameSync(watching.path('aside'), watching.path('b.log'));
      };
      swap();
      appendFileSync(watching.path('a.log'), 'b2\n');
      await watching[how]();
      appendFileSync(watching.path('a.log'), 'b3\n');
      appendFileSync(watching.path('b.log'), 'a2\n');
      await watching.start();
      await watching.seesInAnyOrder('a1', 'a2', 'b1', 'b2', 'b3');
      swap();
      await watching[how]();
      swap();
      appendFileSync(watching.path('a.log'), 'b4\n');
      await watching.start();
      appendFileSync(watching.path('b.log'), 'a3\n');
      await watching.seesInAnyOrder('a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'b4');
    },
  );

  it('continues in a log by its second name when the first is gone', async () => {
    const watching = await begin({ paths: ['*.log'] });
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    linkSync(watching.path(), watching.path('b.log'));
    appendFileSync(watching.path(), 'two\n');
    unlinkSync(watching.path());
    appendFileSync(watching.path('b.log'), 'three\n');
    await watching.sees('one', 'two', 'three');
    await until(() => watching.engine.status().files[0]?.path === watching.path('b.log'), 'it is followed there');
    await until(() => watching.engine.status().files[0]?.state === 'following', 'it is followed there');
    linkSync(watching.path('b.log'), watching.path());
    await watching.crash();
    unlinkSync(watching.path('b.log'));
    appendFileSync(watching.path(), 'four\n');
    await watching.start();
    await watching.sees('one', 'two', 'three', 'four');
  });

  it('L1 follows a chain of links that is redirected at either end', async () => {
    const watching = new Watching({ paths: ['link.log'] });
    mkdirSync(watching.path('.'), { recursive: true });
    const lead = (name: string, to: string): void => {
      symlinkSync(watching.path(to), watching.path('fresh'));
      renameSync(watching.path('fresh'), watching.path(name));
    };
    writeFileSync(watching.path('a'), 'old\n');
    lead('mid', 'a');
    lead('link.log', 'mid');
    await watching.start();
    appendFileSync(watching.path('a'), 'one\n');
    writeFileSync(watching.path('b'), 'two\n');
    lead('mid', 'b');
    appendFileSync(watching.path('a'), 'late\n');
    await watching.sees('one', 'late', 'two');
    await watching.crash();
    appendFileSync(watching.path('b'), 'three\n');
    writeFileSync(watching.path('c'), 'four\n');
    lead('other', 'c');
    lead('link.log', 'other');
    await watching.start();
    await watching.sees('one', 'late', 'two', 'three', 'four');
    lead('link.log', 'mid');
    appendFileSync(watching.path('b'), 'five\n');
    await watching.sees('one', 'late', 'two', 'three', 'four', 'five');
  });

  it('A19 continues in the logs of a folder that another one replaced for a while', async () => {
    const watching = await begin({ paths: ['f/app.log', 'f/*.txt'] });
    mkdirSync(watching.path('f'));
    writeFileSync(watching.path('f/app.log'), 'a1\n');
    writeFileSync(watching.path('f/x.txt'), 'x1\n');
    await watching.seesInAnyOrder('a1', 'x1');
    mkdirSync(watching.path('g'));
    writeFileSync(watching.path('g/app.log'), 'a2\n');
    renameSync(watching.path('f'), watching.path('away'));
    renameSync(watching.path('g'), watching.path('f'));
    appendFileSync(watching.path('away/app.log'), 'late\n');
    writeFileSync(watching.path('f/y.txt'), 'y1\n');
    await watching.seesInAnyOrder('a1', 'x1', 'a2', 'late', 'y1');
    appendFileSync(watching.path('f/app.log'), 'a3\n');
    renameSync(watching.path('f'), watching.path('g'));
    renameSync(watching.path('away'), watching.path('f'));
    appendFileSync(watching.path('f/app.log'), 'a4\n');
    appendFileSync(watching.path('f/x.txt'), 'x2\n');
    await watching.seesInAnyOrder('a1', 'x1', 'a2', 'late', 'y1', 'a3', 'a4', 'x2');
  });

  it('A19 reads the logs of a folder that comes and goes', async () => {
    const watching = await begin({ paths: ['app.log', 'sub/*/x.log'] });
    const expected: string[] = [];
    for (const round of [1, 2, 3]) {
      mkdirSync(watching.path('sub/a'), { recursive: true });
      writeFileSync(watching.path('sub/a/x.log'), `first ${round}\n`);
      await until(() => watching.lines().includes(`first ${round}`), 'seen');
      appendFileSync(watching.path('sub/a/x.log'), `second ${round}\n`);
      rmSync(watching.path('sub'), { recursive: true });
      expected.push(`first ${round}`, `second ${round}`);
      await watching.sees(...expected);
    }
  });
});
