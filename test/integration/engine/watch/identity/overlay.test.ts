import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type * as fileSystem from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, it, vi } from 'vitest';
import { mountOverlay } from '../../../../support/mounts';
import { until } from '../../../../support/time/until';
import { Watching, WAYS } from '../../../../support/engine/watching';

/**
 * Simulates an overlay: time since when changed files report another birth time (ms since 1970), and other inodes, too.
 */
const standIn = vi.hoisted(() => ({ since: Infinity, isRemounted: false }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  const told = (stats: fileSystem.BigIntStats | fileSystem.Stats | undefined): unknown => {
    const isCopiedUp =
      stats?.isFile() === true && Number(stats.birthtimeMs) < standIn.since && Number(stats.ctimeMs) > standIn.since;
    if (isCopiedUp && 'birthtimeNs' in stats) {
      stats.birthtimeNs += 1_000_000n;
      stats.ino += standIn.isRemounted ? 1_000_000n : 0n;
    } else if (isCopiedUp && typeof stats.ino === 'number') {
      stats.ino += standIn.isRemounted ? 1_000_000 : 0;
    }
    return stats;
  };
  return {
    ...fs,
    statSync: (...args: Parameters<typeof fs.statSync>) => told(fs.statSync(...args)),
    fstatSync: (...args: Parameters<typeof fs.fstatSync>) => told(fs.fstatSync(...args)),
  };
});

beforeEach(() => {
  Object.assign(standIn, { since: Infinity, isRemounted: false });
});

/** Makes the first change of a file copy it up; returns a function that mounts the layers again. */
type Overlay = (watching: Watching) => Promise<() => void>;

const withStandIn: Overlay = async () => {
  const now = Date.now();
  await until(() => Date.now() > now + 30, 'later changes have another time');
  standIn.since = now + 20;
  return () => (standIn.isRemounted = true);
};

/** A real overlay, or the simulation if this process may not mount. */
function mounted(upperApart: boolean): Overlay {
  return async (watching) => {
    const layers = join(watching.dir, 'layers');
    mkdirSync(layers);
    return mountOverlay(watching.path('.'), layers, upperApart)?.remount ?? (await withStandIn(watching));
  };
}

const OVERLAYS = [
  ['of an overlay', mounted(false)],
  ['of an overlay over two file systems', mounted(true)],
  ['of a stand-in for one', withStandIn],
] as const;

describe.each(WAYS)('%s, a log of the lower layer', (_way, watch) => {
  describe.each(OVERLAYS)('%s', (_kind, overlay) => {
    let remount: () => void = () => undefined;

    async function begin(...paths: readonly string[]): Promise<Watching> {
      const watching = new Watching({ watch, paths: paths.length > 0 ? paths : ['app.log'] });
      mkdirSync(watching.path('.'), { recursive: true });
      writeFileSync(watching.path(), 'old\n');
      remount = await overlay(watching);
      return watching;
    }

    it('finds each new line once', async () => {
      const watching = await begin();
      await watching.start();
      const lines = ['one', 'two', 'three', 'four', 'five'];
      for (const [index, line] of lines.entries()) {
        appendFileSync(watching.path(), `${line}\n`);
        await watching.sees(...lines.slice(0, index + 1));
      }
      await watching.settles();
      await watching.sees(...lines);
    });

    it('finds each line once if its permissions were changed before', async () => {
      const watching = await begin();
      await watching.start();
      chmodSync(watching.path(), 0o640);
      await watching.settles();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      await watching.settles();
      appendFileSync(watching.path(), 'two\n');
      await watching.sees('one', 'two');
    });

    it('finds each line once if several paths lead to it', async () => {
      const watching = await begin('app.log', 'link.log', 'more/*.log');
      symlinkSync('app.log', watching.path('link.log'));
      await watching.start();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      mkdirSync(watching.path('more'));
      linkSync(watching.path(), watching.path('more/hard.log'));
      await until(() => watching.problems().length === 0, 'the new name was found');
      appendFileSync(watching.path(), 'two\n');
      await watching.sees('one', 'two');
      await watching.settles();
      await watching.sees('one', 'two');
    });

    it('finds each line once if it gets a second name while it is copied up', async () => {
      const watching = await begin('app.log', 'more/*.log');
      mkdirSync(watching.path('more'));
      await watching.start();
      linkSync(watching.path(), watching.path('more/hard.log'));
      await until(() => watching.problems().length === 0, 'the new name was found');
      await watching.settles();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      await watching.settles();
      await watching.sees('one');
    });

    it('is read to its end once when it is renamed', async () => {
      const watching = await begin();
      await watching.start();
      renameSync(watching.path(), watching.path('app.log.1'));
      appendFileSync(watching.path('app.log.1'), 'one\n');
      writeFileSync(watching.path(), 'two\n');
      await watching.seesInAnyOrder('one', 'two');
      renameSync(watching.path(), watching.path('app.log.2'));
      renameSync(watching.path('app.log.1'), watching.path());
      await watching.settles();
      appendFileSync(watching.path(), 'three\n');
      await watching.seesInAnyOrder('one', 'two', 'three');
    });

    it('finds each line once when it is copied and truncated', async () => {
      const watching = await begin();
      await watching.start();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      copyFileSync(watching.path(), watching.path('app.log.1'));
      truncateSync(watching.path());
      appendFileSync(watching.path(), 'two\n');
      await watching.sees('one', 'two');
      await watching.settles();
      await watching.sees('one', 'two');
    });

    it('continues where it was after a crash', async () => {
      const watching = await begin();
      await watching.start();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      await watching.crash();
      appendFileSync(watching.path(), 'two\n');
      await watching.start();
      await watching.sees('one', 'two');
    });

    it('continues where it was if it was copied up meanwhile', async () => {
      const watching = await begin();
      await watching.start();
      await watching.stop();
      appendFileSync(watching.path(), 'one\n');
      await watching.start();
      await watching.sees('one');
      await watching.settles();
      await watching.sees('one');
    });

    it('continues where it was after a reboot, even with another inode', async () => {
      const watching = await begin();
      await watching.start();
      appendFileSync(watching.path(), 'one\n');
      await watching.sees('one');
      await watching.stop();
      remount();
      appendFileSync(watching.path(), 'two\n');
      await watching.start();
      await watching.sees('one', 'two');
      await watching.settles();
      await watching.sees('one', 'two');
    });
  });
});
