import fc from 'fast-check';
import { describe, it } from 'vitest';
import { FallbackRun, WITH_FALLBACK } from '../../../support/engine/fallback-run';
import { SENS_FAULTS } from '../../../support/sens/simulated-sens';

/** Number of histories; `npm run test:soak` runs more. */
const RUNS = Number(process.env['LOGBELL_MODEL_RUNS'] ?? 50);
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
  if (run.received.length !== ids.size) {
    throw new Error(`The channels have ${run.received.length} messages instead of ${ids.size}.`);
  }
}

async function runHistory({ fault, copies, steps: all }: History): Promise<void> {
  const delivery = { fallback: { to: CHANNELS }, ...(copies ? { channels: ['mail'] } : {}) };
  const run = new FallbackRun([{ cooldown: '0s' }, { cooldown: '0s' }], { ...WITH_FALLBACK, delivery });
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
  await run.crash();
}

describe('fallback channels', () => {
  it(`are told of each match in time and once, in ${RUNS} histories`, async () => {
    await fc.assert(fc.asyncProperty(histories, runHistory), { numRuns: RUNS, seed: 19, endOnFailure: true });
  }, 3_600_000);
});
