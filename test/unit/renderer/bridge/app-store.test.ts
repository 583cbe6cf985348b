import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createActions } from '../../../../src/renderer/bridge/actions';
import { type AppStore, createAppStore, withEntries } from '../../../../src/renderer/bridge/app-store';
import { ok } from '../../../../src/shared/common/result';
import type { HistoryEntry } from '../../../../src/shared/contract/history';
import type { Snapshot } from '../../../../src/shared/contract/ipc/snapshot';
import { emptySettings } from '../../../../src/shared/settings/schema';
import { apiDouble, idleSnapshot } from '../window-api-double';

const test = (id: number, at: number, content = ''): HistoryEntry => ({ kind: 'test', id, at, content, texts: [] });

function dataOf(store: AppStore): Snapshot {
  const state = store.state();
  if (state.phase !== 'ready') {
    throw new Error('not ready');
  }
  return state.data;
}

describe('store of the window', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks once, then follows the pushes', async () => {
    const api = apiDouble({ 'app:snapshot': () => Promise.resolve(idleSnapshot()) });
    const store = createAppStore(api);
    const listener = vi.fn();
    store.subscribe(listener);
    await store.start();
    api.push('keys:changed', { accessKey: 'set', secretKey: 'set', kept: 'keyring', keyring: true });
    api.push('history:entry', test(1, 10));
    api.push('history:entry', test(1, 10, 'newer'));
    expect(dataOf(store).keys.kept).toBe('keyring');
    vi.runAllTimers();
    expect(dataOf(store).history).toEqual([test(1, 10, 'newer')]);
    expect(api.asked).toEqual(['app:snapshot']);
    expect(listener).toHaveBeenCalledTimes(4);
  });

  it('shows a flood of entries at intervals, the newest ones', async () => {
    const api = apiDouble({ 'app:snapshot': () => Promise.resolve(idleSnapshot()) });
    const store = createAppStore(api);
    await store.start();
    const listener = vi.fn();
    store.subscribe(listener);
    for (let id = 1; id <= 5_000; id += 1) {
      api.push('history:entry', test(id, id));
      vi.advanceTimersByTime(id % 10 === 0 ? 1 : 0);
    }
    vi.runAllTimers();
    expect(dataOf(store).history[0]).toEqual(test(5_000, 5_000));
    expect(listener.mock.calls.length).toBeLessThanOrEqual(6);
  });

  it('keeps pushes received before the snapshot', async () => {
    let answer: (snapshot: Snapshot) => void = () => undefined;
    const api = apiDouble({ 'app:snapshot': () => new Promise((resolve) => (answer = resolve)) });
    const store = createAppStore(api);
    const started = store.start();
    api.push('status:changed', { ...idleSnapshot().status, state: 'watching' });
    answer(idleSnapshot());
    await started;
    expect(dataOf(store).status.state).toBe('watching');
  });

  it('shows a snapshot once it is prepared, with later pushes', async () => {
    const api = apiDouble({ 'app:snapshot': () => Promise.resolve(idleSnapshot()) });
    let prepared: () => void = () => undefined;
    const store = createAppStore(api, () => new Promise((resolve) => (prepared = resolve)));
    const started = store.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.state().phase).toBe('loading');
    api.push('status:changed', { ...idleSnapshot().status, state: 'watching' });
    prepared();
    await started;
    expect(dataOf(store).status.state).toBe('watching');
  });

  it('fails gracefully, and listens once however often it starts', async () => {
    const api = apiDouble();
    const store = createAppStore(api);
    await store.start();
    expect(store.state().phase).toBe('failed');
    const listening = api.listeners();
    api.answers = { 'app:snapshot': () => Promise.resolve(idleSnapshot()) };
    await createActions(api, store).retry();
    expect(store.state().phase).toBe('ready');
    expect(api.listeners()).toBe(listening);
  });
});

describe('actions of the window', () => {
  it('return a lost connection as a value', async () => {
    const api = apiDouble();
    const actions = createActions(api, createAppStore(api));
    const edit = { settings: emptySettings(), base: idleSnapshot().settings, settlement: null };
    expect(await actions.saveSettings(edit)).toEqual({ ok: false, error: 'no-answer' });
    expect(await actions.pause('1h')).toEqual({ ok: false, error: 'no-answer' });
    const trial = { match: { text: 'x', ignoreCase: false }, butNot: [], line: 'x' };
    expect(await actions.tryRule(trial)).toEqual({ ok: false, error: 'no-answer' });
  });

  it('put results into the state: saved settings, the newest history', async () => {
    const saved = {
      settings: { ...emptySettings(), app: { ...emptySettings().app, theme: 'dark' } },
      revision: 'second',
      problems: [],
    } as const;
    const api = apiDouble({
      'app:snapshot': () => Promise.resolve({ ...idleSnapshot(), history: [test(2, 20)] }),
      'settings:save': () => Promise.resolve(ok({ view: saved, copy: null })),
      'history:list': () => Promise.resolve([test(1, 10)]),
    });
    const store = createAppStore(api);
    const actions = createActions(api, store);
    await store.start();
    await actions.saveSettings({ settings: saved.settings, base: dataOf(store).settings, settlement: null });
    expect(dataOf(store).settings).toBe(saved);
    await actions.history({ before: null, limit: 10, search: 'words' });
    expect(dataOf(store).history).toHaveLength(1);
    await actions.history({ before: 20, limit: 10, search: '' });
    expect(dataOf(store).history).toHaveLength(1);
    await actions.history({ before: null, limit: 10, search: '' });
    expect(dataOf(store).history).toEqual([test(2, 20), test(1, 10)]);
  });
});

describe('history of the window', () => {
  it('is newest first and distinguishes kinds with the same id', () => {
    const problem: HistoryEntry = {
      kind: 'problem',
      id: 1,
      at: 15,
      code: 'no-keys',
      subject: '',
      params: {},
      clearedAt: null,
    };
    expect(withEntries([test(1, 10)], [problem, test(2, 20)])).toEqual([test(2, 20), problem, test(1, 10)]);
  });
});
