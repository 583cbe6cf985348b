import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AutostartView } from '../../../shared/contract/ipc';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Environment } from '../../settings/config-dir';
import { readBounded } from '../../engine/common/bounded-file';
import { backupPath, keepCopy } from '../../settings/json-file';
import { writeWholeFile } from '../../engine/common/atomic-file';
import { readDesktopEntry, writeDesktopEntry, type DesktopEntry } from './desktop-entry';

const FILE_NAME = 'io.github.logbell.Logbell.desktop';

/** How this run of Logbell can be started again. */
export interface Launch {
  readonly packaged: boolean;
  readonly executable: string;
  /** The repository or the packaged app. */
  readonly root: string;
  /** A config folder chosen by flag or variable, to be kept; null for the usual one. */
  readonly configDir: string | null;
  readonly environment: Environment;
}

/** Start at login; what it says is read from the autostart file each time. */
export interface Autostart {
  view(): AutostartView;
  set(enabled: boolean): Result<AutostartView, 'not-supported' | 'not-saved'>;
  /** Writes the file anew when it is Logbell's own and starts another program than this one (a moved AppImage). */
  repair(): void;
}

/** Start at login by the XDG Autostart specification, in `$XDG_CONFIG_HOME/autostart`. */
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
        keepForeign(file);
        writeEntry(file, writeDesktopEntry(command));
      } else {
        switchOff(file);
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
 * The command that starts this Logbell at login: the AppImage or the installed program, or `npm start`'s script in a
 * development run. Null in a Flatpak or Snap, which have their own ways.
 */
export function startCommand({ packaged, executable, root, configDir, environment }: Launch): readonly string[] | null {
  if (environment['FLATPAK_ID'] !== undefined || environment['SNAP'] !== undefined) {
    return null;
  }
  const rest = ['--hidden', ...(configDir === null ? [] : [`--config-dir=${configDir}`])];
  if (packaged) {
    return [environment['APPIMAGE'] ?? executable, ...rest];
  }
  const script = join(root, 'scripts', 'start.mjs');
  return existsSync(script) ? [environment['npm_node_execpath'] ?? 'node', script, ...rest] : null;
}

/** Where the autostart file stands. */
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

/** No desktop entry is longer, bytes. */
const LONGEST_ENTRY = 1_000_000;

function readText(file: string): string {
  return readBounded(file, LONGEST_ENTRY).toString('utf8');
}

function writeEntry(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeWholeFile(file, text, 0o644);
}

/** Keeps a copy of a file that says something else than Logbell writes: one that somebody edited or made. */
function keepForeign(file: string): void {
  if (!existsSync(file)) {
    return;
  }
  const text = readText(file);
  const entry = readDesktopEntry(text);
  if (entry === null || text !== writeDesktopEntry(entry.command)) {
    keepCopy(backupPath(file, Date.now()), text);
  }
}

/** Removes the file if Logbell wrote it; one that somebody else made is hidden instead (Desktop Entry specification, `Hidden`). */
function switchOff(file: string): void {
  if (!existsSync(file)) {
    return;
  }
  const text = readText(file);
  if (readDesktopEntry(text)?.own === true) {
    keepForeign(file);
    rmSync(file);
    return;
  }
  const others = text.split('\n').filter((line) => !/^Hidden\s*=/.test(line));
  writeEntry(file, others.join('\n').replace('[Desktop Entry]', '[Desktop Entry]\nHidden=true'));
}
