/** Upper limit of a figure. */
export interface Bar {
  readonly what: string;
  readonly limit: number;
  readonly unit: '×' | 'ms' | 's' | 'MB' | '%' | 'lines';
}

/** Limits of all benchmarks. Megabytes of memory are 2^20 bytes; ratios are of medians of the same run. */
export const BARS = {
  'catch-up 1': { what: '1 pattern: time relative to the faster of tail | grep and tail | rg', limit: 1.2, unit: '×' },
  'catch-up 10': {
    what: '10 patterns: time relative to the faster of tail | grep and tail | rg',
    limit: 0.35,
    unit: '×',
  },
  'catch-up 100': {
    what: '100 patterns: time relative to the faster of tail | grep and tail | rg',
    limit: 0.5,
    unit: '×',
  },
  'catch-up 1 node-tail': { what: '1 pattern: time relative to node-tail', limit: 0.15, unit: '×' },
  'catch-up 10 node-tail': { what: '10 patterns: time relative to node-tail', limit: 0.15, unit: '×' },
  'catch-up memory': { what: 'resident memory, peak', limit: 120, unit: 'MB' },
  'stdout p50': { what: 'append to match on standard output, p50', limit: 1.5, unit: 'ms' },
  'stdout p99': { what: 'append to match on standard output, p99', limit: 5, unit: 'ms' },
  'request p50': { what: 'append to request at SENS, p50', limit: 6, unit: 'ms' },
  'request p99': { what: 'append to request at SENS, p99', limit: 15, unit: 'ms' },
  'flood lost': { what: 'matches lost or repeated', limit: 0, unit: 'lines' },
  'flood memory': { what: 'resident memory, peak', limit: 200, unit: 'MB' },
  'flood time': { what: '200 MB of matches: first append to the last match', limit: 10, unit: 's' },
  'flood others': { what: 'append to the alert of another rule, longest', limit: 1, unit: 's' },
  'flood main loop': { what: 'longest block of the main event loop', limit: 50, unit: 'ms' },
  'rotation lost': { what: 'lines lost', limit: 0, unit: 'lines' },
  'rotation repeated': { what: 'lines repeated', limit: 0, unit: 'lines' },
  '1000 files ready': { what: '1,000 files: start to "started"', limit: 3, unit: 's' },
  '1000 files idle': { what: '1,000 files: idle CPU of a core', limit: 0.5, unit: '%' },
  '1000 files memory': { what: '1,000 files: resident memory', limit: 120, unit: 'MB' },
  '1000 files p99': { what: '1,000 files: append to match, p99', limit: 20, unit: 'ms' },
  '10000 files ready': { what: '10,000 files: start to "started"', limit: 10, unit: 's' },
  '10000 files idle': { what: '10,000 files: idle CPU of a core', limit: 1, unit: '%' },
  '10000 files memory': { what: '10,000 files: resident memory', limit: 200, unit: 'MB' },
  '10000 files p99': { what: '10,000 files: append to match, p99', limit: 20, unit: 'ms' },
  'startup version': { what: '`logbell --version`: time relative to a bare start of Node', limit: 2, unit: '×' },
  'startup ready': { what: 'start to "started", relative to a bare start of Node', limit: 4, unit: '×' },
  'startup memory': { what: 'one file: resident memory when idle', limit: 70, unit: 'MB' },
  'overflow seen': { what: 'time until the last quiet file is seen', limit: 15, unit: 's' },
  'outbox wrong': { what: 'texts lost or sent twice', limit: 0, unit: 'lines' },
  'outbox rate': { what: 'time per text, with faults', limit: 10, unit: 'ms' },
  'outbox memory': { what: 'memory added by 10,000 texts and the practice SENS', limit: 120, unit: 'MB' },
  'dry-run plain': { what: 'dry run of a plain log: time per GB', limit: 2, unit: 's' },
  'dry-run memory': { what: 'dry run: memory added, peak', limit: 60, unit: 'MB' },
  'journal catch-up': {
    what: 'journal from its beginning: time relative to journalctl > /dev/null',
    limit: 1.3,
    unit: '×',
  },
  'journal lost': { what: 'journal, 5,000 entries a second: matches lost or repeated', limit: 0, unit: 'lines' },
  'journal p99': { what: 'journal: entry to match, p99 after that of journalctl -f', limit: 10, unit: 'ms' },
  'metrics scrape': { what: '10,000 files: CPU time of one scrape', limit: 5, unit: 'ms' },
  'receive p99': { what: '1,000 alerts a second: request to answer, after the commit, p99', limit: 50, unit: 'ms' },
  'receive lost': { what: '1,000 alerts a second: alerts refused or not answered', limit: 0, unit: 'lines' },
  'receive memory': { what: '1,000 alerts a second: memory added after the first 5 s', limit: 40, unit: 'MB' },
  'history frame': { what: '100,000 rows of history: longest frame while scrolling', limit: 50, unit: 'ms' },
  'window shown': { what: 'start to the window shown, relative to a window with one div', limit: 1.5, unit: '×' },
} as const satisfies Record<string, Bar>;

/** Name of a limit. */
export type BarName = keyof typeof BARS;

/** A limit and the measured figure. */
export interface Verdict extends Bar {
  readonly bar: BarName;
  readonly measured: number;
  readonly met: boolean;
}

/** Compares a figure with its limit; a figure that could not be measured fails. */
export function judge(bar: BarName, measured: number): Verdict {
  return { bar, ...BARS[bar], measured, met: measured <= BARS[bar].limit };
}
