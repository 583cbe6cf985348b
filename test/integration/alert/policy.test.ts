import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { until } from '../../support/until';
import { Watching } from '../../support/watching';

/** What was decided on each match so far: `alerted`, or why it was held. */
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

describe('cooldown', () => {
  it('goes on after a restart and after a crash, with its count', async () => {
    const match = { regex: '.+' };
    const watching = await Watching.begin({ rules: [{ id: 'all', match, cooldown: '1h', message: '{{line}}' }] });
    await writes(watching, ['job 1 failed', 'job 2 failed', 'link down'], ['alerted', 'cooldown', 'alerted']);
    await watching.restart();
    await writes(watching, ['job 3 failed'], ['alerted', 'cooldown', 'alerted', 'cooldown']);
    await watching.crash();
    await watching.start();
    await writes(watching, ['job 4 failed'], ['alerted', 'cooldown', 'alerted', 'cooldown', 'cooldown']);
  });

  it('of more cases than are kept says which rule forgets', async () => {
    const rules = [{ id: 'all', match: { regex: 'case (\\S+)' }, key: '1', cooldown: '1h', cooldownBy: 'key' }];
    const watching = await Watching.begin({ rules });
    appendFileSync(watching.path(), Array.from({ length: 1_001 }, (_value, at) => `case ${at}\n`).join(''));
    await until(() => watching.problems().includes('too-many-keys'), 'the rule was said to forget');
    await watching.engine.apply(watching.config());
    expect(watching.problems()).toEqual([]);
  });
});
