import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { isSystemFault } from '../engine/common/error-code';

/** The variables that say where Logbell keeps its files; `process.env` fits. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where everything Logbell writes stands; all paths are absolute. */
export interface AppPaths {
  readonly configDir: string;
  readonly configFile: string;
  readonly secretsFile: string;
  /** Size and place of the window. */
  readonly windowFile: string;
  readonly dataDir: string;
  /** The log of the practice set-up. */
  readonly sampleLog: string;
  readonly logDir: string;
  readonly logFile: string;
}

/**
 * The folders of the XDG Base Directory specification ($XDG_CONFIG_HOME, $XDG_DATA_HOME, $XDG_STATE_HOME; a relative
 * one is ignored, as it says), or all under LOGBELL_CONFIG_DIR when that is set.
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

function pathsIn(configDir: string, dataDir: string, logDir: string): AppPaths {
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
 * Makes the config, data and log folders that are missing, each for its owner alone (mode 0700), and takes Logbell's own
 * files in them from other users (mode 0600). Folders that are there keep their mode. Throws as mkdir(2) does.
 */
export function makeAppDirs(paths: AppPaths): void {
  for (const dir of [paths.configDir, paths.dataDir, paths.logDir]) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
  }
  const { configFile, secretsFile, windowFile, logFile, dataDir } = paths;
  [configFile, secretsFile, windowFile, logFile, join(dataDir, LEDGER)].forEach(makePrivate);
}

/** The beginning of the names of the ledger's files. */
const LEDGER = 'ledger.db';
const OTHERS = 0o077;

/** A file, and those beside it whose names go on behind its name: `-wal`, `.old`, `.bad-…`. */
function makePrivate(path: string): void {
  try {
    readdirSync(dirname(path))
      .filter((name) => name.startsWith(basename(path)))
      .map((name) => join(dirname(path), name))
      .filter((own) => isLoose(own))
      .forEach((own) => chmodSync(own, 0o600));
  } catch (error) {
    // Whatever stays open to others is told as a problem.
    if (!isSystemFault(error)) {
      throw error;
    }
  }
}

/** A link would have the mode of another file changed. */
function isLoose(path: string): boolean {
  const stats = lstatSync(path);
  return stats.isFile() && (stats.mode & OTHERS) !== 0;
}
