import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dryRunRequest, runDry } from '../../../support/engine/dry-run';
import { scratchDir } from '../../../support/files/scratch-dir';
import { watchedLines } from '../../../support/engine/watched-lines';

/** A past Monday noon in Seoul, ms since 1970. */
const START = Date.UTC(2026, 0, 5, 3);
const HOUR_MS = 3_600_000;

const pairs = fc.record({
  end: fc.constantFrom({ regex: '(?<job>\\w) ended' }, { regex: '(?<job>\\w) (?:ended|gave up)' }),
  within: fc.constantFrom('1s', '45s', '5m'),
  message: fc.constantFrom('{{rule}} {{key}} is late', '{{line}} {{count}}'),
});
const rules = fc
  .tuple(
    pairs,
    fc.constantFrom({}, { recovered: 'ended late {{key}} {{incident}}' }),
    fc.constantFrom({ key: 'job' }, {}),
    fc.constantFrom({}, { quiet: [{ from: '12:03', to: '12:20' }] }),
    fc.constantFrom({ cooldown: '0s' }, { cooldown: '2m' }, { cooldown: '1m', rollup: true }),
    fc.constantFrom({}, { wait: '20s' }, { urgent: true }),
    fc.constantFrom({}, { escalate: { after: '2m', to: ['me'] } }, { ok: { text: 'all is well' } }),
  )
  .map(([pair, recovered, ...more]) => Object.assign({ pair: { ...pair, ...recovered } }, ...more) as object);
const budget = fc.constantFrom({}, { budget: { textsPerDay: 4 } });
const lines = fc.constantFrom('a began', 'b began', 'a ended', 'b ended', 'a gave up', 'all is well');
/** Seconds since the last line, and its text. */
const steps = fc.array(fc.tuple(fc.oneof(fc.nat(10), fc.nat(250)), lines), { maxLength: 40 });

it('reports the same unfinished tasks at the same times as live watching', async () => {
  const path = join(scratchDir(), 'app.log');
  await fc.assert(
    fc.asyncProperty(rules, budget, steps, async (rule, policy, taken) => {
      const settings = {
        policy: { zone: 'Asia/Seoul', ...policy },
        recipients: [{ id: 'me', number: '010-1234-5678' }],
        files: [{ id: 'log', path }],
        rules: [{ id: 'job', match: { regex: '(?<job>\\w) began' }, ...rule }],
      };
      let at = START;
      const written = taken.map(([gap, line]) => {
        at += gap * 1_000;
        return { at, line: `${new Date(at).toISOString()} ${line}` };
      });
      writeFileSync(path, written.map(({ line }) => `${line}\n`).join(''));
      utimesSync(path, START / 1_000, START / 1_000);
      const now = at + HOUR_MS;
      const dry = await runDry({ settings, now });
      const checked = dryRunRequest({ settings }).settings;
      const live = watchedLines(checked, path, written, { from: START, until: now, paths: [path] });
      expect(dry.texts.first.map((text) => [text.at, text.content])).toEqual(live.texts);
      for (const why of ['quiet', 'budget', 'cooldown', 'joined'] as const) {
        expect([why, dry.held[why] ?? 0]).toEqual([why, live.decided.filter((each) => each[1] === why).length]);
      }
      const told = new Set(['overdue', 'quiet', 'budget', 'cooldown', 'grouped', 'joined']);
      const ofLines = live.decided.filter(([, why]) => !told.has(why));
      const decided = dry.matches.first.map((match) => [match.at, match.decision?.why] as const);
      expect(decided.filter(([, why]) => !told.has(why ?? ''))).toEqual(ofLines);
    }),
    { numRuns: 60 },
  );
});
