import { createContext, type ReactNode, use, useSyncExternalStore } from 'react';
import type { SettingsView, Snapshot } from '../../shared/contract/ipc/snapshot';
import type { Settings } from '../../shared/settings/schema';
import type { Actions } from './actions';
import type { AppStore, WindowState } from './app-store';
import { partReader } from './part-reader';

interface AppDeps {
  readonly store: AppStore;
  readonly actions: Actions;
}

const AppContext = createContext<AppDeps | null>(null);

/** Provides state and actions of the window to all components below it. */
export function AppProvider({ store, actions, children }: AppDeps & { readonly children: ReactNode }) {
  return <AppContext value={{ store, actions }}>{children}</AppContext>;
}

function useDeps(): AppDeps {
  const parts = use(AppContext);
  if (!parts) {
    throw new Error('AppProvider is missing.');
  }
  return parts;
}

/** Phase of the window. */
export function usePhase(): WindowState['phase'] {
  const { store } = useDeps();
  return useSyncExternalStore(store.subscribe, () => store.state().phase);
}

/** Part of the latest data: a component renders again only when it differs. Throws unless the window is ready. */
export function useAppPart<Part>(select: (data: Snapshot) => Part): Part {
  const { store } = useDeps();
  return useSyncExternalStore(store.subscribe, partReader(store, select));
}

/** All of the latest data: a component renders again when any of it differs. Throws unless the window is ready. */
export function useAppData(): Snapshot {
  return useAppPart((data) => data);
}

/** Current settings. */
export function useSettings(): Settings {
  return useSettingsView().settings;
}

/** Current settings with their revision, the base of an edit. */
export function useSettingsView(): SettingsView {
  return useAppPart(({ settings }) => settings);
}

/** Returns a getter of the newest settings, for code that runs long after its component rendered (an undo). */
export function useLatestSettings(): () => SettingsView | null {
  const { store } = useDeps();
  return () => {
    const state = store.state();
    return state.phase === 'ready' ? state.data.settings : null;
  };
}

/** Actions of the window. */
export function useActions(): Actions {
  return useDeps().actions;
}
