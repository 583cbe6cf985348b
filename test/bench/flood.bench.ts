import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createEngineClient } from '../../src/main/desktop/engine/engine-client';
import type { EngineEvent } from '../../src/main/engine/common/events';
import { parseSettings } from '../../src/shared/settings/parse';
import { UNBOUNDED } from '../support/engine/live-settings';
import { scratchDir } from '../support/files/scratch-dir';
import { until } from '../support/time/until';
import { judge, type Verdict } from './bars';
import { BenchProcess } from './bench-process';
import { FLOOD_MARK, FLOOD_PATTERN, writeFloodLog } from './flood-log';
import { benchSettings, matchesIn, startLogbell, watching } from './logbell';
import { NumberedMatches } from './numbered-matches';
import { nodeTail } from './peers';
import { memoryOf } from './process-facts';
import { report, type Row } from './report';
import { RUNS, scaled } from './run-size';
import { distribution, median } from './statistics';

const FULL_BYTES = 200_000_000;
const BYTES = scaled(FULL_BYTES);

/** Interval between matching lines, and its name. */
const SHARES = [
  { every: 8_192, name: '0.01 %' },
  { every: 1, name: '100 %' },
] as const;

/** Time limit from the append to the last match, ms. */
const LIMIT_MS = 60_000 + scaled(120_000);

/** Time to wait for surplus matches, ms: counts are reported once a second. */
const SURPLUS_MS = 2_500;

/** A flood at a steady rate, and the interval of lines of another rule in it, ticks. */
const FLOOD_LINES_PER_SECOND = 50_000;
const FLOOD_SECONDS = scaled(20, 3);
const TICK_MS = 10;
const URGENT_EVERY = 25;
const URGENT_MARK = 'urgent=';

const IDLE_LOOP = join(import.meta.dirname, 'peers', 'idle-loop.mjs');
const WORKER = join(import.meta.dirname, '..', '..', 'out', 'main', 'worker.js');

/** A flood ready to be written to an empty log. */
interface Flood {
  readonly log: string;
  readonly bytes: number;
  readonly matching: number;
  /** Starts a process that appends it as fast as possible. */
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
  /** Number of matches that were only counted. */
  readonly counted: number;
  readonly peakMb: number;
}

/**
 * Writes the flood for a watching process, and waits for the last match. `matchesIn`: number of matches that an output
 * line reports.
 */
async function through(process: BenchProcess, matchesIn: (line: string) => number, wave: Flood): Promise<Measured> {
  const seen = new NumberedMatches(FLOOD_MARK);
  let [single, counted] = [0, 0];
  process.listen((line) => {
    const matches = matchesIn(line);
    if (matches > 0 && line.includes(FLOOD_MARK)) {
      single += 1;
      seen.see(line);
    } else {
      counted += matches;
    }
  });
  const from = performance.now();
  wave.letLoose();
  const isAll = (): boolean => single + counted >= wave.matching;
  const at = await process.line(isAll, 'it reported the last match', LIMIT_MS);
  const { peakMb } = memoryOf(process.pid);
  await setTimeout(SURPLUS_MS);
  await process.end();
  const surplus = single + counted - wave.matching;
  const { repeated } = seen.tally(wave.matching);
  return {
    seconds: (at - from) / 1_000,
    lost: Math.max(0, repeated - surplus),
    repeated: Math.max(repeated, surplus),
    counted,
    peakMb,
  };
}

async function throughLogbell(wave: Flood): Promise<Measured> {
  const logbell = startLogbell(benchSettings({ path: wave.log, patterns: [FLOOD_PATTERN] }));
  await watching(logbell);
  return through(logbell, matchesIn, wave);
}

async function throughNodeTail(wave: Flood): Promise<Measured> {
  const peer = nodeTail({ file: wave.log, patterns: [FLOOD_PATTERN], fromBeginning: false });
  await peer.line((line) => line === 'ready', 'it watches', 10_000);
  return through(peer, (line) => (line === 'ready' ? 0 : 1), wave);
}

/** Delays of the alerts of a rule while another one matches all of a flood, ms. */
type Waits = readonly number[];

/**
 * Starts Logbell with a rule for the flood and an urgent one; returns the process and the delay of each urgent alert.
 */
async function besideFlood(paths: readonly string[]): Promise<{ logbell: BenchProcess; urgent: UrgentLines }> {
  paths.forEach((path) => writeFileSync(path, ''));
  const flooded = { id: 'flood', match: FLOOD_PATTERN, cooldown: '1h', budget: { textsPerDay: 10 } };
  const logbell = startLogbell({
    ...benchSettings({ path: '', patterns: [] }),
    policy: UNBOUNDED,
    files: paths.map((path, index) => ({ id: `log-${index}`, path })),
    rules: [flooded, { id: 'urgent', match: { text: URGENT_MARK }, message: '{{line}}' }],
  });
  await watching(logbell);
  return { logbell, urgent: new UrgentLines(logbell) };
}

/** Numbered lines that alert individually, and the delay of each alert. */
class UrgentLines {
  readonly #writtenAt: number[] = [];
  readonly #alertedAt = new Map<number, number>();

