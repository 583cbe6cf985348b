import { appendFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

const FLOOD = { id: 'flood', match: { text: 'declined' }, cooldown: '1h' };
const URGENT = { id: 'urgent', match: { text: 'no space left' } };
const LINE = `payment 4711: card declined ${'.'.repeat(70)}\n`;

function alerted(watching: Watching, rule: string): boolean {
  return watching.events.some((event) => event.event === 'alert' && event.rule === rule);
}

/** Matches of the flood in the ledger, as rows and as counts. */
function kept(watching: Watching): { readonly stored: number; readonly counted: number } {
  const ledger = openSqlite(watching.ledgerFile);
  const of = (sum: string): number =>
    (ledger.prepare(`SELECT TOTAL(${sum}) FROM matches WHERE rule_id = 'flood'`).raw().get() as [number])[0];
  const stored = of('1');
  const [counted] = ledger.prepare('SELECT TOTAL(count) FROM held_matches').raw().get() as [number];
  ledger.close();
  return { stored, counted };
}

it('a line of another rule after a flood alerts, and all matches of the flood are counted', async () => {
  const watching = await Watching.begin({ rules: [FLOOD, URGENT] });
  appendFileSync(watching.path(), `${LINE.repeat(50_000)}no space left\n`);
  await until(() => alerted(watching, 'urgent'), 'the other rule alerted');
  await until(() => watching.lines().length + watching.counted() === 50_001, 'all matches were reported');
  const { stored, counted } = kept(watching);
  expect(stored + counted).toBe(50_000);
  // The first, which alerts, and the first hundred of each minute.
  expect([101, 201]).toContain(stored);
  expect(watching.engine.status().days.at(-1)?.matches).toBe(50_001);
  const [newest] = await watching.engine.incidentHistory(1);
  expect(newest).toMatchObject({ kind: 'held', ruleId: 'flood', incident: 1 });
  const [incident] = await watching.engine.incidents({ which: 'open', before: 1 + 1, limit: 1 });
  expect(incident).toMatchObject({ ruleId: 'flood', count: 50_000 });
});

it('a line of another rule in another file alerts while a flood is being read', async () => {
  const watching = await Watching.begin({ rules: [FLOOD, URGENT], paths: ['app.log', 'other.log'] });
  appendFileSync(watching.path('other.log'), '');
  const flood = Buffer.from(LINE.repeat(800_000));
  appendFileSync(watching.path(), flood);
  const behind = (): number => flood.length - (watching.engine.status().files.find(isFlooded)?.position ?? 0);
  const isFlooded = ({ path }: { readonly path: string }): boolean => path === watching.path();
  await until(() => behind() < flood.length, 'the flood was begun');
  appendFileSync(watching.path('other.log'), 'no space left\n');
  await until(() => alerted(watching, 'urgent'), 'the other rule alerted');
  expect(behind()).toBeGreaterThan(flood.length / 4);
});

it('a count is neither lost nor doubled in a crash', async () => {
  const watching = await Watching.begin({ rules: [FLOOD] });
  for (let crash = 0; crash < 3; crash += 1) {
    appendFileSync(watching.path(), LINE.repeat(40_000));
    const position = (): number => watching.engine.status().files[0]?.position ?? 0;
    const before = position();
    await until(() => position() > before, 'some of it was read');
    await watching.crash();
    await watching.start();
  }
  const size = 3 * 40_000 * LINE.length;
  await until(() => watching.engine.status().files[0]?.position === size, 'all of it was read');
  await watching.stop();
  const { stored, counted } = kept(watching);
  expect(stored + counted).toBe(120_000);
  expect(counted).toBeGreaterThan(100_000);
});
