import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../../src/main/engine/ledger/file/sqlite';
import type { MatchEntry } from '../../../../src/shared/contract/history';
import { ShiftedClock } from '../../../support/time/shifted-clock';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

/** Decisions on the matches so far: `alerted`, or why it was held. */
function decided(watching: Watching): string[] {
  return watching.events.flatMap((event) =>
    event.event === 'match' ? [event.decision.outcome === 'held' ? event.decision.why : 'alerted'] : [],
  );
}

async function writes(watching: Watching, lines: readonly string[], outcomes: readonly string[]): Promise<void> {
  appendFileSync(watching.path(), lines.map((line) => `${line}\n`).join(''));
  await until(() => decided(watching).length >= outcomes.length, 'each line was decided on');
  expect(decided(watching)).toEqual(outcomes);
}

/** Messages texted so far. */
function texted(watching: Watching): string[] {
  return watching.events.flatMap((event) => (event.event === 'alert' ? [event.content] : []));
}

/** Matches in the history, oldest first. */
async function history(watching: Watching): Promise<MatchEntry[]> {
  const entries = await watching.engine.history({ before: null, limit: 100, search: '' });
  return entries.flatMap((entry) => (entry.kind === 'match' ? [entry] : [])).reverse();
}

async function untilUnmuted(watching: Watching): Promise<void> {
  await until(() => watching.events.some(({ event }) => event === 'unmuted'), 'the mute was over');
}

describe('cooldown', () => {
  it('continues after a restart and after a crash, with its count', async () => {
    const match = { regex: '.+' };
    const watching = await Watching.begin({ rules: [{ id: 'all', match, cooldown: '1h', message: '{{line}}' }] });
    await writes(watching, ['job 1 failed', 'job 2 failed', 'link down'], ['alerted', 'cooldown', 'alerted']);
    await watching.restart();
    await writes(watching, ['job 3 failed'], ['alerted', 'cooldown', 'alerted', 'cooldown']);
    await watching.crash();
    await watching.start();
    await writes(watching, ['job 4 failed'], ['alerted', 'cooldown', 'alerted', 'cooldown', 'cooldown']);
  });

  it('reports its held matches at its end, even across a restart, and each is in the history', async () => {
    const rules = [{ id: 'all', match: { regex: '.+' }, cooldown: '2s', rollup: true, message: '{{line}}' }];
    const watching = await Watching.begin({ rules });
    await writes(watching, ['job 1 failed', 'job 2 failed', 'job 3 failed'], ['alerted', 'cooldown', 'cooldown']);
    await watching.restart();
    await until(() => texted(watching).length > 1, 'what was held back was texted');
    expect(texted(watching)).toEqual(['job 1 failed', 'job 2 failed (×2)']);
    expect((await history(watching)).map(({ content }) => content)).toEqual([
      'job 1 failed',
      'job 2 failed (×2)',
      'job 2 failed (×2)',
    ]);
  });

  it('of more groups than are stored reports the rule that forgets some', async () => {
    const rules = [{ id: 'all', match: { regex: 'case (\\S+)' }, key: '1', cooldown: '1h', cooldownBy: 'key' }];
    const watching = await Watching.begin({ rules });
    appendFileSync(watching.path(), Array.from({ length: 1_001 }, (_value, at) => `case ${at}\n`).join(''));
    await until(() => watching.problems().includes('too-many-keys'), 'the rule was said to forget');
    await watching.engine.apply(watching.config());
    expect(watching.problems()).toEqual([]);
  });
});

describe('quiet hours that SENS holds texts for', () => {
  it('queue a text for their end, which survives a restart', async () => {
    const clock = new ShiftedClock(Date.parse('2026-11-23T23:30:00+09:00'));
    const policy = { zone: 'Asia/Seoul', quiet: [{ from: '23:00', to: '07:00' }], quietBy: 'sens' };
    const watching = await Watching.begin({ policy, clock });
    await writes(watching, ['disk full'], ['alerted']);
    await watching.restart();
    const [entry] = await history(watching);
    expect(entry?.decision).toEqual({
      outcome: 'alerted',
      why: 'reserved',
      params: { until: Date.parse('2026-11-24T07:00:00+09:00') },
    });
    const ledger = openSqlite(watching.ledgerFile);
    const rows = ledger.prepare('SELECT reserve_at FROM texts').raw().all();
    ledger.close();
    expect(rows).toEqual([[Date.parse('2026-11-24T07:00:00+09:00')]]);
  });
});

describe('grouping', () => {
  const rules = [
    { id: 'disk', name: 'Disk', match: { text: 'disk' } },
    { id: 'link', name: 'Link', match: { text: 'link' } },
  ];

  it('texts once for two rules, and the history shows that for each match', async () => {
    const watching = await Watching.begin({ rules, policy: { wait: '300ms' } });
    await writes(watching, ['disk full', 'link down', 'disk full'], ['alerted', 'alerted', 'joined']);
    await until(() => texted(watching).length > 0, 'the group was texted');
    expect(texted(watching)[0]?.split('\n').slice(1)).toEqual(['Disk: 2', 'Link: 1']);
    const entries = await history(watching);
    expect(entries.map(({ texts }) => texts.length)).toEqual([1, 1, 1]);
    expect(watching.engine.status().pendingTexts).toBe(1);
  });

  it('is completed after a crash', async () => {
    const watching = await Watching.begin({ rules, policy: { wait: '1s' } });
    await writes(watching, ['disk full'], ['alerted']);
    await watching.crash();
    expect(texted(watching)).toEqual([]);
    await watching.start();
    await until(() => texted(watching).length > 0, 'the group was texted');
    expect(texted(watching)).toEqual(['[Disk] disk full']);
  });
});