  constructor(logbell: BenchProcess) {
    const mark = new RegExp(`"line":"${URGENT_MARK}(\\d+)"`);
    logbell.listen((line, at) => {
      const number = line.startsWith('{"event":"alert"') ? mark.exec(line)?.[1] : undefined;
      if (number !== undefined) {
        this.#alertedAt.set(Number(number), at);
      }
    });
  }

  /** Returns the next line, with its newline, and records the current time as its write time. */
  next(): string {
    this.#writtenAt.push(performance.now());
    return `${URGENT_MARK}${this.#writtenAt.length - 1}\n`;
  }

  /** Waits for the alerts of all lines so far. */
  async waits(): Promise<Waits> {
    const all = this.#writtenAt;
    await until(() => this.#alertedAt.size === all.length, 'all urgent lines had alerted', LIMIT_MS);
    return all.map((at, number) => (this.#alertedAt.get(number) ?? Infinity) - at);
  }
}

/** Writes the urgent lines among those of the flood at a steady rate. */
async function waitsInFlood(source: string): Promise<Waits> {
  const log = join(scratchDir(), 'app.log');
  const { logbell, urgent } = await besideFlood([log]);
  const lines = readFileSync(source, 'utf8').split('\n').slice(0, FLOOD_LINES_PER_SECOND);
  const perTick = Math.round((FLOOD_LINES_PER_SECOND * TICK_MS) / 1_000);
  for (let tick = 0, due = performance.now(); tick * TICK_MS < FLOOD_SECONDS * 1_000; tick += 1, due += TICK_MS) {
    await setTimeout(Math.max(0, due - performance.now()));
    const at = (tick * perTick) % (lines.length - perTick);
    const wave = lines.slice(at, at + perTick).join('\n');
    appendFileSync(log, tick % URGENT_EVERY === 0 ? `${wave}\n${urgent.next()}` : `${wave}\n`);
  }
  const waits = await urgent.waits();
  await logbell.end();
  return waits;
}

/** Writes the urgent lines to another file while the whole flood is still unread. */
async function waitsBesideBacklog(source: string, matching: number): Promise<Waits> {
  const other = join(scratchDir(), 'other.log');
  const wave = flood(source, matching);
  const { logbell, urgent } = await besideFlood([wave.log, other]);
  let told = 0;
  logbell.listen((line) => (told += matchesIn(line)));
  wave.letLoose();
  for (const from = performance.now(); told < matching && performance.now() - from < LIMIT_MS;) {
    appendFileSync(other, urgent.next());
    await setTimeout(URGENT_EVERY * TICK_MS);
  }
  const waits = await urgent.waits();
  await until(() => told === matching + waits.length, 'the flood was read', LIMIT_MS);
  await logbell.end();
  return waits;
}

/** Longest blocks of event loops while a flood is read, ms. */
interface Blocks {
  readonly main: number;
  readonly idle: number;
}

/**
 * Runs the engine in its worker thread under the main thread of this process, like the desktop app, beside an idle
 * process.
 */
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
  const host = createEngineClient({ emit, crashed: (error) => expect.unreachable(error.message), workerFile: WORKER });
  onTestFinished(() => host.stop());
  await host.start({ settings, access: null, channelSecrets: {}, dataDir: scratchDir(), ownFiles: [] });
  await until(() => started, 'the engine watches');
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const idle = new BenchProcess({ command: process.execPath, args: [IDLE_LOOP] });
  let idleBlock = 0;
  idle.listen((line) => {
    idleBlock = Number(line);
  });
  await idle.line((line) => line === '0', 'it ran', 10_000);
  // Starting a process takes some time of this thread, which is not caused by the engine.
  wave.letLoose();
  delay.enable();
  await until(() => position === wave.bytes, 'the engine had read the whole flood', LIMIT_MS);
  delay.disable();
  await idle.line(() => true, 'it reported its longest block', 10_000);
  await host.stop();
  return { main: delay.max / 1e6, idle: idleBlock };
}

function secondsOf(all: readonly Measured[]): number {
  return median(all.map(({ seconds }) => seconds));
}

function rowOf(share: string, tool: string, all: readonly Measured[]): Row {
  return {
    matching: share,
    tool,
    runs: all.length,
    's to last match': secondsOf(all),
    'MB/s': BYTES / 1e6 / secondsOf(all),
    counted: Math.max(...all.map(({ counted }) => counted)),
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
      ...(every === 1 ? [judge('flood time', secondsOf(own) * (FULL_BYTES / BYTES))] : []),
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

it(
  'a rule that matches everything delays no alert of another rule',
  async () => {
    const source = join(scratchDir(), 'flood.log');
    const matching = writeFloodLog(source, BYTES, 1);
    const ways = [
      { way: 'in the same file, 50,000 lines a second', waits: await waitsInFlood(source) },
      { way: 'in another file, beside a backlog', waits: await waitsBesideBacklog(source, matching) },
    ];
    const rows = ways.map(({ way, waits }): Row => {
      const { p50, p99, max } = distribution(waits);
      return { 'lines of the other rule': way, lines: waits.length, 'p50 ms': p50, 'p99 ms': p99, 'max ms': max };
    });
    const longest = Math.max(...ways.flatMap(({ waits }) => waits));
    report('flood-others', {
      rows,
      verdicts: [judge('flood others', longest / 1_000)],
      notes: ['From the append of a line to its alert on standard output, while all lines of a flood match a rule.'],
    });
  },
  3 * LIMIT_MS,
);
