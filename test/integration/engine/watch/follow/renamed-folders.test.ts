import { appendFileSync, closeSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, WAYS, type WatchingOptions } from '../../../../support/engine/watching';

/** Writes a log into a new folder. */
function write(watching: Watching, name: string, line: string): void {
  mkdirSync(dirname(watching.path(name)), { recursive: true });
  appendFileSync(watching.path(name), `${line}\n`);
}

function move(watching: Watching, from: string, to: string): void {
  renameSync(watching.path(from), watching.path(to));
}

const KINDS = [
  ['a path', 'srv/logs/app.log'],
  ['a glob', 'srv/logs/*.log'],
  ['a glob of folders', 'srv/**/*.log'],
  ['a glob above the folder', 'srv/l*s/app.log'],
] as const;

describe.each(WAYS)('a folder that is moved and recreated, %s', (_way, watch) => {
  describe.each(KINDS)('below %s', (_kind, path) => {
    const begun = async (options: WatchingOptions = {}): Promise<Watching> => {
      const watching = new Watching({ watch, paths: [path], ...options });
      write(watching, 'srv/logs/app.log', 'old');
      await watching.start();
      write(watching, 'srv/logs/app.log', 'one');
      await watching.sees('one');
      return watching;
    };

    it('loses nothing written before and after', async () => {
      const watching = await begun();
      const writer = openSync(watching.path('srv/logs/app.log'), 'a');
      writeSync(writer, 'before\n');
      move(watching, 'srv/logs', 'srv/logs.old');
      writeSync(writer, 'after\n');
      write(watching, 'srv/logs/app.log', 'two');
      writeSync(writer, 'late\n');
      closeSync(writer);
      await watching.seesInAnyOrder('one', 'before', 'after', 'late', 'two');
      write(watching, 'srv/logs/app.log', 'three');
      await watching.seesInAnyOrder('one', 'before', 'after', 'late', 'two', 'three');
    });

    it.each([
      ['by names alike', 'srv/logs.old', 'srv/logs.old2', 'srv/logs.old3'],
      ['by any names', 'srv/first', 'srv/another', 'srv/third'],
    ])('loses nothing if it is moved three times at once, %s', async (how, ...names) => {
      const watching = await begun();
      names.forEach((name, index) => {
        write(watching, 'srv/logs/app.log', `before ${index}`);
        move(watching, 'srv/logs', name);
        write(watching, `${name}/app.log`, `after ${index}`);
      });
      write(watching, 'srv/logs/app.log', 'last');
      const written = names.flatMap((_name, index) => [`before ${index}`, `after ${index}`]);
      // Without inotify events, only a name shows that a folder was there.
      const isLost = how === 'by any names' && 'polling' in watch && path !== 'srv/**/*.log';
      const seen = isLost ? ['before 0', 'after 0'] : written;
      await watching.seesInAnyOrder('one', ...seen, 'last');
    });

    it('loses nothing if it is moved into the one that was moved before', async () => {
      const watching = await begun();
      move(watching, 'srv/logs', 'srv/logs.old');
      write(watching, 'srv/logs/app.log', 'two');
      move(watching, 'srv/logs', 'srv/logs.old/logs');
      write(watching, 'srv/logs/app.log', 'three');
      await watching.seesInAnyOrder('one', 'two', 'three');
    });

    it('loses nothing if its parent folder is moved', async () => {
      const watching = await begun();
      write(watching, 'srv/logs/app.log', 'before');
      move(watching, 'srv', 'srv.old');
      write(watching, 'srv.old/logs/app.log', 'after');
      write(watching, 'srv/logs/app.log', 'two');
      move(watching, 'srv', 'srv.older');
      write(watching, 'srv/logs/app.log', 'three');
      await watching.seesInAnyOrder('one', 'before', 'after', 'two', 'three');
    });

    it('loses nothing if no other takes its place', async () => {
      const watching = await begun();
      move(watching, 'srv/logs', 'srv/logs.1');
      write(watching, 'srv/logs/app.log', 'two');
      move(watching, 'srv/logs', 'srv/logs.2');
      await watching.seesInAnyOrder('one', 'two');
    });

    it('reads nothing of other folders', async () => {
      const watching = await begun();
      const isNoticed = !('polling' in watch);
      write(watching, 'other/app.log', 'foreign');
      move(watching, 'srv/logs', 'aside');
      write(watching, 'srv/logs/app.log', 'two');
      const beside = ['srv/another', ...(isNoticed ? ['srv/logs-web'] : [])];
      beside.forEach((folder) => write(watching, `${folder}/app.log`, 'beside'));
      write(watching, 'other-2/app.log', 'foreign');
      const others = path === 'srv/**/*.log' ? beside.map(() => 'beside') : [];
      await watching.seesInAnyOrder('one', 'two', ...others);
    });
  });

  it.each(['srv/logs/*.log', 'srv/**/*.log'])('reads logs of %s that were not seen before the move', async (path) => {
    const watching = new Watching({ watch, paths: [path] });
    write(watching, 'srv/logs/app.log', 'old');
    await watching.start();
    write(watching, 'srv/logs/new.log', 'new in the first');
    move(watching, 'srv/logs', 'srv/logs.1');
    write(watching, 'srv/logs/other.log', 'new in the second');
    move(watching, 'srv/logs', 'srv/logs.2');
    write(watching, 'srv/logs/app.log', 'app');
    await watching.seesInAnyOrder('new in the first', 'new in the second', 'app');
  });
});

describe('with inotify events alone', () => {
  it.each(KINDS)('sees the new log of %s when its folder is moved and recreated', async (_kind, path) => {
    const watching = new Watching({ watch: { sweepMs: 60_000, pollMs: 60_000 }, paths: [path] });
    write(watching, 'srv/logs/app.log', 'old');
    await watching.start();
    let expected: string[] = [];
    for (const round of ['1', '2', '3']) {
      move(watching, 'srv/logs', `aside${round}`);
      write(watching, 'srv/logs/app.log', round);
      expected = [...expected, round];
      await until(() => watching.lines().length === expected.length, `round ${round} was seen`);
      write(watching, 'srv/logs/app.log', `${round} again`);
      expected = [...expected, `${round} again`];
      await until(() => watching.lines().length === expected.length, `the next line of round ${round} was seen`);
    }
    expect(watching.lines()).toEqual(expected);
  });
});
