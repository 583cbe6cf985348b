import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratchDir } from '../support/files/scratch-dir';
import { until } from '../support/time/until';
import { BARS, judge } from './bars';
import type { BenchProcess } from './bench-process';
import { benchSettings, isMatch, startLogbell, watching } from './logbell';
import { NumberedMatches } from './numbered-matches';
import { tailGrepFolder } from './peers';
import { report } from './report';

const EVENTS = 30_000;
const QUIET_FILES = 8;
const PATTERNS = [{ text: 'hello world' }];

/** Time to wait for the lines of the quiet files: the limit, and some more to see by how much it is missed, ms. */
const LIMIT_MS = BARS['overflow seen'].limit * 2_000;

interface Folder {
  readonly dir: string;
  readonly noisy: readonly string[];
  readonly quiet: readonly string[];
}

interface Seen {
  readonly lost: number;
  readonly repeated: number;
  /** Time from resuming to the last line; Infinity if one never came. */
  readonly seconds: number;
}

function folder(): Folder {
  const dir = scratchDir();
  const noisy = ['a', 'b'].map((name) => join(dir, `noisy-${name}.log`));
  const quiet = Array.from({ length: QUIET_FILES }, (_none, number) => join(dir, `quiet-${number}.log`));
  [...noisy, ...quiet].forEach((file) => writeFileSync(file, ''));
  return { dir, noisy, quiet };
}

/** Stops a watching process, causes more events than the kernel queues, and records what it finds when resumed. */
async function overflow(
  process: BenchProcess,
  { noisy, quiet }: Folder,
  counts: (line: string) => boolean,
): Promise<Seen> {
  const matches = new NumberedMatches('quiet=');
  let lastAt = Number.NaN;
  process.listen((line, at) => {
    if (counts(line)) {
      matches.see(line);
      lastAt = at;
    }
  });
  process.signal('SIGSTOP');
  // The kernel merges an event into an equal one before it, so the files take turns.
  for (let event = 0; event < EVENTS; event += 1) {
    appendFileSync(noisy[event % noisy.length] ?? '', 'noise\n');
  }
  quiet.forEach((file, number) => appendFileSync(file, `hello world quiet=${number}\n`));
  const from = performance.now();
  process.signal('SIGCONT');
  const all = await until(() => matches.distinct === quiet.length, 'all lines were seen', LIMIT_MS).catch(() => false);
  await process.end();
  return { ...matches.tally(quiet.length), seconds: all ? (lastAt - from) / 1_000 : Infinity };
}

async function logbellOverflow(): Promise<Seen> {
  const files = folder();
  const logbell = startLogbell(benchSettings({ path: join(files.dir, '*.log'), patterns: PATTERNS }));
  await watching(logbell);
  return overflow(logbell, files, isMatch);
}

async function tailOverflow(): Promise<Seen> {
  const files = folder();
  const peer = tailGrepFolder(files.dir, PATTERNS);
  const append = setInterval(() => appendFileSync(files.noisy[0] ?? '', 'hello world\n'), 100);
  await peer.line(() => true, 'it watches', 10_000).finally(() => clearInterval(append));
  return overflow(peer, files, (line) => line.includes('quiet='));
}

it('sees a line in a quiet file after the system has dropped events', async () => {
  const queue = Number(readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8'));
  expect(queue, 'events that the system queues').toBeLessThan(EVENTS);
  const own = await logbellOverflow();
  const peer = await tailOverflow();
  const facts = { events: EVENTS, queue, 'quiet lines': QUIET_FILES };
  report('overflow', {
    rows: [
      { tool: 'logbell', ...facts, lost: own.lost, repeated: own.repeated, 's to last': own.seconds },
      { tool: 'tail | grep', ...facts, lost: peer.lost, repeated: peer.repeated, 's to last': peer.seconds },
    ],
    verdicts: [judge('overflow seen', own.seconds)],
    notes: [`A line not seen within ${LIMIT_MS / 1_000} s counts as lost here.`],
  });
  expect({ lost: own.lost, repeated: own.repeated }).toEqual({ lost: 0, repeated: 0 });
}, 180_000);
