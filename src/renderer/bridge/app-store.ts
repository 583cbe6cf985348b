import type { LogbellApi } from '../../preload/api';
import type { HistoryEntry } from '../../shared/contract/history';
import type { Snapshot } from '../../shared/contract/ipc';
import { withEntries, type WindowState } from './app-state';

type Change = (data: Snapshot) => Snapshot;

/** Entries that come closer together than this are shown at once: a flood of them must leave time for clicks, ms. */
const TOGETHER_MS = 100;

/** One snapshot, kept up to date by pushes; never asks twice unless `start` is called again. */
export interface AppStore {
  readonly state: () => WindowState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks for the snapshot; ends in `ready` or `failed`. */
  readonly start: () => Promise<void>;
  /** Brings an answer of the main process into the state. */
  readonly change: (change: Change) => void;
}

/** Makes the store of one window; a snapshot is shown once `prepare` is through with it. */
export function createAppStore(
  api: LogbellApi,
  prepare: (snapshot: Snapshot) => Promise<void> = () => Promise.resolve(),
): AppStore {
  let state: WindowState = { phase: 'loading' };
  let early: Change[] = [];
  let listening = false;
  const listeners = new Set<() => void>();

  const show = (next: WindowState): void => {
    state = next;
    listeners.forEach((listener) => listener());
  };
  const change = (apply: Change): void => {
    if (state.phase === 'ready') {
      show({ phase: 'ready', data: apply(state.data) });
    } else {
      early.push(apply);
    }
  };
  const start = async (): Promise<void> => {
    early = [];
    show({ phase: 'loading' });
    if (!listening) {
      listening = true;
      listenTo(api, change);
    }
    try {
      const snapshot = await api.call('app:snapshot', undefined);
      await prepare(snapshot);
      show({ phase: 'ready', data: early.reduce((data, apply) => apply(data), snapshot) });
    } catch {
      show({ phase: 'failed' });
    }
  };
  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    start,
    change,
  };
}

function listenTo(api: LogbellApi, change: (apply: Change) => void): void {
  api.on('status:changed', (status) => change((data) => ({ ...data, status })));
  api.on('settings:changed', (settings) => change((data) => ({ ...data, settings })));
  api.on('keys:changed', (keys) => change((data) => ({ ...data, keys })));
  let entries: HistoryEntry[] = [];
  const showEntries = (): void => {
    const told = entries;
    entries = [];
    change((data) => ({ ...data, history: withEntries(data.history, told) }));
  };
  api.on('history:entry', (entry) => {
    if (entries.push(entry) === 1) {
      setTimeout(showEntries, TOGETHER_MS);
    }
  });
}