it('sends one digest after a quiet night, even across a restart', async () => {
  const clock = new ShiftedClock(Date.parse('2026-11-23T23:30:00+09:00'));
  const policy = { zone: 'Asia/Seoul', quiet: [{ from: '23:00', to: '07:00' }] };
  const rules = [
    { id: 'disk', name: 'Disk', match: { text: 'disk' } },
    { id: 'fire', match: { text: 'fire' }, urgent: true },
  ];
  const watching = await Watching.begin({ rules, policy, clock });
  await writes(watching, ['disk full', 'fire', 'disk full'], ['quiet', 'alerted', 'quiet']);
  expect(texted(watching)).toEqual(['[fire] fire']);
  await watching.restart();
  clock.set(Date.parse('2026-11-24T07:00:01+09:00'));
  await watching.engine.lookAtAll();
  await until(() => texted(watching).length > 1, 'the digest was texted');
  expect(texted(watching)[1]?.split('\n').slice(1)).toEqual(['Disk: 2', '[Disk] disk full']);
  expect((await history(watching)).map(({ texts }) => texts.length)).toEqual([1, 1, 1]);
});

describe('mute', () => {
  const rules = [
    { id: 'disk', match: { text: 'disk' } },
    { id: 'link', match: { text: 'link' } },
  ];

  it('J23 of one rule survives a restart, ends by itself and reports its held matches', async () => {
    const clock = new ShiftedClock(Date.now());
    const watching = await Watching.begin({ rules, clock });
    const ends = clock.now() + 3_600_000;
    await watching.engine.mute('disk', ends);
    await writes(watching, ['disk full', 'link down'], ['muted', 'alerted']);
    expect(watching.engine.status().mutes).toEqual([{ rule: 'disk', title: 'disk', until: ends, held: 1 }]);
    await watching.restart();
    await writes(watching, ['disk full'], ['muted', 'alerted', 'muted']);
    clock.set(ends);
    await watching.engine.lookAtAll();
    await untilUnmuted(watching);
    expect(watching.engine.status().mutes).toEqual([]);
    await writes(watching, ['disk full'], ['muted', 'alerted', 'muted', 'alerted']);
    expect(texted(watching).at(-1)).toBe('[disk] disk full (+2)');
  });

  it('can be ended early', async () => {
    const watching = await Watching.begin({ rules });
    await watching.engine.mute('disk', Date.now() + 3_600_000);
    await watching.engine.mute('disk', null);
    await untilUnmuted(watching);
    await writes(watching, ['disk full'], ['alerted']);
  });
});

it('J24 reports that the budget is used up, until the digest of the next day', async () => {
  const clock = new ShiftedClock(Date.parse('2026-11-23T12:00:00+09:00'));
  const policy = { zone: 'Asia/Seoul', budget: { textsPerDay: 1 } };
  const rules = [{ id: 'disk', name: 'Disk', match: { text: 'disk' } }];
  const watching = await Watching.begin({ rules, policy, clock });
  await writes(watching, ['disk full', 'disk full'], ['alerted', 'budget']);
  await until(() => watching.problems().includes('budget-used-up'), 'it was said');
  await watching.restart();
  expect(watching.problems()).toEqual(['budget-used-up']);
  clock.set(Date.parse('2026-11-24T08:00:00+09:00'));
  await watching.engine.lookAtAll();
  await until(() => watching.problems().length === 0, 'it was over');
  expect(texted(watching)[1]?.split('\n').slice(1)).toEqual(['Disk: 1', '[Disk] disk full']);
});

describe('absence', () => {
  const absence = { after: '1s', message: '{{rule}} missing', recovered: '{{rule}} back' };
  const rules = [{ id: 'beat', match: { text: 'beat' }, absence }];

  it('is texted once, even across a restart, and so is the return of the lines', async () => {
    const watching = await Watching.begin({ rules });
    await until(() => texted(watching).length > 0, 'the absence was texted');
    await watching.restart();
    appendFileSync(watching.path(), 'beat\nbeat\n');
    await until(() => texted(watching).length > 1, 'the return was texted');
    await until(() => texted(watching).length > 2, 'the next absence was texted');
    expect(texted(watching)).toEqual(['beat missing', 'beat back', 'beat missing']);
    expect((await history(watching)).map(({ line, texts }) => [line, texts.length])).toEqual([
      ['beat', 1],
      ['beat', 1],
      ['beat', 1],
    ]);
  });

  it('J13 of a missing file is reported as a missing file, not as a missing line', async () => {
    const watching = await Watching.begin({ rules: [{ ...rules[0], absence: { ...absence, after: '2s' } }] });
    rmSync(watching.path());
    await until(() => watching.problems().includes('absence-blind'), 'the rule was said to be blind');
    expect(texted(watching)).toEqual([]);
    writeFileSync(watching.path(), '');
    await until(() => watching.problems().length === 0, 'the rule was seen to see again');
  });
});
