import { appendFileSync, openSync, writeFileSync } from 'node:fs';
import type * as fileSystem from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { FilePosition } from '../../../../../src/main/engine/ledger/tables/file-positions';
import { linesOf, lineText } from '../../../../../src/main/engine/watch/reader/lines';
import type { LineSink } from '../../../../../src/main/engine/watch/reader/line-sink';
import { LogReader } from '../../../../../src/main/engine/watch/reader/log-reader';
import { NO_FINGERPRINT } from '../../../../../src/main/engine/watch/identity/fingerprint';
import { scratchDir } from '../../../../support/files/scratch-dir';

/**
 * Simulated change time of every `stat`, ns since 1970, as of a clock that does not tick between two changes; null for
 * the real one. The hooks run right after a read or a `stat`.
 */
const clock = vi.hoisted((): { tick: bigint | null; afterRead: () => void; afterLook: () => void } => ({
  tick: null,
  afterRead: () => undefined,
  afterLook: () => undefined,
}));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof fileSystem>();
  return {
    ...fs,
    fstatSync: (fd: number, options: { bigint: true }) => {
      const stats = fs.fstatSync(fd, options);
      stats.ctimeNs = clock.tick ?? stats.ctimeNs;
      clock.afterLook();
      return stats;
    },
    readSync: (...args: Parameters<typeof fs.readSync>) => {
      const got = fs.readSync(...args);
      clock.afterRead();
      return got;
    },
  };
});

interface Opened {
  readonly path: string;
  readonly log: LogReader;
  readonly lines: string[];
}

/** Opens an empty file at its start; `now` in ms since 1970. */
function opened(now: () => number): Opened {
  const path = join(scratchDir(), 'app.log');
  writeFileSync(path, '');
  const lines: string[] = [];
  const buffer = Buffer.alloc(8_192);
  const intake: LineSink = {
    buffer,
    isBackingOff: false,
    beginRun: () => ({
      match: (block) => {
        lines.push(...linesOf(block).map((line) => lineText(line, block.codec)));
        return true;
      },
      skip: () => undefined,
      end: () => true,
    }),
    savePosition: () => true,
    skipTo: (_log, offset) => offset,
    flushMatches: () => true,
    flush: () => true,
  };
  const begin = { device: '1', inode: '1', born: '0', source: path, path, skipping: false, generation: 0 };
  const position: FilePosition = { ...begin, offset: 0, proof: NO_FINGERPRINT };
  const options = {
    encoding: 'utf8',
    maxLineBytes: 1_000,
    flushAfterMs: null,
    entryRule: null,
    now,
    fileIds: () => ['f'],
    onIdentityChange: () => undefined,
    claim: () => () => undefined,
  } as const;
  const log = new LogReader(openSync(path, 'r'), position, options, intake);
  onTestFinished(() => {
    clock.tick = null;
    clock.afterRead = () => undefined;
    clock.afterLook = () => undefined;
    log.close();
  });
  return { path, log, lines };
}

/** Reads until nothing is left. */
function readAll({ log }: Opened): void {
  let reads = 0;
  while (log.read() !== 'idle' && reads < 100) {
    reads += 1;
  }
}

it('B3 sees a rewrite of the same size within one tick of the clock', () => {
  const file = opened(() => 1_000);
  clock.tick = 1_004_000_000n;
  writeFileSync(file.path, 'one\n');
  readAll(file);
  writeFileSync(file.path, 'two\n');
  readAll(file);
  expect(file.lines).toEqual(['one', 'two']);
});

it('takes a file for unchanged once the tick is over', () => {
  const file = opened(() => 2_000);
  clock.tick = 1_004_000_000n;
  writeFileSync(file.path, 'one\n');
  readAll(file);
  let reads = 0;
  clock.afterRead = () => {
    reads += 1;
  };
  readAll(file);
  expect(reads).toBe(0);
});

it('sees a rewrite between the read and its verification', () => {
  const file = opened(() => Date.now());
  writeFileSync(file.path, 'one\n');
  let rewrites = 0;
  clock.afterRead = () => {
    rewrites += 1;
    if (rewrites === 1) {
      writeFileSync(file.path, 'two\n');
    }
  };
  readAll(file);
  expect(file.lines).toEqual(['one', 'two']);
});

it('loses no line of a rewrite between a `stat` and the read', () => {
  const file = opened(() => Date.now());
  writeFileSync(file.path, 'one\n');
  readAll(file);
  appendFileSync(file.path, 'two\n');
  let looks = 0;
  clock.afterLook = () => {
    looks += 1;
    if (looks === 1) {
      writeFileSync(file.path, 'a longer line\nand another\n');
    }
  };
  readAll(file);
  expect(file.lines).toEqual(['one', 'a longer line', 'and another']);
});
