import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { until } from '../../support/time/until';

/** More than the kernel queues for a process that does not read them (inotify(7), max_queued_events: 16,384). */
const NOTICES = 30_000;
/** Time within which a line must be found whose event was dropped, ms. */
const LIMIT_MS = 60_000;

it('F6 finds a line whose event was dropped while the process was stopped', async () => {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const [busy, other, quiet] = ['busy.log', 'other.log', 'quiet.log'].map((name) => join(dir, 'logs', name));
  [busy, other, quiet].forEach((path) => writeFileSync(path ?? '', ''));
  configure(dir, liveSettings(sens, dir, { match: { text: 'quiet line' } }));
  const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await watch.event({ event: 'started' });
  process.kill(watch.pid, 'SIGSTOP');
  // Successive events of one file would be merged into one.
  for (let notice = 0; notice < NOTICES; notice += 2) {
    appendFileSync(busy ?? '', 'x\n');
    appendFileSync(other ?? '', 'x\n');
  }
  appendFileSync(quiet ?? '', 'quiet line\n');
  process.kill(watch.pid, 'SIGCONT');
  await until(() => watch.events().some(({ event }) => event === 'match'), 'the quiet line was matched', LIMIT_MS);
  expect(await watch.end()).toBe(0);
});
