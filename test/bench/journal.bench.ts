import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { scratchDir } from '../support/files/scratch-dir';
import { journalctlOf } from '../support/journal/journalctl-processes';
import { JournalWriter, REMOTE } from '../support/journal/journal-writer';
import { until } from '../support/time/until';
import { judge } from './bars';
import { BenchProcess } from './bench-process';
import { matchesIn, startLogbell, TURNS, turnOf, watching } from './logbell';
import { cpuSecondsOf, memoryOf } from './process-facts';
import { report } from './report';
import { scaled } from './run-size';
import { distribution, type Distribution } from './statistics';

const CATCH_UP = scaled(1_000_000, 10_000);
const PER_SECOND = 5_000;
const FLOOD_SECONDS = scaled(20);
const LATENCY_ENTRIES = scaled(400, 40);
const EVERY_MS = 50;
const IDLE_MS = scaled(20_000, 2_000);
const LAST = 'the very last entry';

/** Fields that journald adds to an entry of a service, besides those of the writer (systemd.journal-fields(7)). */
const TRUSTED_FIELDS = {
  SYSLOG_FACILITY: '4',
  _UID: '0',
  _GID: '0',
  _COMM: 'sshd',
  _EXE: '/usr/sbin/sshd',
  _CMDLINE: 'sshd: root [priv]',
  _CAP_EFFECTIVE: '1ffffffffff',
  _MACHINE_ID: '0123456789abcdef0123456789abcdef',
  _SYSTEMD_CGROUP: '/system.slice/ssh.service',
  _SYSTEMD_SLICE: 'system.slice',
  _SYSTEMD_INVOCATION_ID: 'fedcba9876543210fedcba9876543210',
  _TRANSPORT: 'syslog',
};

/** Entries written to a journal by one systemd-journal-remote, as they come. */
class Feed {
  readonly journal = new JournalWriter(join(scratchDir(), 'journal'));
  readonly #writer = spawn(REMOTE, ['-o', this.journal.file, '-'], { stdio: ['pipe', 'ignore', 'ignore'] });

