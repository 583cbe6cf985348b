import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { MatchEntry } from '../../../../src/shared/contract/history';
import { until } from '../../../support/time/until';
import { Watching } from '../../../support/engine/watching';

/** Messages texted so far. */
function texted(watching: Watching): string[] {
  return watching.events.flatMap((event) => (event.event === 'alert' ? [event.content] : []));
}

/** Decisions on the matches so far. */
function whys(watching: Watching): string[] {
  return watching.events.flatMap((event) => (event.event === 'match' ? [event.decision.why] : []));
}

async function untilDecided(watching: Watching, expected: readonly string[]): Promise<void> {
  await until(() => whys(watching).length >= expected.length, 'each line was decided on');
  expect(whys(watching)).toEqual(expected);
}

async function history(watching: Watching): Promise<MatchEntry[]> {
  const entries = await watching.engine.history({ before: null, limit: 100, search: '' });
  return entries.flatMap((entry) => (entry.kind === 'match' ? [entry] : [])).reverse();
}

describe('pair', () => {
  const rule = {
    id: 'jobs',
    name: 'Jobs',
    match: { regex: 'begin (?<job>\\w+)' },
    key: 'job',
    pair: { end: { regex: 'done (?<job>\\w+)' }, within: '1s', message: '{{rule}} {{key}}: {{line}} in {{file}}' },
  };

  it('texts once for an unfinished task, and the history has each start, end and text', async () => {
    const watching = await Watching.begin({ rules: [rule] });
    expect(watching.engine.status().rules).toBe(1);
    appendFileSync(watching.path(), 'begin a\nbegin b\nworking\ndone a\n');
    await until(() => texted(watching).length > 0, 'the missing end was texted');
    appendFileSync(watching.path(), 'done b\n');
    await untilDecided(watching, ['pair-started', 'pair-started', 'pair-ended', 'overdue', 'pair-late']);
    expect(texted(watching)).toEqual([`Jobs b: begin b in ${watching.path()}`]);
    const entries = await history(watching);
    expect(entries.map(({ line, texts }) => [line, texts.length])).toEqual([
      ['begin a', 0],
      ['begin b', 0],
      ['done a', 0],
      ['begin b', 1],
      ['done b', 0],
    ]);
    expect(entries.every(({ fileId }) => fileId === entries[0]?.fileId)).toBe(true);
  });

  it('continues after a crash, and accepts an end that came meanwhile', async () => {
    const watching = await Watching.begin({ rules: [{ ...rule, pair: { ...rule.pair, within: '3s' } }] });
    appendFileSync(watching.path(), 'begin a\nbegin b\n');
    await untilDecided(watching, ['pair-started', 'pair-started']);
    await watching.crash();
    appendFileSync(watching.path(), 'done a\n');
    await watching.start();
    await until(() => texted(watching).length > 0, 'the missing end was texted');
    expect(whys(watching)).toEqual(['pair-started', 'pair-started', 'pair-ended', 'overdue']);
    expect(texted(watching)).toEqual([`Jobs b: begin b in ${watching.path()}`]);
  });

  it('that ends late closes its incident, and reports it if the rule says so', async () => {
    const pair = { ...rule.pair, recovered: '{{rule}} {{key}} #{{incident}} over: {{line}}' };
    const watching = await Watching.begin({ rules: [{ ...rule, pair }] });
    appendFileSync(watching.path(), 'begin a\nbegin b\n');
    await until(() => texted(watching).length > 1, 'the missing ends were texted');
    await watching.crash();
    await watching.start();
    appendFileSync(watching.path(), 'done a\n');
    await until(() => texted(watching).length > 2, 'the late end was texted');
    expect(texted(watching)[2]).toBe('Jobs a #1 over: done a');
    const closed = await watching.engine.incidents({ which: 'closed', before: null, limit: 10 });
    expect(closed.map(({ id, key, changes }) => [id, key, changes.at(-1)?.cause])).toEqual([[1, 'a', 'ok']]);
    const open = await watching.engine.incidents({ which: 'open', before: null, limit: 10 });
    expect(open.map(({ key }) => key)).toEqual(['b']);
    const ended = (await history(watching)).at(-1);
    expect(ended).toMatchObject({ line: 'done a', incident: 1, texts: [{ to: '010******78' }] });
    appendFileSync(watching.path(), 'done a\n');
    await until(() => whys(watching).at(-1) === 'pair-alone', 'an end of nothing is alone');
    expect(texted(watching)).toHaveLength(3);
  });

  it('of a rule that no longer has one is forgotten', async () => {
    const watching = await Watching.begin({ rules: [rule] });
    appendFileSync(watching.path(), 'begin a\n');
    await untilDecided(watching, ['pair-started']);
    const { settings, ...config } = watching.config();
    const rules = settings.rules.map(({ pair, ...rest }) => (pair ? rest : rest));
    await watching.engine.apply({ ...config, settings: { ...settings, rules } });
    await watching.engine.apply({ ...config, settings });
    appendFileSync(watching.path(), 'done a\n');
    await untilDecided(watching, ['pair-started', 'pair-alone']);
  });
});

describe('absence', () => {
  const absence = { after: '1s', message: '{{rule}} missing', recovered: '{{rule}} back' };

  it('by file is reported for each file, by name', async () => {
    const rules = [{ id: 'beat', match: { text: 'beat' }, absence: { ...absence, by: 'file' } }];
    const watching = await Watching.begin({ paths: ['app.log', 'web.log'], rules });
    await until(() => texted(watching).length > 0, 'the absence was texted');
    appendFileSync(watching.path(), 'beat\n');
    await until(() => texted(watching).length > 1, 'the return was texted');
    await until(() => texted(watching).length > 2, 'the next absence was texted');
    const app = watching.path();
    expect(texted(watching)).toEqual([`beat missing (${app})`, `beat back (${app})`, `beat missing (${app})`]);
  });

  it('by key is reported for each key, even across a restart, without expanding variables in a log', async () => {
    const rules = [{ id: 'beat', match: { regex: 'beat (\\S+)' }, key: '1', absence: { ...absence, by: 'key' } }];
    const watching = await Watching.begin({ rules });
    appendFileSync(watching.path(), 'beat {{host}}\n');
    await until(() => texted(watching).length > 0, 'the absence was texted');
    await watching.restart();
    appendFileSync(watching.path(), 'beat {{host}}\n');
    await until(() => texted(watching).length > 1, 'the return was texted');
    expect(texted(watching).slice(0, 2)).toEqual(['beat missing ({{host}})', 'beat back ({{host}})']);
  });
});
