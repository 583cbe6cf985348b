import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer, type PracticeServer } from '../../src/main/practice/practice-server';
import { keysOf, liveSettings } from '../support/engine/live-settings';
import { scratchDir } from '../support/files/scratch-dir';
import { until } from '../support/time/until';
import { judge, type Verdict } from './bars';
import type { BenchProcess } from './bench-process';
import { bigLog, LAST_WORDS, type BigLog } from './big-log';
import { benchSettings, matchesIn, startLogbell, type PatternInput } from './logbell';
import { extendedRegex, SAMPLE_PATTERNS } from './patterns';
import { isInstalled, nodeTail, tailGrep, tailRipgrep, type PeerTask } from './peers';
import { memoryOf } from './process-facts';
import { report, type Row } from './report';
import { RUNS, scaled } from './run-size';
import { median } from './statistics';

const SETS = [1, 10, 100] as const;
type SetSize = (typeof SETS)[number];

/** Time limit of one run of a tool, ms. */
const LIMIT_MS = 180_000;

interface Tool {
  readonly name: string;
  readonly start: (task: PeerTask) => BenchProcess;
  /** Returns the number of matches that a line of its output reports. */
  readonly matchesIn: (line: string) => number;
}

interface Measured {
  readonly seconds: number;
  readonly peakMb: number;
  readonly matches: number;
}

const LOGBELL = 'logbell';

/** Runs Logbell with SENS in another process, as for users. */
function logbell(sens: PracticeServer): Tool {
  return {
    name: LOGBELL,
    start: ({ file, patterns }) => {
      const { files, rules } = benchSettings({ path: file, patterns, start: 'beginning' });
      return startLogbell(liveSettings(sens, '', {}, { files, rules }), keysOf(sens));
    },
    matchesIn,
  };
}
const PIPES: readonly Tool[] = [
  { name: 'tail | grep, UTF-8', start: tailGrep('C.UTF-8'), matchesIn: () => 1 },
  { name: 'tail | grep, C', start: tailGrep('C'), matchesIn: () => 1 },
  ...(isInstalled('rg') ? [{ name: 'tail | rg', start: tailRipgrep, matchesIn: () => 1 }] : []),
];
const NODE_TAIL: Tool = {
  name: 'node-tail',
  start: (task) => nodeTail(task),
  matchesIn: (line) => (line === 'ready' ? 0 : 1),
};

/** Tools for a pattern set; node-tail needs almost a minute for 100 patterns and has no limit there. */
function toolsFor(size: SetSize, own: Tool): readonly Tool[] {
  return [own, ...PIPES, ...(size === 100 ? [] : [NODE_TAIL])];
}

/** Runs a tool until it has reported `expected` matches, the last one by itself. */
async function measure(tool: Tool, task: PeerTask, expected: number): Promise<Measured> {
  const process = tool.start(task);
  let matches = 0;
  process.listen((line) => {
    matches += tool.matchesIn(line);
  });
  const isLast = (line: string): boolean => tool.matchesIn(line) > 0 && line.includes(LAST_WORDS);
  const doneAt = await process.line(isLast, 'the last match was printed', LIMIT_MS);
  // For pipes this is the shell only; the limit applies to Logbell, which is one process.
  const { peakMb } = memoryOf(process.pid);
  // Logbell reports counted matches once a second.
  await until(() => matches >= expected, `${expected} matches were reported`);
  await process.end();
  return { seconds: (doneAt - process.startedAt) / 1_000, peakMb, matches };
}

/** Number of lines that grep finds, which must equal the planted ones. */
function expectedMatches(log: BigLog, patterns: readonly PatternInput[]): number {
  const list = join(scratchDir(), 'patterns');
  writeFileSync(list, `${patterns.map(extendedRegex).join('\n')}\n`);
  const count = execFileSync('grep', ['-c', '-a', '-E', '-f', list, log.path], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  return Number(count.toString());
}

/** Loads the file into the page cache: the benchmark compares following and matching, not the disk. */
function readOnce({ path }: BigLog): void {
  const file = openSync(path, 'r');
  const into = Buffer.allocUnsafe(2 ** 20);
  let read = into.length;
  while (read > 0) {
    read = readSync(file, into);
  }
  closeSync(file);
}

function ratioVerdicts(size: SetSize, seconds: ReadonlyMap<string, number>): Verdict[] {
  const own = seconds.get(LOGBELL) ?? Number.NaN;
  const best = Math.min(...PIPES.map(({ name }) => seconds.get(name) ?? Number.NaN));
  const nodeTailTook = seconds.get(NODE_TAIL.name) ?? Number.NaN;
  return [
    judge(`catch-up ${size}`, own / best),
    ...(size === 100 ? [] : [judge(`catch-up ${size} node-tail`, own / nodeTailTook)]),
  ];
}

it(
  'reads a large log from its beginning and finds every match, beside its peers',
  async () => {
    const sens = await startPracticeServer();
    onTestFinished(() => sens.close());
    const own = logbell(sens);
    const log = bigLog(scaled(1_000_000_000));
    const rows: Row[] = [];
    const verdicts: Verdict[] = [];
    let peakMb = 0;
    for (const size of SETS) {
      const patterns = SAMPLE_PATTERNS.slice(0, size).map(({ pattern }) => pattern);
      const expected = expectedMatches(log, patterns);
      expect(expected, `matches planted for ${size}`).toBe(log.planted[size]);
      readOnce(log);
      const tools = toolsFor(size, own);
      const runs = new Map<string, Measured[]>();
      for (let run = 0; run < RUNS; run += 1) {
        const turn = run % tools.length;
        for (const tool of [...tools.slice(turn), ...tools.slice(0, turn)]) {
          const task = { file: log.path, patterns, fromBeginning: true };
          const measured = await measure(tool, task, expected);
          expect(measured.matches, `matches of ${tool.name} with ${size}`).toBe(expected);
          runs.set(tool.name, [...(runs.get(tool.name) ?? []), measured]);
        }
      }
      const medians = new Map([...runs].map(([name, all]) => [name, median(all.map(({ seconds }) => seconds))]));
      const ownSeconds = medians.get(LOGBELL) ?? Number.NaN;
      for (const [name, all] of runs) {
        const taken = all.map(({ seconds }) => seconds);
        const peak = Math.max(...all.map((one) => one.peakMb));
        peakMb = name === LOGBELL ? Math.max(peakMb, peak) : peakMb;
        rows.push({
          patterns: size,
          tool: name,
          runs: taken.length,
          's median': median(taken),
          's least': Math.min(...taken),
          's most': Math.max(...taken),
          'MB/s': log.bytes / 1e6 / median(taken),
          'logbell takes': `${(ownSeconds / median(taken)).toFixed(2)} ×`,
          'peak MB': name === LOGBELL ? peak : '',
          matches: expected,
        });
      }
      verdicts.push(...ratioVerdicts(size, medians));
    }
    verdicts.push(judge('catch-up memory', peakMb));
    report('catch-up', {
      rows,
      verdicts,
      notes: isInstalled('rg') ? [] : ['ripgrep is not installed and was left out.'],
    });
  },
  SETS.length * RUNS * LIMIT_MS,
);
