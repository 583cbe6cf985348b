import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dryRunRequest, runDry } from '../../../support/engine/dry-run';
import { watchedLines } from '../../../support/engine/watched-lines';
import { scratchDir } from '../../../support/files/scratch-dir';

/** A past Monday noon in Seoul, ms since 1970. */
const START = Date.UTC(2026, 0, 5, 3);

/** Seconds since the last line, and its text. */
type Step = readonly [number, string];

const span = fc.constantFrom(
  [],
  [{ from: '12:02', to: '12:10' }],
  [{ days: ['mon' as const], from: '00:00', to: '12:05' }],
);
const duration = (most: number): fc.Arbitrary<string> => fc.nat(most).map((seconds) => `${seconds}s`);
const optional = (name: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> =>
  fc.option(value).map((given) => (given === null ? {} : { [name]: given }));
const merged = (...parts: fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as object);

const rules = merged(
  fc.constantFrom(
    { match: { text: 'failed' } },
    { match: { regex: 'user=(?<user>\\w) (failed|full)' }, key: 'user' },
    { match: { regex: 'DISK', ignoreCase: true }, butNot: [{ text: 'sdb' }] },
  ),
  duration(600).map((cooldown) => ({ cooldown })),
  fc.constantFrom({}, { cooldownBy: 'rule' }, { cooldownBy: 'line' }),
  fc.boolean().map((rollup) => ({ rollup })),
  optional('cooldownMax', fc.constantFrom('10m', '20m')),
  optional('threshold', fc.record({ count: fc.integer({ min: 2, max: 4 }), within: fc.constantFrom('30s', '5m') })),
  optional('quiet', span),
  optional('wait', duration(90)),
  optional(
    'budget',
    fc.oneof(
      fc.record({ textsPerDay: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ wonPerDay: fc.integer({ min: 9, max: 150 }) }),
    ),
  ),
  optional('ok', fc.constantFrom({ text: 'well' }, { regex: '(?<user>.)=well' })),
  optional('okMessage', fc.constantFrom('over', '{{rule}} {{key}} over {{incident}} {{heldBack}}')),
  optional(
    'escalate',
    fc.record({ after: fc.constantFrom('1m', '10m', '3h'), to: fc.constantFrom(['you'], ['me', 'you']) }),
  ),
  optional('recipients', fc.constantFrom(['me'])),
  fc.boolean().map((urgent) => ({ urgent })),
  fc.constantFrom(
    {},
    { message: '{{line}} {{count}} {{heldBack}} {{first}} {{key}} {{file}} {{host}}' },
    { message: '{{incident}} {{line|20}}' },
  ),
);
/** A cooldown by key requires a key. */
const keyed = rules.map((rule) => ('key' in rule && rule.key === 'user' ? { ...rule, cooldownBy: 'key' } : rule));
const policies = merged(
  fc.constant({ zone: 'Asia/Seoul' }),
  optional('quiet', span),
  optional('wait', duration(60)),
  optional('budget', fc.record({ textsPerDay: fc.integer({ min: 2, max: 12 }), reserve: fc.nat(2) })),
  fc.constantFrom({}, { quietBy: 'sens' }),
  optional('incidentMaxAge', fc.constantFrom('1m', '20m')),
  optional('digestAt', fc.constantFrom('12:05', '00:00')),
);
const lines = fc.constantFrom(
  'user=a failed at 10.0.0.7',
  'user=b failed at 10.0.0.8',
  'user=a full 17',
  'disk sda full',
  'disk sdb full',
  'all is well',
  'a=well',
);
const steps: fc.Arbitrary<Step[]> = fc.array(fc.tuple(fc.oneof(fc.nat(40), fc.nat(900), fc.constant(40_000)), lines), {
  maxLength: 40,
});

function stamped(taken: readonly Step[]): { readonly at: number; readonly line: string }[] {
  let at = START;
  return taken.map(([gap, line]) => {
    at += gap * 1_000;
    return { at, line: `${new Date(at).toISOString()} ${line}` };
  });
}

it('reports the same lines at the same times as live watching', async () => {
  const path = join(scratchDir(), 'app.log');
  await fc.assert(
    fc.asyncProperty(fc.oneof(rules, keyed), policies, steps, async (rule, policy, taken) => {
      const settings = {
        policy,
        recipients: [
          { id: 'me', number: '010-1234-5678' },
          { id: 'you', number: '010-1234-5679' },
        ],
        files: [{ id: 'log', path }],
        rules: [{ id: 'rule', ...rule }],
      };
      writeFileSync(
        path,
        stamped(taken)
          .map(({ line }) => `${line}\n`)
          .join(''),
      );
      const now = START + 40 * 86_400_000;
      const dry = await runDry({ settings, now });
      const expected = watchedLines(dryRunRequest({ settings }).settings, path, stamped(taken));
      expect(dry.matches.first.map(({ at, decision }) => [at, decision?.why])).toEqual(expected.decided);
      expect(dry.texts.first.map(({ at, content }) => [at, content])).toEqual(expected.texts);
      expect(dry.sent).toBe(expected.owed);
    }),
    { numRuns: 120 },
  );
});
