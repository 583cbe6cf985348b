import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { judge } from '../bench/bars';
import { report } from '../bench/report';
import { scaled } from '../bench/run-size';
import { median } from '../bench/statistics';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import { appEnvironment, ELECTRON } from '../support/e2e/logbell-app';

const SUPPORT = join(import.meta.dirname, '..', 'support', 'e2e');
const BARE = join(SUPPORT, 'bare-main.mjs');
const LOGBELL = join(import.meta.dirname, '..', '..', 'out', 'main', 'main.js');
const STARTS = scaled(15, 3);

/** Times since the start of the process, ms. */
interface Start {
  readonly shown: number;
  readonly filled: number;
}

/** Starts the app with this main file and ends it once its window has content. */
async function startOnce(folder: AppFolder, main: string): Promise<Start> {
  const started = Date.now();
  const profile = `--user-data-dir=${folder.path('profile')}`;
  const child = spawn(ELECTRON, ['--no-sandbox', '--disable-gpu', profile, join(SUPPORT, 'shown-main.mjs'), main], {
    env: appEnvironment(folder, {}),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const times = new Map<string, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [what = '', at] = line.split(' ');
    times.set(what, Number(at) - started);
    if (what === 'filled') {
      child.kill('SIGTERM');
    }
  }
  if (child.exitCode === null && child.signalCode === null) {
    await once(child, 'exit');
  }
  return { shown: times.get('shown') ?? Number.NaN, filled: times.get('filled') ?? Number.NaN };
}

test('the window is shown about as soon as a minimal one', async ({ folder }) => {
  test.setTimeout(300_000);
  folder.append('started\n', folder.path('app.log'));
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'error', match: { text: 'error' } }],
  });
  const starts = { bare: [] as Start[], logbell: [] as Start[] };
  // The first start of each fills the caches of disk and profile.
  for (let run = 0; run <= STARTS; run += 1) {
    const bare = await startOnce(folder, BARE);
    const logbell = await startOnce(folder, LOGBELL);
    if (run > 0) {
      starts.bare.push(bare);
      starts.logbell.push(logbell);
    }
  }
  const shown = { bare: middle(starts.bare, 'shown'), logbell: middle(starts.logbell, 'shown') };
  const verdict = judge('window shown', shown.logbell / shown.bare);
  report('window-shown', {
    rows: [
      { window: 'one div', 'shown ms': shown.bare, 'with content ms': middle(starts.bare, 'filled') },
      { window: 'Logbell', 'shown ms': shown.logbell, 'with content ms': middle(starts.logbell, 'filled') },
    ],
    verdicts: [verdict],
    notes: [`${STARTS} starts of each, in turn; medians, from the start of the process`],
  });
  expect(shown.bare).toBeGreaterThan(0);
  expect(verdict.met).toBe(true);
});

function middle(starts: readonly Start[], what: keyof Start): number {
  return median(starts.map((start) => start[what]));
}
