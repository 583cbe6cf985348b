import { app, session, type Event } from 'electron';
import { APP_ORIGIN } from './app-protocol';

/** Denies every permission, download and foreign request (Electron docs, tutorial/security, rules 1 and 5). */
export function guardSession(refused: (what: string) => void): void {
  const own = session.defaultSession;
  // Chromium downloads dictionaries for a spell checker, even one that no page uses.
  own.setSpellCheckerLanguages([]);
  own.setSpellCheckerEnabled(false);
  own.setPermissionRequestHandler((_contents, permission, answer) => {
    refused(permission);
    answer(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  // The main process saves files for the window and asks where to.
  own.on('will-download', (event) => {
    event.preventDefault();
    refused('download');
  });
  own.webRequest.onBeforeRequest((request, answer) => {
    const cancel = !request.url.startsWith(`${APP_ORIGIN}/`) && !isDeveloperTools(request.url);
    if (cancel) {
      refused('request');
    }
    answer({ cancel });
  });
}

/** Prevents all navigation, new windows and embedded content (rules 11 to 14). */
export function guardNavigation(refused: (what: string) => void): void {
  app.on('web-contents-created', (_event, contents) => {
    const prevent = (what: string) => (event: Event) => {
      event.preventDefault();
      refused(what);
    };
    contents.on('will-navigate', prevent('navigate'));
    contents.on('will-frame-navigate', prevent('frame-navigate'));
    contents.on('will-redirect', prevent('redirect'));
    contents.on('will-attach-webview', prevent('webview'));
    contents.setWindowOpenHandler(() => {
      refused('window-open');
      return { action: 'deny' };
    });
  });
}

function isDeveloperTools(url: string): boolean {
  return !app.isPackaged && url.startsWith('devtools://');
}
