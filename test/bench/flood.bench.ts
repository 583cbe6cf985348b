import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, it, onTestFinished } from 'vitest';
import { createEngineHost } from '../../src/main/desktop/engine-host';
import type { EngineEvent } from '../../src/main/engine/events';
import { parseSettings } from '../../src/shared/parse-settings';
import { scratchDir } from '../support/scratch-dir';
import { until } from '../support/until';
import { judge, type Verdict } from './bars';
import { BenchProcess } from './bench-process';
import { FLOOD_MARK, FLOOD_PATTERN, writeFloodLog } from './flood-log';
import { benchSettings, isMatch, startLogbell, watching } from './logbell';
import { NumberedMatches } from './numbered-matches';
import { nodeTail } from './peers';
import { memoryOf } from './process-facts';
import { report, type Row } from './report';
import { RUNS, scaled } from './run-size';
import { median } from './statistics';

const BYTES = scaled(200_000_000);

/** Every how many lines one matches, and how that is called. */
const SHARES = [
  { every: 8_192, name: '0.01 %' },
  { every: 1, name: '100 %' },
] as const;

/** Longest from the append to the last match, ms. */
const LIMIT_MS = 60_000 + scaled(120_000);

const IDLE_LOOP = join(import.meta.dirname, 'peers', 'idle-loop.mjs');
const WORKER = join(import.meta.dirname, '..', '..', 'out', 'main', 'worker.js');

/** A flood ready to be let loose on an empty log. */
interface Flood {
  readonly log: string;
  readonly bytes: number;
  readonly matching: number;
  /** Appends it as fast as it goes, by another process. */
  readonly letLoose: () => BenchProcess;
}

function flood(source: string, matching: number): Flood {
  const bytes = statSync(source).size;
  const log = join(scratchDir(), 'app.log');
  writeFileSync(log, '');
  const letLoose = (): BenchProcess =>
    new BenchProcess({ command: 'sh', args: ['-c', 'cat "$1" >> "$2"', 'sh', source, log] });
  return { log, bytes, matching, letLoose };
}

interface Measured {
  readonly seconds: number;
  readonly lost: number;
  readonly repeated: number;
  readonly peakMb: number;
}

/** Lets the flood loose on a process that watches, and waits for the last match. */
async function through(process: BenchProcess, counts: (line: string) => boolean, wave: Flood): Promise<Measured> {
  const seen = new NumberedMatches(FLOOD_MARK);
  process.listen((line) => {
    if (counts(line)) {
      seen.see(line);
    }
  });
  const end = new RegExp(`${FLOOD_MARK}${wave.matching - 1}\\b`);
  const from = performance.now();
  wave.letLoose();
  const at = await process.line((line) => counts(line) && end.test(line), 'the last match was printed', LIMIT_MS);
  const { peakMb } = memoryOf(process.pid);
  await process.end();
  return { seconds: (at - from) / 1_000, ...seen.tally(wave.matching), peakMb };
}

async function throughLogbell(wave: Flood): Promise<Measured> {
  const logbell = startLogbell(benchSettings({ path: wave.log, patterns: [FLOOD_PATTERN] }));
  await watching(logbell);
  return through(logbell, isMatch, wave);
}

async function throughNodeTail(wave: Flood): Promise<Measured> {
  const peer = nodeTail({ file: wave.log, patterns: [FLOOD_PATTERN], fromBeginning: false });
  await peer.line((line) => line === 'ready', 'it watches', 10_000);
  return through(peer, () => true, wave);
}

/** Longest blocks of event loops while a flood is read, ms. */
interface Blocks {
  readonly main: number;
  readonly idle: number;
}

/** The engine in its worker thread under this process's main thread, as the desktop app has it, beside an idle process. */
async function longestBlocks(wave: Flood): Promise<Blocks> {
  const { settings } = parseSettings(benchSettings({ path: wave.log, patterns: [FLOOD_PATTERN] }));
  let started = false;
  let position = 0;
  const emit = (event: EngineEvent): void => {
    started ||= event.event === 'started';
    if (event.event === 'status') {
      position = event.status.files[0]?.position ?? 0;
    }
  };
  const host = createEngineHost({ emit, crashed: (error) => expect.unreachable(error.message), workerFile: WORKER });
  onTestFinished(() => host.stop());
  await host.start({ settings, access: null, dataDir: scratchDir(), ownFiles: [] });
  await until(() => started, 'the engine watches');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const idle = new BenchProcess({ command: process.execPath, args: [IDLE_LOOP] });
  let idleBlock = 0;
  idle.listen((line) => {
    idleBlock = Number(line);
  });
  await idle.line((line) => line === '0', 'it ran', 10_000);
  // Starting a process takes this thread some time itself, which is not the engine's doing.
  wave.letLoose();
  delay.enable();
  await until(() => position === wave.bytes, 'the engine had read the whole flood', LIMIT_MS);
  delay.disable();
  await idle.line(() => true, 'it had told of its longest block', 10_000);
  await host.stop();
  return { main: delay.max / 1e6, idle: idleBlock };
}

function rowOf(share: string, tool: string, all: readonly Measured[]): Row {
  return {
    matching: share,
    tool,
    runs: all.length,
    's to last match': median(all.map(({ seconds }) => seconds)),
    'MB/s': BYTES / 1e6 / median(all.map(({ seconds }) => seconds)),
    lost: Math.max(...all.map(({ lost }) => lost)),
    repeated: Math.max(...all.map(({ repeated }) => repeated)),
    'peak MB': Math.max(...all.map(({ peakMb }) => peakMb)),
  };
}

it.each(SHARES)(
  'a flood of which $name matches loses nothing and leaves the machine alone',
  async ({ every, name }) => {
    const source = join(scratchDir(), 'flood.log');
    const matching = writeFloodLog(source, BYTES, every);
    const own: Measured[] = [];
    const peer: Measured[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      const steps = [
        async () => own.push(await throughLogbell(flood(source, matching))),
        async () => peer.push(await throughNodeTail(flood(source, matching))),
      ];
      for (const step of run % 2 === 0 ? steps : steps.toReversed()) {
        await step();
      }
    }
    const blocks = await longestBlocks(flood(source, matching));
    const wrong = Math.max(...own.map(({ lost, repeated }) => lost + repeated));
    const verdicts: Verdict[] = [
      judge('flood lost', wrong),
      judge('flood memory', Math.max(...own.map(({ peakMb }) => peakMb))),
      judge('flood main loop', blocks.main),
    ];
    report(`flood-${every === 1 ? 'all' : 'few'}`, {
      rows: [rowOf(name, 'logbell', own), rowOf(name, 'node-tail', peer)],
      verdicts,
      notes: [
        'The main event loop is that of a process with the engine in its worker thread, sampled each millisecond.',
        `An idle process on this machine was blocked ${blocks.idle.toFixed(0)} ms at the longest in that time.`,
      ],
    });
    expect(wrong, 'matches lost or repeated').toBe(0);
  },
  (2 * RUNS + 1) * (LIMIT_MS + 20_000),
);
