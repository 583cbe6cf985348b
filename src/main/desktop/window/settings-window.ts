import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import type { Place, PushName, Pushes } from '../../../shared/contract/ipc/pushes';
import type { AppSettings } from '../../../shared/settings/schema';
import type { JsonStore } from '../../settings/json-store';
import { APP_PAGE } from './app-protocol';
import { readBounds, MINIMUM_SIZE } from './bounds';

export interface SettingsWindowDeps {
  /** Path of the built preload script. */
  readonly preload: string;
  readonly icon: string;
  /** Store for the window's bounds. */
  readonly store: JsonStore;
  /** Theme that the person has chosen. */
  readonly theme: () => AppSettings['theme'];
  readonly crashed: (reason: string) => void;
}

/** The one window: created on demand, gone when closed; the tray stays. */
export interface SettingsWindow {
  /** Shows the window, and a place in it if one is given. */
  open(page?: Place): void;
  /** Sends to the window if there is one. */
  push<Name extends PushName>(name: Name, value: Pushes[Name]): void;
  /** Called when the window has its snapshot: the page it was opened for can be shown. */
  listening(): void;
  /** Resolves once the window being opened is on screen or has failed to open; at once if there is none. */
  shown(): Promise<void>;
  /** True while there is a window. */
  isOpen(): boolean;
  /** True for the id of the window's web contents. */
  owns(contentsId: number): boolean;
  /** True while the window has the focus. */
  isFocused(): boolean;
}

/** Longest wait for the window to show, ms. */
const SHOWN_LIMIT_MS = 3_000;

/** Creates the handle; no window is made before `open`. */
export function createSettingsWindow(deps: SettingsWindowDeps): SettingsWindow {
  let current: BrowserWindow | null = null;
  let pendingPage: Place | null = null;
  let loaded = Promise.resolve();
  let shown = Promise.resolve();

  const push = <Name extends PushName>(name: Name, value: Pushes[Name]): void => current?.webContents.send(name, value);

  const make = (): BrowserWindow => {
    // Color scheme of the page until it has the settings (CSS "prefers-color-scheme").
    nativeTheme.themeSource = deps.theme();
    const window = new BrowserWindow({
      ...readBounds(
        deps.store,
        screen.getAllDisplays().map(({ workArea }) => workArea),
      ),
      minWidth: MINIMUM_SIZE.width,
      minHeight: MINIMUM_SIZE.height,
      title: 'Logbell',
      icon: deps.icon,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        preload: deps.preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        disableBlinkFeatures: 'Auxclick',
        spellcheck: false,
      },
    });
    window.removeMenu();
    window.once('ready-to-show', () => window.show());
    shown = onScreen(window);
    const save = (): void => saveBounds(window, deps.store);
    window.on('close', save);
    // Quitting ends the process without closing its window.
    app.on('before-quit', save);
    window.once('closed', () => {
      app.removeListener('before-quit', save);
      current = null;
      pendingPage = null;
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      deps.crashed(reason);
      window.destroy();
    });
    loaded = window.loadURL(APP_PAGE).catch(() => deps.crashed('load'));
    return window;
  };

  return {
    open: (page) => {
      if (current === null) {
        pendingPage = page ?? null;
        current = make();
        return;
      }
      if (page !== undefined) {
        push('window:show-page', page);
      }
      if (current.isMinimized()) {
        current.restore();
      }
      current.show();
      current.focus();
    },
    push,
    listening: () => {
      const page = pendingPage;
      pendingPage = null;
      if (page !== null) {
        // Once loaded, the page's scripts have run and its listeners exist.
        void loaded.then(() => push('window:show-page', page));
      }
    },
    shown: () => shown,
    isOpen: () => current !== null,
    owns: (contentsId) => current?.webContents.id === contentsId,
    isFocused: () => current?.isFocused() ?? false,
  };
}

function onScreen(window: BrowserWindow): Promise<void> {
  return new Promise((resolve) => {
    window.once('show', resolve);
    window.once('closed', resolve);
    setTimeout(resolve, SHOWN_LIMIT_MS);
  });
}

function saveBounds(window: BrowserWindow, store: JsonStore): void {
  try {
    Object.assign(store, { store: { bounds: { ...window.getNormalBounds() } } });
  } catch {
    // The next window opens at the default size.
  }
}
