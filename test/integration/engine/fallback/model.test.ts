import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChannelService, channelService } from '../../../support/channels/channel-service';
import { ACCEPTS } from '../../../support/channels/samples';
import { FallbackRun, WITH_FALLBACK } from '../../../support/engine/fallback-run';
import { SENS_FAULTS } from '../../../support/sens/simulated-sens';

/** Number of histories; `npm run test:soak` runs more. */
const RUNS = Number(process.env['LOGBELL_MODEL_RUNS'] ?? 50);
/** Number of those that deliver over HTTP. */
const HTTP_RUNS = Math.ceil(RUNS / 5);
/** Longest time from a match to its message, ms. */
const MOST_MS = 180_000;
const CHANNELS = ['ops', 'mail'];

/** Something that happens during a history, and the time until the next event, s. */
const steps = fc.array(
  fc.record({
    does: fc.oneof(
      { weight: 5, arbitrary: fc.constant('match' as const) },
      { weight: 2, arbitrary: fc.constant('crash' as const) },
      { weight: 1, arbitrary: fc.constant('stop' as const) },
    ),
    rule: fc.constantFrom(0, 1),
    then: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 1, maxLength: 8 },
);

const histories = fc.record({
  fault: fc.constantFrom(...SENS_FAULTS, null),
  /** True if one of the fallback channels gets a copy of each alert anyway. */
  copies: fc.boolean(),
  steps,
});

type History = typeof histories extends fc.Arbitrary<infer Value> ? Value : never;

/** A line that a rule has matched, ms since 1970. */
interface Matched {
  readonly line: string;
  readonly at: number;
}

/** Throws unless the channels were told of each match in time, and once. */
function check(run: FallbackRun, matches: readonly Matched[], { fault, copies }: Omit<History, 'steps'>): void {
  // A message names the first few alerts of a flood: the history says which ones it tells of.
  const told = run.history().flatMap((entry) => (entry.kind === 'match' ? [entry] : []));
  for (const { line, at } of matches) {
    const texts = told.find((entry) => entry.line === line)?.texts ?? [];
    for (const channel of CHANNELS) {
      const about = texts.filter((text) => text.channel === channel && text.state === 'delivered');
      const wanted = fault !== null || (copies && channel === 'mail') ? 1 : 0;
      if (about.length !== wanted) {
        throw new Error(`${channel} has ${about.length} messages instead of ${wanted} about ${line}.`);
      }
      if (about.some((text) => text.at - at > MOST_MS)) {
        throw new Error(`${channel} had to wait longer than three minutes for ${line}.`);
      }
    }
  }
  const ids = new Set(told.flatMap(({ texts }) => texts.flatMap(({ id, channel }) => (channel === '' ? [] : [id]))));
  if (!run.overHttp && run.received.length !== ids.size) {
    throw new Error(`The channels have ${run.received.length} messages instead of ${ids.size}.`);
  }
}

/** Throws unless each message of a run has arrived at its channel, and once. */
function checkRequests(run: FallbackRun, requests: ChannelService['requests']): void {
  const keys = new Set(requests.map(({ headers }) => headers['idempotency-key']));
  const texts = run.history().flatMap((entry) => (entry.kind === 'match' ? entry.texts : []));
  for (const channel of CHANNELS) {
    const sent = new Set(texts.filter((text) => text.channel === channel).map(({ id }) => id)).size;
    const arrived = requests.filter(({ path }) => path === `/${channel}`).length;
    if (arrived !== sent) {
      throw new Error(`${channel} has got ${arrived} requests instead of ${sent}.`);
    }
  }
  if (keys.size !== requests.length) {
    throw new Error(`Only ${keys.size} of ${requests.length} requests have a key of their own.`);
  }
}

/** Runs a history, with channels that deliver at once or, over HTTP, to a server. */
async function runHistory({ fault, copies, steps: all }: History, server: ChannelService | null = null): Promise<void> {
  const delivery = { fallback: { to: CHANNELS }, ...(copies ? { channels: ['mail'] } : {}) };
  const channels = CHANNELS.map((id) => ({ id, kind: 'webhook', url: `${server?.url ?? ''}/${id}` }));
  const settings = { ...WITH_FALLBACK, delivery, ...(server && { channels }) };
  const run = new FallbackRun([{ cooldown: '0s' }, { cooldown: '0s' }], settings, server !== null);
  const before = server?.requests.length ?? 0;
  const matches: Matched[] = [];
  run.sens.fault = fault;
  run.start();
  for (const { does, rule, then } of all) {
    if (does === 'match') {
      const line = `fault <${matches.length}>`;
      matches.push({ line, at: run.now });
      run.match(line, rule);
    } else {
      await (does === 'stop' ? run.stop() : run.crash());
      await run.pass(Math.min(then, 10));
      run.start();
    }
    await run.pass(then);
  }
  await run.pass(400, 2_000);
  check(run, matches, { fault, copies });
  if (server) {
    checkRequests(run, server.requests.slice(before));
  }
  await run.crash();
}

describe('fallback channels', () => {
  it(`are told of each match in time and once, in ${RUNS} histories`, async () => {
    const property = fc.asyncProperty(histories, (history) => runHistory(history));
    await fc.assert(property, { numRuns: RUNS, seed: 19, endOnFailure: true });
  }, 3_600_000);

  it(`get each message once over HTTP, in ${HTTP_RUNS} histories`, async () => {
    const server = await channelService(ACCEPTS.webhook);
    const property = fc.asyncProperty(histories, (history) => runHistory(history, server));
    await fc.assert(property, { numRuns: HTTP_RUNS, seed: 20, endOnFailure: true });
    expect(server.requests).not.toEqual([]);
  }, 3_600_000);
});