  constructor() {
    onTestFinished(() => void this.#writer.kill('SIGKILL'));
  }

  async write(messages: readonly string[]): Promise<void> {
    const bytes = Buffer.concat(messages.map((MESSAGE) => this.journal.exported({ ...TRUSTED_FIELDS, MESSAGE })));
    if (!this.#writer.stdin.write(bytes)) {
      await once(this.#writer.stdin, 'drain');
    }
  }

  async end(): Promise<void> {
    this.#writer.stdin.end();
    await once(this.#writer, 'close');
  }
}

function settings({ journal }: Feed, patterns: readonly object[], start: 'end' | 'beginning' = 'end'): object {
  return {
    sens: { mode: 'practice' },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'log', journal: { directory: journal.dir }, start }],
    rules: patterns.map((match, index) => ({ id: `rule-${index + 1}`, match, cooldown: '1h' })),
  };
}

/** Entries as services write them; one in a thousand matches. */
function sampleEntry(number: number): string {
  return number % 1_000 === 0
    ? `error ${number}: connection refused`
    : `Accepted publickey for user${number % 100} from 10.0.0.${number % 250} port ${number % 60_000} ssh2`;
}

async function following(feed: Feed, patterns: readonly object[]): Promise<BenchProcess> {
  await feed.write(['first entry']);
  const logbell = startLogbell(settings(feed, patterns));
  await watching(logbell);
  await until(() => journalctlOf(feed.journal.dir).length === 1, 'journalctl runs');
  return logbell;
}

/** Reads a journal from its beginning, after journalctl has read it as a whole; both times in seconds. */
async function catchUp(): Promise<{ readonly own: number; readonly journalctl: number; readonly matches: number }> {
  const feed = new Feed();
  for (let number = 1; number <= CATCH_UP; number += 1_000) {
    await feed.write(Array.from({ length: 1_000 }, (_none, index) => sampleEntry(number + index)));
  }
  await feed.write([LAST]);
  await feed.end();
  const began = performance.now();
  spawnSync('sh', ['-c', 'exec journalctl -D "$0" -o json > /dev/null', feed.journal.dir]);
  const journalctl = (performance.now() - began) / 1_000;
  let matches = 0;
  const logbell = startLogbell(settings(feed, [{ text: 'connection refused' }, { text: LAST }], 'beginning'));
  logbell.listen((line) => {
    matches += matchesIn(line);
  });
  const done = await logbell.line((line) => line.includes(LAST) && matchesIn(line) > 0, 'the last entry', 600_000);
  await until(() => matches >= CATCH_UP / 1_000 + 1, 'all matches were reported');
  await logbell.end();
  return { own: (done - logbell.startedAt) / 1_000, journalctl, matches };
}

/** Writes 5,000 entries a second, each a match. */
async function flood(): Promise<{ readonly lost: number; readonly memory: number }> {
  const feed = new Feed();
  const logbell = await following(feed, TURNS);
  let matches = 0;
  logbell.listen((line) => {
    matches += matchesIn(line);
  });
  const total = PER_SECOND * FLOOD_SECONDS;
  const began = performance.now();
  for (let number = 0; number < total;) {
    const due = Math.min(total, Math.ceil(((performance.now() - began) / 1_000) * PER_SECOND));
    if (due > number) {
      const first = number;
      await feed.write(Array.from({ length: due - number }, (_none, index) => turnOf(first + index)));
      number = due;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await until(() => matches >= total, `${total} matches were reported`, 60_000).catch(() => undefined);
  const memory = memoryOf(logbell.pid).peakMb + memoryOf(journalctlOf(feed.journal.dir)[0] ?? logbell.pid).peakMb;
  await logbell.end();
  return { lost: Math.abs(total - matches), memory };
}

/** Writes an entry now and then, seen by Logbell and by `journalctl -f`. */
async function latency(): Promise<{ readonly own: Distribution; readonly journalctl: Distribution }> {
  const feed = new Feed();
  const logbell = await following(feed, TURNS);
  const peer = new BenchProcess({
    command: 'sh',
    args: ['-c', 'journalctl -q -m -D "$0" -f -o cat | grep --line-buffered "hello world"', feed.journal.dir],
  });
  const seen = { own: [] as number[], journalctl: [] as number[] };
  logbell.listen((line, at) => {
    if (matchesIn(line) > 0) {
      seen.own.push(at);
    }
  });
  peer.listen((_line, at) => {
    seen.journalctl.push(at);
  });
  await new Promise((resolve) => setTimeout(resolve, 500));
  const written: number[] = [];
  for (let number = 0; number < LATENCY_ENTRIES; number += 1) {
    written.push(performance.now());
    await feed.write([turnOf(number)]);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
  await until(() => seen.own.length >= LATENCY_ENTRIES && seen.journalctl.length >= LATENCY_ENTRIES, 'all were seen');
  const delays = (times: readonly number[]): Distribution =>
    distribution(written.map((at, index) => (times[index] ?? Number.NaN) - at));
  const result = { own: delays(seen.own), journalctl: delays(seen.journalctl) };
  await Promise.all([logbell.end(), peer.end()]);
  return result;
}

/** Watches a quiet journal; CPU of a core in percent, memory in MiB, both including journalctl. */
async function idle(): Promise<{ readonly cpu: number; readonly memory: number }> {
  const feed = new Feed();
  const logbell = await following(feed, TURNS);
  const pids = [logbell.pid, ...journalctlOf(feed.journal.dir)];
  const cpu = (): number => pids.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const before = cpu();
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  const used = cpu() - before;
  const memory = pids.reduce((sum, pid) => sum + memoryOf(pid).nowMb, 0);
  await logbell.end();
  return { cpu: (used / (IDLE_MS / 1_000)) * 100, memory };
}

it('follows the systemd journal, beside journalctl', async () => {
  const quiet = await idle();
  const delay = await latency();
  const stream = await flood();
  const read = await catchUp();
  const verdicts = [
    judge('journal catch-up', read.own / read.journalctl),
    judge('journal lost', stream.lost),
    judge('journal p99', delay.own.p99 - delay.journalctl.p99),
  ];
  report('journal', {
    rows: [
      { measured: 'entry to match, p50 ms', logbell: delay.own.p50, journalctl: delay.journalctl.p50 },
      { measured: 'entry to match, p99 ms', logbell: delay.own.p99, journalctl: delay.journalctl.p99 },
      { measured: `${CATCH_UP} entries, s`, logbell: read.own, journalctl: read.journalctl },
      { measured: 'flood: matches lost or repeated', logbell: stream.lost, journalctl: '' },
      { measured: 'flood: peak memory with journalctl, MB', logbell: stream.memory, journalctl: '' },
      { measured: 'idle CPU with journalctl, %', logbell: quiet.cpu, journalctl: '' },
      { measured: 'idle memory with journalctl, MB', logbell: quiet.memory, journalctl: '' },
    ],
    verdicts,
  });
  expect(read.matches).toBe(CATCH_UP / 1_000 + 1);
  expect(verdicts.filter(({ met }) => !met)).toEqual([]);
}, 1_800_000);
