import {
  appendFileSync,
  copyFileSync,
  readdirSync,
  renameSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { limitHeapGrowth } from '../../../../src/main/cli/heap-limits';
import { systemClock } from '../../../../src/main/engine/common/clock';
import { numbered, text } from '../../../support/files/numbered-lines';
import { until } from '../../../support/time/until';
import { Watching, type WatchingOptions } from '../../../support/engine/watching';

const HOUR_MS = 3_600_000;

// As `logbell watch` does: without, V8 of Node 24 collects nothing before there are 70 MB of what was read.
limitHeapGrowth();

function begin(options: WatchingOptions, first = ''): Promise<Watching> {
  return Watching.begin(options, first);
}

/** Number of descriptors of this process that lead to names below the scratch folder. */
function heldBelow(watching: Watching): number {
  return watching.heldFiles().filter((path) => path.startsWith(watching.path('.'))).length;
}

describe.each([
  ['with notices', { watch: { sweepMs: 60_000 } }],
  ['by polling', { watch: { polling: true } }],
] as const)('load and resources, %s', (_way, way) => {
  it('H1 reads a burst of lines in order', async () => {
    const watching = await begin({ ...way, match: { regex: '00$' } });
    appendFileSync(watching.path(), text(numbered(0, 250_000)));
    await until(() => watching.lines().length === 2_499, 'every hundredth line was matched');
    expect(watching.lines()).toEqual(numbered(0, 250_000).filter((line) => line.endsWith('00')));
  });

  it('H2 reads everything while the file is rotated again and again', async () => {
    const watching = await begin({ ...way, watch: { ...way.watch, sweepMs: 50 } });
    const expected: string[] = [];
    for (let round = 0; round < 40; round += 1) {
      const lines = numbered(round * 50, round * 50 + 50);
      appendFileSync(watching.path(), text(lines));
      expected.push(...lines);
      if (round % 4 === 3) {
        renameSync(watching.path(), watching.path(`app.log.${round}`));
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until(() => watching.lines().length >= expected.length, 'all lines were matched');
    await watching.settles();
    // Files born within one tick of the clock cannot be ordered.
    expect(watching.lines().sort()).toEqual(expected.sort());
  });

  it('H4 closes a deleted file after its grace period', async () => {
    const watching = await begin(way);
    expect(heldBelow(watching)).toBe(1);
    unlinkSync(watching.path());
    await until(() => heldBelow(watching) === 0, 'the descriptor was closed');
  });

  it('H5 has no more files open after many rotations than before', async () => {
    const watching = await begin({ watch: { ...way.watch, sweepMs: 50, graceMs: 20 } });
    for (let round = 0; round < 300; round += 1) {
      appendFileSync(watching.path(), `line ${round}\n`);
      renameSync(watching.path(), watching.path('app.log.1'));
      writeFileSync(watching.path(), '');
      await new Promise((resolve) => setImmediate(resolve));
    }
    appendFileSync(watching.path(), 'end\n');
    await until(() => watching.lines().at(-1) === 'end', 'the last line was matched');
    await until(() => heldBelow(watching) === 1, 'the old descriptors were closed');
    expect(readdirSync(watching.path('.')).sort()).toEqual(['app.log', 'app.log.1']);
  });

  it.each([
    ['an hour back', -HOUR_MS],
    ['a day forward', 24 * HOUR_MS],
  ])('H8 keeps following when the clock is set %s', async (_kind, jump) => {
    let offset = 0;
    const clock = { ...systemClock, now: () => systemClock.now() + offset };
    const watching = await begin({ ...way, clock });
    const log = watching.path();
    appendFileSync(log, 'one\n');
    await watching.sees('one');
    offset = jump;
    appendFileSync(log, 'two\n');
    await watching.sees('one', 'two');
    renameSync(log, `${log}.1`);
    writeFileSync(log, 'three\n');
    await watching.sees('one', 'two', 'three');
    await until(() => heldBelow(watching) === 1, 'the renamed file was let go of after its grace');
    copyFileSync(log, `${log}.2`);
    truncateSync(log);
    appendFileSync(log, 'four\n');
    await watching.sees('one', 'two', 'three', 'four');
    await watching.restart();
    appendFileSync(log, 'five\n');
    await watching.sees('one', 'two', 'three', 'four', 'five');
  });

  it('B12 continues after a truncation in the middle of a backlog', async () => {
    const watching = await begin({ ...way, match: { text: 'after' } });
    const backlog = text(numbered(0, 20_000).map((line) => `${line} ${'x'.repeat(500)}`));
    for (let piece = 0; piece < 5; piece += 1) {
      appendFileSync(watching.path(), backlog);
    }
    await until(() => (watching.engine.status().files[0]?.position ?? 0) > 0, 'reading had begun');
    truncateSync(watching.path());
    appendFileSync(watching.path(), 'after one\nafter two\n');
    await watching.sees('after one', 'after two');
    expect(watching.problems()).toEqual([]);
  });

  it('reads the rest of a file that shrinks while it is read', async () => {
    const watching = await begin({ ...way, match: { text: 'new' } });
    appendFileSync(watching.path(), text(numbered(0, 200_000)));
    for (let cut = 1_000_000; cut > 0; cut -= 250_000) {
      truncateSync(watching.path(), cut);
      await new Promise((resolve) => setImmediate(resolve));
    }
    appendFileSync(watching.path(), '\nnew\n');
    await until(() => watching.lines().includes('new'), 'the new line was matched');
    expect(watching.lines()).toEqual(['new']);
  });
});

it('H6 keeps reading while texts cannot be sent', async () => {
  const watching = await begin({});
  const lines = numbered(0, 500);
  appendFileSync(watching.path(), text(lines));
  await watching.sees(...lines);
  expect(watching.engine.status().pendingTexts).toBe(lines.length);
});

it('C8 bounds its memory over a hundred megabytes without a newline', async () => {
  const watching = await begin({ match: { regex: '^(x|ok)' } });
  const piece = Buffer.alloc(4 * 1_048_576, 'x');
  const before = process.memoryUsage().rss;
  let most = before;
  for (let written = 0; written < 25; written += 1) {
    appendFileSync(watching.path(), piece);
    await watching.settles();
    most = Math.max(most, process.memoryUsage().rss);
  }
  appendFileSync(watching.path(), '\nok\n');
  await until(() => watching.lines().includes('ok'), 'the next line was matched');
  expect(watching.lines()).toHaveLength(2);
  expect(most - before).toBeLessThan(48 * 1_048_576);
});
