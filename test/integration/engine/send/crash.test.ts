import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from 'vite';
import { until } from '../../../support/time/until';
import { createSenderBench } from '../../../support/sens/sender-bench';
import { testNumber } from '../../../support/sens/quick-sender';
import type { SenderProcessInput } from '../../../support/sens/sender-process';

/** Number of kills; the full run uses `LOGBELL_KILL_ROUNDS=200`. */
const ROUNDS = Number(process.env['LOGBELL_KILL_ROUNDS'] ?? 20);
const TEXTS = 500;
/** Latest time of a kill after sending began, ms. */
const LONGEST_LIFE_MS = 400;

/** Builds the sender as a program for plain Node, inside the project, where it finds its packages. */
async function builtSender(): Promise<string> {
  const cache = join(import.meta.dirname, '..', '..', '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'sender-'));
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: join(import.meta.dirname, '..', '..', '..', 'support', 'sens', 'sender-process.ts'),
      outDir,
      minify: false,
    },
  });
  return join(outDir, 'sender-process.js');
}

/** Runs a sender until `started` and for a random time more, and kills it (signal 9). */
async function killedAtRandom(program: string, input: SenderProcessInput, started: () => boolean): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  await until(() => started() || child.exitCode !== null, 'the sender started');
  await sleep(Math.random() * LONGEST_LIFE_MS);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
}

test(
  'five hundred texts across kills at any moment: none is lost and none is sent twice',
  async () => {
    const bench = await createSenderBench({ deliveryMs: 20 });
    onTestFinished(() => bench.close());
    const program = await builtSender();
    bench.outbox.connection.transaction(() => {
      for (let index = 1; index <= TEXTS; index += 1) {
        const number = testNumber(index);
        bench.numbers.set(`r${index}`, number);
        bench.outbox.owe({ recipientId: `r${index}`, number, alertId: index, content: `text ${index}` });
      }
    })();
    bench.outbox.releaseLock();
    // Some requests are on their way at any moment of a burst, so that kills meet them.
    bench.practice.fail({ kind: 'delay', ms: 20 }, TEXTS);
    let killedInSending = 0;
    const input = { file: bench.outbox.file, access: bench.access };
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = bench.practice.received().length;
      const hasSent = (): boolean => before === TEXTS || bench.practice.received().length > before;
      // A busy machine may kill every sender before its first request, so each second one gets that far.
      await killedAtRandom(program, input, round % 2 === 0 ? () => true : hasSent);
      killedInSending += bench.outbox.inSending().length;
    }
    expect(bench.practice.received().length).toBeGreaterThan(0);
    bench.start();
    await bench.outbox.allIn('delivered');
    const arrived = bench.practice.received().map(({ content }) => content);
    expect(arrived).toHaveLength(TEXTS);
    expect(new Set(arrived).size).toBe(TEXTS);
    expect(killedInSending).toBeGreaterThan(0);
  },
  60_000 + ROUNDS * 6_000,
);
