import {
  appendFileSync,
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { describe, it } from 'vitest';
import { until } from '../../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../../support/engine/watching';

function begin(options: WatchingOptions, first = 'old\n'): Promise<Watching> {
  return Watching.begin(options, first);
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('rotation, %s', (_way, way) => {
  it('A1 follows a rename and the file that takes its place', async () => {
    const watching = await begin(way);
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'two\n');
    appendFileSync(log, 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('A2 reads what is still written to the renamed file, before the new one', async () => {
    const watching = await begin(way);
    const log = watching.path();
    const writer = openSync(log, 'a');
    renameSync(log, `${log}.1`);
    writeSync(writer, 'late\n');
    closeSync(writer);
    writeFileSync(log, 'new\n');
    await watching.sees('late', 'new');
  });

  it('A3 reads the renamed file within its grace period and not beyond', async () => {
    const watching = await begin(way);
    const log = watching.path();
    const writer = openSync(log, 'a');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'new\n');
    await watching.sees('new');
    writeSync(writer, 'late\n');
    await watching.sees('new', 'late');
    await until(() => descriptorsOf(`${log}.1`) === 1, 'the old descriptor was closed');
    writeSync(writer, 'too late\n');
    closeSync(writer);
    await watching.settles();
    await watching.sees('new', 'late');
  });

  it('A4 loses nothing across two rotations at once', async () => {
    const watching = await begin(way);
    const log = watching.path();
    appendFileSync(log, 'one\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'two\n');
    renameSync(`${log}.1`, `${log}.2`);
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('A4 loses nothing across two rotations after the file was seen missing', async () => {
    const watching = await begin({ watch: { ...way.watch, sweepMs: 100 } });
    const log = watching.path();
    renameSync(log, `${log}.1`);
    await until(() => watching.engine.status().files[0]?.state === 'waiting', 'the file was waited for');
    renameSync(`${log}.1`, `${log}.2`);
    writeFileSync(log, 'two\n');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.sees('two', 'three');
  });

  it('A6 reads a new file from its start even if it is larger than the old position', async () => {
    const watching = await begin(way, 'x\n');
    const log = watching.path();
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'a new first line that is long\nsecond\n');
    await watching.sees('a new first line that is long', 'second');
  });

  it('A7 does not read a rotated file again if the glob matches it, too', async () => {
    const watching = await begin({ ...way, paths: ['app.log*'] });
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'two\n');
    await watching.sees('one', 'two');
    await watching.settles();
    await watching.sees('one', 'two');
  });

  it('A9 reads a deleted file to its end', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path(), 'last\n');
    unlinkSync(watching.path());
    await watching.sees('last');
    await until(() => watching.engine.status().files[0]?.state === 'waiting', 'the file was waited for');
  });

  it('A10 reads a recreated file from its start, whatever its inode', async () => {
    const watching = await begin(way, 'old one\nold two\n');
    await watching.stop();
    unlinkSync(watching.path());
    writeFileSync(watching.path(), 'new one\nnew two\nnew three\n');
    await watching.start();
    await watching.sees('new one', 'new two', 'new three');
  });

  it('A10 reads a recreated file from its start even if it starts like the deleted one', async () => {
    const watching = await begin(way, '');
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    unlinkSync(watching.path());
    const deleted = Date.now();
    while (Date.now() < deleted + 30) {
      // Birth times tick only every few ms, and nobody may check the file meanwhile.
    }
    writeFileSync(watching.path(), 'one\n');
    await watching.sees('one', 'one');
  });

  it('A12 leaks nothing across many replacements', async () => {
    const watching = await begin(way);
    const log = watching.path();
    const before = openDescriptors();
    for (let round = 0; round < 200; round += 1) {
      writeFileSync(`${log}.fresh`, '');
      renameSync(`${log}.fresh`, log);
    }
    appendFileSync(log, 'end\n');
    await watching.sees('end');
    await until(() => openDescriptors() <= before, 'the old descriptors were closed');
  });

  it('A13 follows fifty rotations', async () => {
    const watching = await begin(way);
    const log = watching.path();
    const expected: string[] = [];
    for (let round = 0; round < 50; round += 1) {
      writeFileSync(`${log}.fresh`, `fresh ${round}\n`);
      renameSync(log, `${log}.1`);
      renameSync(`${log}.fresh`, log);
      appendFileSync(log, `ok ${round}\n`);
      expected.push(`fresh ${round}`, `ok ${round}`);
      await watching.sees(...expected);
    }
  });

  it('A19 waits for a folder that was removed and recreated', async () => {
    const watching = await begin({ watch: { ...way.watch, sweepMs: 100 } });
    rmSync(watching.path('.'), { recursive: true });
    await until(() => watching.engine.status().files[0]?.state === 'waiting', 'the file was waited for');
    mkdirSync(watching.path('.'));
    writeFileSync(watching.path(), 'back\n');
    await watching.sees('back');
  });

  it('A20 reads new files of a glob from their start', async () => {
    const watching = await begin({ ...way, paths: ['app-*.log'] });
    writeFileSync(watching.path('app-2026-01-02.log'), 'first\n');
    await watching.sees('first');
    appendFileSync(watching.path('app-2026-01-02.log'), 'second\n');
    await watching.sees('first', 'second');
  });

  it('B1 follows copytruncate', async () => {
    const watching = await begin(way);
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    copyFileSync(log, `${log}.1`);
    truncateSync(log);
    appendFileSync(log, 'two\n');
    appendFileSync(log, 'three\n');
    await watching.sees('one', 'two', 'three');
  });

  it('B2 reads a shorter rewrite from its start', async () => {
    const watching = await begin(way, 'a long old line\n');
    writeFileSync(watching.path(), 'b1\n');
    await watching.sees('b1');
    appendFileSync(watching.path(), 'b2\n');
    await watching.sees('b1', 'b2');
  });

  it('B3 sees a rewrite of the same size', async () => {
    const watching = await begin(way, 'aaaa\nbbbb\n');
    writeFileSync(watching.path(), 'cccc\ndddd\n');
    await watching.sees('cccc', 'dddd');
  });

  it('B4 sees a rewrite larger than what was read', async () => {
    const watching = await begin(way, 'aaaa\n');
    writeFileSync(watching.path(), 'completely new\nand longer\n');
    await watching.sees('completely new', 'and longer');
  });

  it('B9 repeats nothing from a file that was only touched', async () => {
    const watching = await begin(way);
    appendFileSync(watching.path(), 'one\n');
    await watching.sees('one');
    utimesSync(watching.path(), 0, 0);
    appendFileSync(watching.path(), 'two\n');
    await watching.sees('one', 'two');
  });

  it('B15 sees every one of many quick rewrites', async () => {
    const watching = await begin(way, '');
    const expected: string[] = [];
    for (let round = 100; round < 130; round += 1) {
      writeFileSync(watching.path(), `round ${round}\n`);
      expected.push(`round ${round}`);
      await watching.sees(...expected);
    }
  });

  it('B7 skips the NUL padding of a writer that kept its offset', async () => {
    const watching = await begin({ ...way, match: { regex: '^late' } }, '');
    const writer = openSync(watching.path(), 'r+');
    writeSync(writer, 'before ten\n');
    await until(() => watching.engine.status().files[0]?.position === 11, 'the first line was read');
    truncateSync(watching.path());
    writeSync(writer, 'late line\n');
    closeSync(writer);
    await watching.sees('late line');
  });

  it('B7 skips NUL padding larger than one read', async () => {
    const watching = await begin({ ...way, match: { regex: '^late' } }, '');
    const writer = openSync(watching.path(), 'r+');
    const before = 'x\n'.repeat(1_000_000);
    writeSync(writer, before);
    await until(() => watching.engine.status().files[0]?.position === before.length, 'all was read');
    truncateSync(watching.path());
    writeSync(writer, 'late line\n');
    closeSync(writer);
    await watching.sees('late line');
  });

  it('B10 finds only the new line after an editor saved the file', async () => {
    const watching = await begin(way, 'one\ntwo\n');
    writeFileSync(watching.path('tmp'), 'one\ntwo\nthree\n');
    renameSync(watching.path('tmp'), watching.path());
    await watching.sees('three');
  });

  it('L1 follows a symlink that is redirected', async () => {
    const watching = new Watching({ watch: { ...way.watch, sweepMs: 100 }, paths: ['link.log'] });
    mkdirSync(watching.path('.'), { recursive: true });
    writeFileSync(watching.path('a.log'), 'old\n');
    writeFileSync(watching.path('b.log'), '');
    symlinkSync(watching.path('a.log'), watching.path('link.log'));
    await watching.start();
    appendFileSync(watching.path('a.log'), 'from a\n');
    await watching.sees('from a');
    symlinkSync(watching.path('b.log'), watching.path('fresh'));
    renameSync(watching.path('fresh'), watching.path('link.log'));
    appendFileSync(watching.path('b.log'), 'from b\n');
    await watching.sees('from a', 'from b');
  });
});

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

/** Number of descriptors of this process that lead to a path. */
function descriptorsOf(path: string): number {
  return readdirSync('/proc/self/fd').filter((descriptor) => targetOf(descriptor) === path).length;
}

function targetOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`);
  } catch {
    return '';
  }
}
