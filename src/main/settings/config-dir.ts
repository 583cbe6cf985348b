import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isSystemFault } from '../engine/common/error-code';

/** Prefix of the names of the ledger's files. */
const LEDGER_PREFIX = 'ledger.db';
const GROUP_AND_OTHERS = 0o077;

/** Environment variables, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Paths of everything Logbell writes; all absolute. */
export interface AppPaths {
  readonly configDir: string;
  readonly configFile: string;
  readonly secretsFile: string;
  /** Size and place of the window. */
  readonly windowFile: string;
  readonly dataDir: string;
  /** Sample log of the practice setup. */
  readonly sampleLog: string;
  readonly logDir: string;
  readonly logFile: string;
}

/**
 * Folders of the XDG Base Directory specification ($XDG_CONFIG_HOME, $XDG_DATA_HOME, $XDG_STATE_HOME; it says to ignore
 * relative ones), or all under LOGBELL_CONFIG_DIR if set.
 */
export function appPaths(environment: Environment, home: string): AppPaths {
  const chosen = environment['LOGBELL_CONFIG_DIR'];
  if (chosen !== undefined && chosen !== '') {
    const dir = resolve(chosen);
    return pathsIn(dir, join(dir, 'data'), join(dir, 'logs'));
  }
  const base = (variable: string, fallback: string): string => {
    const value = environment[variable] ?? '';
    return join(isAbsolute(value) ? value : join(home, fallback), 'logbell');
  };
  return pathsIn(
    base('XDG_CONFIG_HOME', '.config'),
    base('XDG_DATA_HOME', '.local/share'),
    base('XDG_STATE_HOME', '.local/state'),
  );
}

/**
 * Folders of the system service: `/etc/logbell` and `/var/lib/logbell`, or those that its unit names (systemd.exec(5),
 * ConfigurationDirectory=, StateDirectory=).
 */
export function systemPaths(environment: Environment): AppPaths {
  const folder = (variable: string, fallback: string): string => {
    // The unit may name several folders.
    const [first = ''] = (environment[variable] ?? '').split(':');
    return isAbsolute(first) ? first : fallback;
  };
  const dataDir = folder('STATE_DIRECTORY', '/var/lib/logbell');
  return pathsIn(folder('CONFIGURATION_DIRECTORY', '/etc/logbell'), dataDir, join(dataDir, 'logs'));
}

/** Paths below a folder each for settings, data and logs. */
export function pathsIn(configDir: string, dataDir: string, logDir: string): AppPaths {
  return {
    configDir,
    configFile: join(configDir, 'config.json'),
    secretsFile: join(configDir, 'secrets.json'),
    windowFile: join(configDir, 'window.json'),
    dataDir,
    sampleLog: join(dataDir, 'sample.log'),
    logDir,
    logFile: join(logDir, 'logbell.log'),
  };
}

/**
 * Creates missing config, data and log folders with mode 0700, and sets Logbell's own files in them to mode 0600.
 * Existing folders keep their mode. Throws as mkdir(2) does.
 */
export function makeAppDirs(paths: AppPaths): void {
  for (const dir of [paths.configDir, paths.dataDir, paths.logDir]) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  }
  const { configFile, secretsFile, windowFile, logFile, dataDir } = paths;
  [configFile, secretsFile, windowFile, logFile, join(dataDir, LEDGER_PREFIX)].forEach(makePrivate);
}

/** Makes a file and its companions (`-wal`, `.old`, `.bad-…`) private. */
function makePrivate(path: string): void {
  try {
    readdirSync(dirname(path))
      .filter((name) => name.startsWith(basename(path)))
      .map((name) => join(dirname(path), name))
      .filter((own) => isOpenToOthers(own))
      .forEach((own) => chmodSync(own, 0o600));
  } catch (error) {
    // A file that stays open to others is reported as a problem.
    if (!isSystemFault(error)) {
      throw error;
    }
  }
}

/** True for a regular file that others can access: chmod on a link would change another file. */
function isOpenToOthers(path: string): boolean {
  const stats = lstatSync(path);
  return stats.isFile() && (stats.mode & GROUP_AND_OTHERS) !== 0;
}
