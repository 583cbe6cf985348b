import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchDir } from '../support/files/scratch-dir';
import { until } from '../support/time/until';
import { judge } from './bars';
import { BenchProcess } from './bench-process';
import { benchSettings, matchesIn, startLogbell, watching } from './logbell';
import { NumberedMatches } from './numbered-matches';
import { nodeTail, tailGrep } from './peers';
import { cpuSecondsOf, memoryOf } from './process-facts';
import { report, type Row } from './report';
import { scaled } from './run-size';

const LINES_PER_SECOND = 50_000;
const SECONDS = scaled(20, 3);
/** Lines at the edge of a generation take turns between rules, so that each is printed; the others are counted. */
const EDGES = [0, 1, 2, 3].map((turn) => ({ text: `edge ${turn};` }));
const PATTERNS = [{ text: 'hello world' }, ...EDGES];
const WRITER = join(import.meta.dirname, 'writers', 'rotating-writer.mjs');

/** Silence after which missing lines count as lost, and time limit in all, ms. */
const QUIET_MS = 5_000;
const LIMIT_MS = SECONDS * 1_000 + 60_000;

interface Tool {
  readonly name: string;
  readonly start: (log: string) => Promise<BenchProcess>;
  readonly matchesIn: (line: string) => number;
}

const TOOLS: readonly Tool[] = [
  {
    name: 'logbell',
    start: async (log) => {
      const logbell = startLogbell(benchSettings({ path: log, patterns: PATTERNS, start: 'beginning' }));
      await watching(logbell);
      return logbell;
    },
    matchesIn,
  },
  {
    name: 'tail | grep',
    start: (file) => Promise.resolve(tailGrep('C')({ file, patterns: PATTERNS, fromBeginning: true })),
    matchesIn: () => 1,
  },
  {
    name: 'node-tail',
    start: async (file) => {
      const peer = nodeTail({ file, patterns: PATTERNS, fromBeginning: true });
      await peer.line((line) => line === 'ready', 'it watches', 10_000);
      return peer;
    },
    matchesIn: () => 1,
  },
];

interface Written {
  readonly lines: number;
  /** Number of matching lines, and of those at the edge of a generation. */
  readonly hits: number;
  readonly edges: number;
  readonly rotations: number;
}

interface Rotated {
  readonly row: Row;
  readonly lost: number;
  readonly repeated: number;
}

async function measure(mode: string, tool: Tool): Promise<Rotated> {
  const log = join(scratchDir(), 'app.log');
  writeFileSync(log, '');
  const process_ = await tool.start(log);
  const edges = new NumberedMatches('edge=');
  let matches = 0;
  let lastAt = 0;
  process_.listen((line, at) => {
    const reported = tool.matchesIn(line);
    if (reported > 0) {
      matches += reported;
      edges.see(line);
      lastAt = at;
    }
  });
  const writer = new BenchProcess({
    command: process.execPath,
    args: [WRITER, log, mode, String(LINES_PER_SECOND), String(SECONDS)],
  });
  let summary = '';
  const isSummary = (line: string): boolean => line.startsWith('{') && (summary = line) !== '';
  const writtenAt = await writer.line(isSummary, 'it had written all lines', LIMIT_MS);
  const written = JSON.parse(summary) as Written;
  const isOver = (): boolean =>
    (matches === written.hits && edges.distinct === written.edges) ||
    performance.now() - Math.max(lastAt, writtenAt) > QUIET_MS;
  await until(isOver, 'no more matches came', LIMIT_MS);
  // A peer may have ended by itself: node-tail does if the log is missing when it checks.
  const cost = tool.name === 'logbell' ? costOf(process_.pid) : {};
  await process_.end();
  const atEdges = edges.tally(written.edges);
  const surplus = matches - written.hits;
  const lost = Math.max(atEdges.lost, -surplus);
  const repeated = Math.max(atEdges.repeated, surplus);
  const facts = { lines: written.lines, rotations: written.rotations, matching: written.hits };
  const row = {
    mode,
    tool: tool.name,
    ...facts,
    lost,
    repeated,
    'behind ms': Math.max(0, lastAt - writtenAt),
    ...cost,
  };
  return { row, lost, repeated };
}

function costOf(pid: number): Row {
  return { 'CPU s': cpuSecondsOf(pid), 'peak MB': memoryOf(pid).peakMb };
}

it.each(['rename', 'copytruncate'])(
  'a log rotated by %s each second loses no line and repeats none',
  async (mode) => {
    const rows: Row[] = [];
    let own = { lost: Number.NaN, repeated: Number.NaN };
    for (const tool of TOOLS) {
      const measured = await measure(mode, tool);
      rows.push(measured.row);
      own = tool.name === 'logbell' ? measured : own;
    }
    report(`rotation-${mode}`, {
      rows,
      verdicts: [judge('rotation lost', own.lost), judge('rotation repeated', own.repeated)],
      notes: [
        'One run each. Each tenth line matches, and the first and last two around each rotation; these are checked one by one, the others by their number.',
        'No line is written between copy and truncate, and the copies stay: every line could be seen.',
      ],
    });
    expect(own, 'lines').toMatchObject({ lost: 0, repeated: 0 });
  },
  TOOLS.length * LIMIT_MS * 2,
);
