import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { channelBench } from '../../../../support/channels/channel-bench';
import type { ChannelProcessInput } from '../../../../support/channels/channel-process';
import { type ChannelService, channelService } from '../../../../support/channels/channel-service';
import { ACCEPTS, httpChannel } from '../../../../support/channels/samples';

/** Number of kills; the full run uses `LOGBELL_KILL_ROUNDS=200`. */
const ROUNDS = Number(process.env['LOGBELL_KILL_ROUNDS'] ?? 20);
const MESSAGES = 150;
/** Latest time of a kill after sending began, ms. */
const LONGEST_LIFE_MS = 150;

/** Kinds under test: one that recognizes a repeated message, and two that do not. */
const KINDS = ['webhook', 'slack', 'ntfy'] as const;

/** Builds the sender as a program for plain Node, inside the project, where it finds its packages. */
async function builtSender(): Promise<string> {
  const cache = join(import.meta.dirname, '..', '..', '..', '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'channels-'));
  onTestFinished(() => rmSync(outDir, { recursive: true, force: true }));
  const ssr = join(import.meta.dirname, '..', '..', '..', '..', 'support', 'channels', 'channel-process.ts');
  await build({ configFile: false, logLevel: 'silent', build: { ssr, outDir, minify: false } });
  return join(outDir, 'channel-process.js');
}

/** Runs a sender for a random time and kills it (signal 9). */
async function killedAtRandom(program: string, input: ChannelProcessInput): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  await sleep(Math.random() * LONGEST_LIFE_MS);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
}

function numbersOf({ requests }: ChannelService): readonly number[] {
  return requests.map(({ body }) => Number(/message (\d+)/.exec(body)?.[1]));
}

test(
  'messages across kills at any moment: none is lost unnoticed, and no channel without keys gets one twice',
  async () => {
    const bench = channelBench();
    const services = new Map<string, ChannelService>();
    for (const kind of KINDS) {
      const service = await channelService(ACCEPTS[kind]);
      services.set(kind, service);
      const { channel, secrets } = httpChannel(kind, service.url);
      bench.set({ channel: { ...channel, id: kind }, secrets });
    }
    const ids = Array.from({ length: MESSAGES }, (_, index) =>
      bench.owe(KINDS[index % 3] ?? 'webhook', `message ${index}`),
    );
    const program = await builtSender();
    await bench.whileAway(async (file) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await killedAtRandom(program, { file, settings: bench.settings });
      }
    });
    bench.start();
    const isOpen = (id: number): boolean => ['owed', 'sending'].includes(bench.text(id).state);
    await expect.poll(() => ids.some(isOpen), { timeout: 30_000 }).toBe(false);
    const states = ids.map((id) => bench.text(id).state);
    const unknown = states.filter((state) => state === 'unknown').length;
    expect(states.filter((state) => state !== 'delivered' && state !== 'unknown')).toEqual([]);
    for (const [kind, service] of services) {
      const arrived = numbersOf(service);
      const queued = ids.flatMap((_, index) => (KINDS[index % 3] === kind ? [index] : []));
      const missing = queued.filter((index) => !arrived.includes(index));
      // Only a message that is shown as unconfirmed may be missing.
      expect(missing.filter((index) => states[index] !== 'unknown')).toEqual([]);
      if (kind !== 'webhook') {
        expect(new Set(arrived).size).toBe(arrived.length);
      }
    }
    const keys = services.get('webhook')?.requests.map(({ headers }) => String(headers['idempotency-key'])) ?? [];
    expect(new Set(keys).size).toBe(MESSAGES / 3);
    expect(unknown).toBeLessThanOrEqual(2 * ROUNDS);
  },
  60_000 + ROUNDS * 6_000,
);
