import { appendFileSync, linkSync, mkdirSync, renameSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { describe, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, WAYS } from '../../../../support/engine/watching';

/** A rule for the second configured log only. */
const OF_SECOND = [{ id: 'second', match: { regex: '.+' }, files: ['f1'] }];

describe.each(WAYS)('a file by several names, %s', (_way, watch) => {
  const prepared = (...paths: readonly string[]): Watching => {
    const watching = new Watching({ watch, paths, rules: OF_SECOND });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path('a.log'), 'old\n');
    return watching;
  };

  it.each([
    ['a symlink', symlinkSync],
    ['a hard link', linkSync],
  ])('uses the rules for %s from its first line on', async (_kind, link) => {
    const watching = prepared('a.log', 'b.log');
    link(watching.path('a.log'), watching.path('b.log'));
    await watching.start();
    appendFileSync(watching.path('a.log'), 'one\n');
    await watching.sees('one');
    await watching.stop();
    appendFileSync(watching.path('a.log'), 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
  });

  it('no longer uses the rules for a name once that is another file', async () => {
    const watching = prepared('a.log', 'b.log');
    linkSync(watching.path('a.log'), watching.path('b.log'));
    await watching.start();
    appendFileSync(watching.path('a.log'), 'both\n');
    unlinkSync(watching.path('b.log'));
    writeFileSync(watching.path('b.log'), 'one\n');
    await until(() => watching.lines().length === 2, 'both lines were seen');
    const hasOneEntry = (): boolean =>
      watching.engine.status().files.filter(({ path }) => path.endsWith('a.log')).length === 1;
    await until(hasOneEntry, 'the name was forgotten');
    appendFileSync(watching.path('a.log'), 'not for the second\n');
    await watching.settles();
    appendFileSync(watching.path('b.log'), 'two\n');
    await until(() => watching.lines().length === 3, 'the next line was seen');
    await watching.settles();
    await watching.sees('both', 'one', 'two');
  });

  it('does not apply the rules for rotated logs to a new log', async () => {
    const watching = prepared('a.log', 'a.log.*');
    await watching.start();
    const isListed = (): boolean => watching.engine.status().files.some(({ path }) => path.endsWith('.1'));
    renameSync(watching.path('a.log'), watching.path('a.log.1'));
    writeFileSync(watching.path('a.log'), 'not for the second\n');
    await until(isListed, 'the rotated file was followed by its name');
    appendFileSync(watching.path('a.log'), 'nor this\n');
    await watching.settles();
    appendFileSync(watching.path('a.log.1'), 'one\n');
    await watching.sees('one');
  });
});
