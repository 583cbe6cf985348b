import { expect, it } from 'vitest';
import type { HostProblem } from '../../../src/main/engine/engine-api';
import type { HistoryEntry } from '../../../src/shared/contract/history';
import { Watching } from '../../support/engine/watching';

const wrongRule: HostProblem = {
  code: 'settings',
  subject: '',
  params: { count: 1, path: 'rules[0].match', sentence: '' },
};
const noKeys: HostProblem = { code: 'no-keys', subject: '', params: {} };

type Told = readonly [code: string, over: boolean];

const tellingOf = (entries: readonly HistoryEntry[]): readonly Told[] =>
  entries.flatMap((entry) => (entry.kind === 'problem' ? [[entry.code, entry.clearedAt !== null] as const] : []));

it('problems of the app around the engine are in the history, and cleared once they are solved', async () => {
  const watching = await Watching.begin();
  const { engine } = watching;
  const history = async (): Promise<readonly Told[]> =>
    tellingOf(await engine.history({ before: null, limit: 10, search: '' }));
  await engine.apply({ ...watching.config(), hostProblems: [wrongRule, noKeys] });
  await engine.apply({ ...watching.config(), hostProblems: [wrongRule, noKeys] });
  expect([...(await history())].sort()).toEqual([
    ['no-keys', false],
    ['settings', false],
  ]);
  await engine.apply({ ...watching.config(), hostProblems: [noKeys] });
  expect([...(await history())].sort()).toEqual([
    ['no-keys', false],
    ['settings', true],
  ]);
  const told = watching.events.flatMap((event) => (event.event === 'history' ? [event.entry] : []));
  expect(tellingOf(told)).toEqual([
    ['settings', false],
    ['no-keys', false],
    ['settings', true],
  ]);
  // The app reports them by itself.
  expect(watching.events.filter(({ event }) => event === 'problem' || event === 'problem-cleared')).toEqual([]);
  expect(engine.status().problems).toEqual([]);
});
