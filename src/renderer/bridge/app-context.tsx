import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { SettingsView, Snapshot } from '../../shared/contract/ipc';
import type { Settings } from '../../shared/settings/schema';
import type { Actions } from './actions';
import type { WindowState } from './app-state';
import type { AppStore } from './app-store';

interface AppDeps {
  readonly store: AppStore;
  readonly actions: Actions;
}

const AppContext = createContext<AppDeps | null>(null);

/** Gives all below it the state and the actions of the window. */
export function AppProvider({ store, actions, children }: AppDeps & { readonly children: ReactNode }) {
  return <AppContext value={{ store, actions }}>{children}</AppContext>;
}

function useParts(): AppDeps {
  const parts = use(AppContext);
  if (!parts) {
    throw new Error('AppProvider is missing.');
  }
  return parts;
}

/** The state, whatever phase it is in. */
export function useWindowState(): WindowState {
  const { store } = useParts();
  return useSyncExternalStore(store.subscribe, store.state);
}

/** What the main process said last; only for what is shown once the window is ready. */
export function useAppData(): Snapshot {
  const state = useWindowState();
  if (state.phase !== 'ready') {
    throw new Error('The window has no data yet.');
  }
  return state.data;
}

/** The settings at work. */
export function useSettings(): Settings {
  return useSettingsView().settings;
}

/** The settings with their revision: what an edit begins from. */
export function useSettingsView(): SettingsView {
  return useAppData().settings;
}

/** Gives the newest settings when called, for what runs long after it was painted (an undo). */
export function useLatestSettings(): () => SettingsView | null {
  const { store } = useParts();
  return () => {
    const state = store.state();
    return state.phase === 'ready' ? state.data.settings : null;
  };
}

/** What the window can ask for. */
export function useActions(): Actions {
  return useParts().actions;
}
