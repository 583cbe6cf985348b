import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EngineEvent } from '../../../../src/main/engine/common/events';
import type { IncidentView } from '../../../../src/shared/contract/incident';
import { ShiftedClock } from '../../../support/time/shifted-clock';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const NOON = Date.parse('2026-11-23T12:00:00+09:00');
const RECIPIENTS = [
  { id: 'me', number: '010-1234-5678' },
  { id: 'boss', number: '02-123-4567' },
];
const DISK = {
  id: 'disk',
  name: 'Disk',
  match: { text: 'disk' },
  ok: { text: 'disk fine' },
  okMessage: '{{rule}} #{{incident}} fine',
  message: '{{line}} #{{incident}}',
  recipients: ['me'],
  cooldown: '1h',
  cooldownBy: 'rule',
  escalate: { after: '15m', to: ['boss'] },
};

type Of<Name extends EngineEvent['event']> = Extract<EngineEvent, { event: Name }>;

function all<Name extends EngineEvent['event']>(watching: Watching, name: Name): Of<Name>[] {
  return watching.events.filter((event): event is Of<Name> => event.event === name);
}

function texted(watching: Watching): string[] {
  return all(watching, 'alert').map(({ content }) => content);
}

function stages(watching: Watching): string[] {
  return all(watching, 'incident').map(({ id, state, cause }) => `${id} ${state} ${cause}`);
}

/** Recipients of an alert: the last digits of their numbers. */
function addressed(watching: Watching, alert: number): string[] {
  const to = all(watching, 'text').flatMap((text) => (text.alert === alert ? [text.to.slice(-2)] : []));
  return Array.from(new Set(to));
}

async function begin(rule: object = {}, policy: object = {}): Promise<[Watching, ShiftedClock]> {
  const clock = new ShiftedClock(NOON);
  const rules = [{ ...DISK, ...rule }];
  return [await Watching.begin({ rules, recipients: RECIPIENTS, policy, clock }), clock];
}

async function writes(watching: Watching, ...lines: readonly string[]): Promise<void> {
  const before = all(watching, 'match').length;
  appendFileSync(watching.path(), lines.map((line) => `${line}\n`).join(''));
  await until(() => all(watching, 'match').length >= before + lines.length, 'each line was decided on');
}

/** Advances the clock and waits for what is due then. */
async function passes(watching: Watching, clock: ShiftedClock, ms: number): Promise<void> {
  clock.set(clock.now() + ms);
  await watching.engine.lookAtAll();
}

async function incidents(watching: Watching, which: 'open' | 'closed'): Promise<readonly IncidentView[]> {
  return watching.engine.incidents({ which, before: null, limit: 10 });
}

describe('an incident', () => {
  it('has its matches, texts and states in the ledger, and the id that its text names (J31)', async () => {
    const [watching] = await begin();
    await writes(watching, 'disk full', 'disk still full');
    expect(texted(watching)).toEqual(['disk full #1']);
    expect(all(watching, 'alert')[0]).toMatchObject({ incident: 1, count: 1 });
    const [open] = await incidents(watching, 'open');
    expect(open).toMatchObject({ id: 1, rule: 'Disk', state: 'open', count: 2, line: 'disk full', escalatedAt: null });
    expect(watching.engine.status().incidents).toMatchObject({ open: 1, acknowledged: 0, newest: [open] });
    const entries = await watching.engine.incidentHistory(1);
    expect(entries).toMatchObject([
      { kind: 'match', line: 'disk still full', incident: 1, texts: [] },
      { kind: 'match', line: 'disk full', incident: 1, texts: [{ to: '010******78' }] },
    ]);
  });

  it('of practice neither escalates nor holds a text once Logbell sends real ones', async () => {
    const [watching, clock] = await begin();
    await writes(watching, 'disk full');
    const config = watching.config();
    const { settings } = config;
    await watching.engine.apply({ ...config, settings: { ...settings, sens: { ...settings.sens, mode: 'live' } } });
    expect(stages(watching)).toEqual(['1 open match', '1 closed forgotten']);
    await passes(watching, clock, 16 * MINUTE_MS);
    expect(texted(watching)).toEqual(['disk full #1']);
    await writes(watching, 'disk full again');
    expect(texted(watching)).toEqual(['disk full #1', 'disk full again #2']);
  });

  it('is closed by a recovery line, which is texted to those who were notified (J16)', async () => {
    const [watching] = await begin();
    await writes(watching, 'disk full', 'disk fuller');
    await writes(watching, 'disk fine');
    expect(texted(watching)).toEqual(['disk full #1', 'Disk #1 fine (+1)']);
    expect(addressed(watching, 2)).toEqual(['78']);
    appendFileSync(watching.path(), 'disk fine\n');
    await writes(watching, 'disk full again');
    expect(texted(watching).slice(2)).toEqual(['disk full again #2']);
    expect(stages(watching)).toEqual(['1 open match', '1 closed ok', '2 open match']);
    expect((await incidents(watching, 'closed'))[0]?.changes.map(({ cause }) => cause)).toEqual(['match', 'ok']);
    const [end] = await watching.engine.incidentHistory(1);
    expect(end).toMatchObject({ kind: 'match', line: 'disk fine', decision: { why: 'matched' } });
  });

  it('closes by age, even while Logbell was not running (J16)', async () => {
    const [watching, clock] = await begin({ escalate: undefined }, { incidentMaxAge: '2h' });
    await writes(watching, 'disk full');
    await watching.stop();
    clock.set(NOON + 3 * 60 * MINUTE_MS);
    await watching.start();
    await until(() => stages(watching).length === 2, 'it was closed');
    expect(stages(watching)).toEqual(['1 open match', '1 closed age']);
    expect(watching.engine.status().incidents.open).toBe(0);
  });

  it('closes with its rule', async () => {
    const [watching] = await begin();
    await writes(watching, 'disk full');
    const config = watching.config();
    await watching.engine.apply({ ...config, settings: { ...config.settings, rules: [] } });
    expect(stages(watching)).toEqual(['1 open match', '1 closed forgotten']);
  });

  it('of a rule that expects lines opens when they are missing, and closes when they are back', async () => {
    const absence = { after: '1s', message: 'missing', recovered: 'back' };
    const watching = await Watching.begin({ rules: [{ id: 'beat', match: { text: 'beat' }, absence }] });
    await until(() => texted(watching).length > 0, 'the absence was texted');
    appendFileSync(watching.path(), 'beat\n');
    await until(() => texted(watching).length > 1, 'the return was texted');
    expect(stages(watching).slice(0, 2)).toEqual(['1 open match', '1 closed ok']);
  });
});

