import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AutostartView } from '../../../shared/contract/ipc/snapshot';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Environment } from '../../settings/config-dir';
import { readBounded } from '../../engine/common/files/bounded-file';
import { backupPath, keepCopy } from '../../settings/file-copies';
import { writeWholeFile } from '../../engine/common/files/atomic-file';
import { readDesktopEntry, writeDesktopEntry, type DesktopEntry } from './desktop-entry';

const FILE_NAME = 'io.github.logbell.Logbell.desktop';

/** Upper bound for the size of a desktop entry, bytes. */
const MAX_ENTRY_BYTES = 1_000_000;

/** Facts about this run from which a command that starts Logbell again is built. */
export interface Launch {
  readonly packaged: boolean;
  readonly executable: string;
  /** Root folder of the repository or the packaged app. */
  readonly root: string;
  /** Config folder chosen by flag or variable, passed on to later starts; null for the default. */
  readonly configDir: string | null;
  readonly environment: Environment;
}

/** Starts Logbell at login. The state is read from the autostart file on every call. */
export interface Autostart {
  view(): AutostartView;
  set(enabled: boolean): Result<AutostartView, 'not-supported' | 'not-saved'>;
  /** Rewrites the file when it is Logbell's own but starts another program than this one (a moved AppImage). */
  repair(): void;
}

/** Creates autostart after the XDG Autostart specification, in `$XDG_CONFIG_HOME/autostart`. */
export function createAutostart(launch: Launch, home: string): Autostart {
  const command = startCommand(launch);
  const file = autostartFile(launch.environment, home);
  const view = (): AutostartView => ({ supported: command !== null, enabled: readEntry(file)?.enabled ?? false });

  const set = (enabled: boolean): Result<AutostartView, 'not-supported' | 'not-saved'> => {
    if (command === null) {
      return fail('not-supported');
    }
    try {
      if (enabled) {
        backUpForeign(file);
        writeEntry(file, writeDesktopEntry(command));
      } else {
        disable(file);
      }
    } catch {
      return fail('not-saved');
    }
    return ok(view());
  };

  return {
    view,
    set,
    repair: () => {
      const entry = readEntry(file);
      if (command !== null && entry?.own === true && entry.enabled && !isDeepStrictEqual(entry.command, command)) {
        set(true);
      }
    },
  };
}

/**
 * Command that starts this Logbell at login: the AppImage or the installed program; in a development run, the script of
 * `npm start`. Null in a Flatpak or Snap, which have their own ways.
 */
export function startCommand({ packaged, executable, root, configDir, environment }: Launch): readonly string[] | null {
  if (environment['FLATPAK_ID'] !== undefined || environment['SNAP'] !== undefined) {
    return null;
  }
  const options = ['--hidden', ...(configDir === null ? [] : [`--config-dir=${configDir}`])];
  if (packaged) {
    return [environment['APPIMAGE'] ?? executable, ...options];
  }
  const script = join(root, 'scripts', 'start.mjs');
  return existsSync(script) ? [environment['npm_node_execpath'] ?? 'node', script, ...options] : null;
}

/** Path of the autostart file. */
export function autostartFile(environment: Environment, home: string): string {
  const base = environment['XDG_CONFIG_HOME'] ?? '';
  return join(isAbsolute(base) ? base : join(home, '.config'), 'autostart', FILE_NAME);
}

function readEntry(file: string): DesktopEntry | null {
  try {
    return readDesktopEntry(readText(file));
  } catch {
    return null;
  }
}

function readText(file: string): string {
  return readBounded(file, MAX_ENTRY_BYTES).toString('utf8');
}

function writeEntry(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWholeFile(file, text, 0o644);
}

/** Backs up a file whose content is not exactly what Logbell would write: somebody edited or made it. */
function backUpForeign(file: string): void {
  if (!existsSync(file)) {
    return;
  }
  const text = readText(file);
  const entry = readDesktopEntry(text);
  if (entry === null || text !== writeDesktopEntry(entry.command)) {
    keepCopy(backupPath(file, Date.now()), text);
  }
}

/** Removes the file if Logbell wrote it; hides a foreign one instead (Desktop Entry specification, `Hidden`). */
function disable(file: string): void {
  if (!existsSync(file)) {
    return;
  }
  const text = readText(file);
  if (readDesktopEntry(text)?.own === true) {
    backUpForeign(file);
    rmSync(file);
    return;
  }
  const others = text.split('\n').filter((line) => !/^Hidden\s*=/.test(line));
  writeEntry(file, others.join('\n').replace('[Desktop Entry]', '[Desktop Entry]\nHidden=true'));
}
