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

/** Half seconds since the last line, the index of its file, and its text. */
type Step = readonly [gap: number, file: number, line: string];

const absences = fc
  .tuple(
    fc.constantFrom('45s', '1500ms', '5m', '90s'),
    fc.constantFrom({ by: 'rule' }, { by: 'file' }, { by: 'key' }, { by: 'key', forget: '2m' }),
  )
  .map(([after, by]) => ({ after, ...by, message: '{{rule}} missing {{key}}', recovered: 'back {{incident}}' }));
const quiet = fc.constantFrom({}, { quiet: [{ from: '12:03', to: '12:20' }] });
const budget = fc.constantFrom({}, { budget: { textsPerDay: 4 } });
const lines = fc.constantFrom('beat a', 'beat b', 'beat c', 'all is well');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.tuple(fc.oneof(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 500 })), fc.nat(1), lines),
  { maxLength: 40 },
);

it('reports missing lines like live watching, for all files, each file and each key', async () => {
  const dir = scratchDir();
  const paths = ['app.log', 'web.log'].map((name) => join(dir, name));
  await fc.assert(
    fc.asyncProperty(absences, quiet, budget, steps, async (absence, rule, policy, taken) => {
      const files = paths.map((path, at) => ({ id: `log${at}`, path }));
      const rules = [{ id: 'beat', match: { regex: 'beat (\\w)' }, key: '1', absence, ...rule }];
      const recipients = [{ id: 'me', number: '010-1234-5678' }];
      const settings = { policy: { zone: 'Asia/Seoul', ...policy }, recipients, files, rules };
      let at = START;
      const written = taken.map(([gap, file, line]) => {
        at += gap * 500;
        return { at, line: `${new Date(at).toISOString()} ${line}`, path: paths[file] ?? '' };
      });
      for (const path of paths) {
        const own = written.filter((each) => each.path === path);
        writeFileSync(path, own.map(({ line }) => `${line}\n`).join(''));
        utimesSync(path, START / 1_000, START / 1_000);
      }
      const now = at + HOUR_MS;
      const dry = await runDry({ settings, now });
      const checked = dryRunRequest({ settings }).settings;
      const live = watchedLines(checked, paths[0] ?? '', written, { from: START, until: now, paths });
      expect(dry.texts.first.map((text) => [text.at, text.content])).toEqual(live.texts);
    }),
    { numRuns: 60 },
  );
});