describe('escalation (J34)', () => {
  it('texts the others once, even across a restart, and the recovery to all', async () => {
    const [watching, clock] = await begin();
    await writes(watching, 'disk full');
    await watching.restart();
    await passes(watching, clock, 15 * MINUTE_MS);
    await until(() => texted(watching).length > 1, 'it was escalated');
    expect(texted(watching)[1]).toMatch(/#1 .*15.+disk full #1$/);
    expect(addressed(watching, 2)).toEqual(['67']);
    await passes(watching, clock, 30 * MINUTE_MS);
    await watching.restart();
    await writes(watching, 'disk fine');
    expect(texted(watching).slice(2)).toEqual(['Disk #1 fine']);
    expect(addressed(watching, 3)).toEqual(['78', '67']);
    const [, escalation] = await watching.engine.incidentHistory(1);
    expect(escalation).toMatchObject({ kind: 'escalation', rule: 'Disk', texts: [{ to: '021****67' }] });
    const listed = await watching.engine.history({ before: null, limit: 10, search: '', kind: 'escalation' });
    expect(listed).toEqual([escalation]);
  });

  it('over the budget reports that, and is given up after three days with a history entry', async () => {
    const [watching, clock] = await begin({}, { budget: { textsPerMonth: 1, reserve: 0 }, zone: 'Asia/Seoul' });
    await writes(watching, 'disk full');
    await passes(watching, clock, 16 * MINUTE_MS);
    await until(() => watching.problems().includes('budget-used-up'), 'it waits for the budget');
    expect(watching.engine.status().problems).toMatchObject([{ code: 'budget-used-up' }]);
    await passes(watching, clock, 4 * DAY_MS);
    const noted = (): boolean => all(watching, 'problem').some(({ problem }) => problem.code === 'escalation-given-up');
    await until(noted, 'it was given up');
    expect(watching.engine.status().problems).toEqual([]);
    expect(texted(watching)).toEqual(['disk full #1']);
    const listed = await watching.engine.history({ before: null, limit: 1, search: '', kind: 'problem' });
    expect(listed).toMatchObject([{ code: 'escalation-given-up', subject: '1', params: { id: 1, title: 'Disk' } }]);
    expect((await incidents(watching, 'open')).map(({ id, escalatedAt }) => [id, escalatedAt])).toEqual([[1, null]]);
  });

  it('is stopped by an acknowledgement, even across a crash', async () => {
    const [watching, clock] = await begin();
    await writes(watching, 'disk full');
    expect(await watching.engine.acknowledge(1)).toEqual({ ok: true, value: undefined });
    expect(await watching.engine.acknowledge(1)).toEqual({ ok: false, error: 'acknowledged' });
    expect(await watching.engine.acknowledge(2)).toEqual({ ok: false, error: 'unknown' });
    await watching.crash();
    await watching.start();
    await passes(watching, clock, 20 * MINUTE_MS);
    await writes(watching, 'disk fuller', 'disk fine');
    expect(texted(watching)).toEqual(['disk full #1', 'Disk #1 fine (+1)']);
    expect(stages(watching)).toEqual(['1 open match', '1 acknowledged person', '1 closed ok']);
  });

  it('ends when a person closes the incident, and its counters restart', async () => {
    const [watching, clock] = await begin();
    await writes(watching, 'disk full');
    expect(await watching.engine.closeIncident(1)).toEqual({ ok: true, value: undefined });
    expect(await watching.engine.closeIncident(1)).toEqual({ ok: false, error: 'closed' });
    await passes(watching, clock, 20 * MINUTE_MS);
    await writes(watching, 'disk full');
    expect(texted(watching)).toEqual(['disk full #1', 'disk full #2']);
    expect(stages(watching)).toEqual(['1 open match', '1 closed person', '2 open match']);
  });
});
