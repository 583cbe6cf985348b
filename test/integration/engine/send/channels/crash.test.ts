import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { channelSchema } from '../../../../../src/shared/settings/channels/channel-schema';
import { channelBench, type ChannelBench } from '../../../../support/channels/channel-bench';
import type { ChannelProcessInput } from '../../../../support/channels/channel-process';
import { type ChannelService, channelService } from '../../../../support/channels/channel-service';
import { settled } from '../../../../support/channels/fault-moments';
import { mailServer, MAIL_PASSWORD } from '../../../../support/channels/mail-server';
import { ACCEPTS, httpChannel } from '../../../../support/channels/samples';
import { trust } from '../../../../support/channels/trust';
import { type Certificate, certificateFor } from '../../../../support/sens/certificates';

/** Number of kills; the full run uses `LOGBELL_KILL_ROUNDS=200`. */
const ROUNDS = Number(process.env['LOGBELL_KILL_ROUNDS'] ?? 10);
const MESSAGES = 160;
/** Latest time of a kill after sending began, ms. */
const LONGEST_LIFE_MS = 150;

/** Kinds under test: one that recognizes a repeated message, and three that do not. */
const KINDS = ['webhook', 'slack', 'ntfy', 'email'] as const;
type Kind = (typeof KINDS)[number];

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
async function killedAtRandom(program: string, input: ChannelProcessInput, trusted: string): Promise<void> {
  const child = spawn(process.execPath, [program, JSON.stringify(input)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: trusted },
  });
  const ended = once(child, 'close');
  await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  await sleep(Math.random() * LONGEST_LIFE_MS);
  expect(child.exitCode).toBeNull();
  child.kill('SIGKILL');
  await ended;
}

function kindOf(index: number): Kind {
  return KINDS[index % KINDS.length] ?? 'webhook';
}

/** Messages that arrived through each kind, by their number. */
type Arrivals = ReadonlyMap<Kind, () => readonly number[]>;

function numbersIn(contents: readonly string[]): readonly number[] {
  return contents.map((content) => Number(/message (\d+)/.exec(content)?.[1]));
}

async function addMail(bench: ChannelBench, certificate: Certificate): Promise<() => readonly number[]> {
  trust(certificate);
  const server = await mailServer({ security: 'tls', certificate });
  const channel = channelSchema.parse({
    ...{ id: 'email', kind: 'email', host: 'localhost', port: server.port, security: 'tls', user: 'logbell' },
    ...{ from: 'logbell@example.com', to: ['ops@example.com'] },
  });
  bench.set({ channel, secrets: { password: MAIL_PASSWORD } });
  return () => numbersIn(server.mails());
}

/** Adds a channel of each kind with its service. */
async function addChannels(
  bench: ChannelBench,
  certificate: Certificate,
): Promise<{ readonly arrivals: Arrivals; readonly webhook: ChannelService }> {
  const arrivals = new Map<Kind, () => readonly number[]>([['email', await addMail(bench, certificate)]]);
  const services = new Map<Kind, ChannelService>();
  for (const kind of KINDS.filter((each) => each !== 'email')) {
    const service = await channelService(ACCEPTS[kind]);
    services.set(kind, service);
    arrivals.set(kind, () => numbersIn(service.requests.map(({ body }) => body)));
    const { channel, secrets } = httpChannel(kind, service.url);
    bench.set({ channel: { ...channel, id: kind }, secrets });
  }
  const webhook = services.get('webhook');
  if (webhook === undefined) {
    throw new Error('There is no webhook.');
  }
  return { arrivals, webhook };
}

test(
  'messages across kills at any moment: none is lost unnoticed, and no channel without keys gets one twice',
  async () => {
    const bench = channelBench();
    const certificate = certificateFor('localhost');
    const { arrivals, webhook } = await addChannels(bench, certificate);
    const ids = Array.from({ length: MESSAGES }, (_, index) => bench.owe(kindOf(index), `message ${index}`));
    const program = await builtSender();
    await bench.whileAway(async (file) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        await killedAtRandom(program, { file, settings: bench.settings }, certificate.file);
      }
    });
    bench.start();
    await settled(bench, ids);
    const states = ids.map((id) => bench.text(id).state);
    const unknown = states.filter((state) => state === 'unknown').length;
    expect(states.filter((state) => state !== 'delivered' && state !== 'unknown')).toEqual([]);
    for (const [kind, numbers] of arrivals) {
      const arrived = numbers();
      const queued = ids.flatMap((_, index) => (kindOf(index) === kind ? [index] : []));
      const missing = queued.filter((index) => !arrived.includes(index));
      // Only a message that is shown as unconfirmed may be missing.
      expect(missing.filter((index) => states[index] !== 'unknown')).toEqual([]);
      if (kind !== 'webhook') {
        expect(new Set(arrived).size).toBe(arrived.length);
      }
    }
    const keys = webhook.requests.map(({ headers }) => String(headers['idempotency-key']));
    expect(new Set(keys).size).toBe(MESSAGES / KINDS.length);
    expect(unknown).toBeLessThanOrEqual((KINDS.length - 1) * ROUNDS);
  },
  60_000 + ROUNDS * 6_000,
);
