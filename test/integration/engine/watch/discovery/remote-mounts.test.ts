import { appendFileSync, copyFileSync, mkdirSync, renameSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { beforeEach, describe, it, vi } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';

/** Simulated mount: offset of inode numbers, a new one at each `stat` if set, and change times in whole seconds. */
const mount = vi.hoisted(() => ({ renumbered: 0, atEachLook: false, wholeSeconds: false }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  const SECOND = 1_000_000_000n;
  const told = (stats: fileSystem.BigIntStats | fileSystem.Stats | undefined): unknown => {
    if (!stats) {
      return stats;
    }
    mount.renumbered += mount.atEachLook ? 1_000_000 : 0;
    if ('birthtimeNs' in stats) {
      stats.ino += BigInt(mount.renumbered);
      stats.birthtimeNs = 0n;
      stats.ctimeNs -= mount.wholeSeconds ? stats.ctimeNs % SECOND : 0n;
      stats.mtimeNs -= mount.wholeSeconds ? stats.mtimeNs % SECOND : 0n;
    } else {
      stats.ino += mount.renumbered;
      stats.ctimeMs -= mount.wholeSeconds ? stats.ctimeMs % 1_000 : 0;
    }
    return stats;
  };
  return {
    ...fs,
    statSync: (...args: Parameters<typeof fs.statSync>) => told(fs.statSync(...args)),
    // FUSE (statfs(2)).
    statfsSync: () => ({ type: 0x65735546 }),
    fstatSync: (...args: Parameters<typeof fs.fstatSync>) => told(fs.fstatSync(...args)),
  };
});

beforeEach(() => {
  Object.assign(mount, { renumbered: 0, atEachLook: false, wholeSeconds: false });
});

function begin(paths: readonly string[] = ['app.log']): Promise<Watching> {
  return Watching.begin({ paths, watch: { polling: true } }, 'old\n');
}

/** Waits for the start of a second, so that several things fit into it. */
async function earlyInASecond(): Promise<void> {
  await until(() => Date.now() % 1_000 < 300, 'a second has begun');
}

/** Waits until a change gets another exact time than the one before, within the same second. */
async function notInOneTick(): Promise<void> {
  const began = Date.now();
  await until(() => Date.now() > began + 100, 'the clock of the file system has ticked');
}

describe('change times in whole seconds', () => {
  beforeEach(() => void (mount.wholeSeconds = true));

  it.each([
    ['B3 hide no rewrite of the same size', ['two', 'tri']],
    ['B4 hide no rewrite that is larger', ['two is a longer line', 'three']],
  ] as const)('%s', async (_name, rewritten) => {
    const watching = await begin();
    await earlyInASecond();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    await notInOneTick();
    writeFileSync(watching.path(), rewritten.map((line) => `${line}\n`).join(''));
    await watching.sees('one', ...rewritten);
  });

  it('A4 do not hide a file that came and went', async () => {
    const watching = await begin();
    const log = watching.path();
    await earlyInASecond();
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'one\n');
    await watching.sees('one');
    await notInOneTick();
    renameSync(log, `${log}.2`);
    writeFileSync(log, 'two\n');
    renameSync(log, `${log}.3`);
    writeFileSync(log, 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('B1 do not hide a truncation', async () => {
    const watching = await begin();
    const log = watching.path();
    await earlyInASecond();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await notInOneTick();
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, 'two, longer than before\n');
    await watching.sees('one', 'two, longer than before');
  });
});

describe('inode numbers that change', () => {
  it.each([
    ['once', false],
    ['at each look', true],
  ])('%s, repeat and lose no line', async (_often, atEachLook) => {
    const watching = await begin();
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    mount.renumbered += 1_000_000;
    mount.atEachLook = atEachLook;
    await watching.settles();
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
    await watching.settles();
    appendFileSync(watching.path(), 'half');
    await watching.settles();
    appendFileSync(watching.path(), ' and half\n');
    await watching.sees('one', 'two', 'half and half');
    await watching.restart();
    appendFileSync(watching.path(), 'three\n');
    await watching.sees('one', 'two', 'half and half', 'three');
    await watching.settles();
    await watching.sees('one', 'two', 'half and half', 'three');
  });

  it('while Logbell is stopped repeat and lose no line', async () => {
    const watching = await begin();
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.stop();
    mount.renumbered += 1_000_000;
    appendFileSync(log, 'two\n');
    await watching.start();
    await watching.sees('one', 'two');
  });
});

describe('files without a birth time', () => {
  it.each(['app.log', 'app.log*'])('are not taken for new when rotation renames them (%s)', async (path) => {
    const watching = new Watching({ paths: [path], watch: { polling: true } });
    const log = watching.path();
    mkdirSync(watching.path('.'), { recursive: true });
    for (const [name, line] of [
      [`${log}.2`, 'ancient'],
      [`${log}.1`, 'old'],
      [log, 'last'],
    ] as const) {
      writeFileSync(name, `${line}\n`);
      utimesSync(name, 1, 1);
    }
    await watching.start();
    await watching.settles();
    renameSync(`${log}.2`, `${log}.3`);
    renameSync(`${log}.1`, `${log}.2`);
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'one\n');
    await watching.sees('one');
    await watching.restart();
    await watching.settles();
    await watching.sees('one');
  });

  it('E2 are read if they came and went while Logbell was stopped', async () => {
    const watching = await begin();
    const log = watching.path();
    writeFileSync(`${log}.1`, 'old\n');
    utimesSync(`${log}.1`, 1, 1);
    await watching.stop();
    appendFileSync(log, 'one\n');
    renameSync(`${log}.1`, `${log}.3`);
    renameSync(log, `${log}.2`);
    writeFileSync(log, 'two\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.start();
    await watching.sees('one', 'two', 'three');
  });
});
