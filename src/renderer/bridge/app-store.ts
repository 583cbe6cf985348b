import type { LogbellApi } from '../../preload/api';
import { type HistoryEntry, type HistoryFilter, newestFirst } from '../../shared/contract/history';
import type { Snapshot } from '../../shared/contract/ipc/snapshot';

/** State of the window: loading, failed as the main process did not answer, or ready with data. */
export type WindowState =
  { readonly phase: 'loading' } | { readonly phase: 'failed' } | { readonly phase: 'ready'; readonly data: Snapshot };

type Change = (data: Snapshot) => Snapshot;

/**
 * Time in which pushed entries are collected and shown at once, ms: during a flood the window must still take clicks.
 */
const BATCH_MS = 100;

/** Bound on the entries kept; the oldest are dropped as pushes come in. */
const KEPT_ENTRIES = 1_000;

/** Store of one snapshot that pushes keep up to date; only `start` asks for a new one. */
export interface AppStore {
  readonly state: () => WindowState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks for the snapshot; ends in `ready` or `failed`. */
  readonly start: () => Promise<void>;
  /** Applies an answer of the main process to the state. */
  readonly change: (change: Change) => void;
}

/** Creates the store of one window; a snapshot is shown after `prepare` has resolved. */
export function createAppStore(
  api: LogbellApi,
  prepare: (snapshot: Snapshot) => Promise<void> = () => Promise.resolve(),
): AppStore {
  let state: WindowState = { phase: 'loading' };
  let earlyChanges: Change[] = [];
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
      earlyChanges.push(apply);
    }
  };
  const start = async (): Promise<void> => {
    earlyChanges = [];
    show({ phase: 'loading' });
    if (!listening) {
      listening = true;
      listenTo(api, change);
    }
    try {
      const snapshot = await api.call('app:snapshot', undefined);
      await prepare(snapshot);
      show({ phase: 'ready', data: earlyChanges.reduce((data, apply) => apply(data), snapshot) });
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
    const batch = entries;
    entries = [];
    change((data) => ({ ...data, history: withEntries(data.history, batch) }));
  };
  api.on('history:entry', (entry) => {
    if (entries.push(entry) === 1) {
      setTimeout(showEntries, BATCH_MS);
    }
  });
}

/** Key that identifies an entry of the history. */
export function entryKey(entry: Pick<HistoryEntry, 'kind' | 'id'>): string {
  return `${entry.kind}:${entry.id}`;
}

/** True if a filter lets everything through. */
export function isUnfiltered({ search, kind, ruleId, outcome }: HistoryFilter): boolean {
  return search === '' && kind === undefined && ruleId === undefined && outcome === undefined;
}

/** Merges `entries` into `history`, newest first. */
export function withEntries(
  history: readonly HistoryEntry[],
  entries: readonly HistoryEntry[],
): readonly HistoryEntry[] {
  const byKey = new Map(history.map((entry) => [entryKey(entry), entry]));
  for (const entry of entries) {
    byKey.set(entryKey(entry), entry);
  }
  return [...byKey.values()].sort(newestFirst).slice(0, KEPT_ENTRIES);
}
