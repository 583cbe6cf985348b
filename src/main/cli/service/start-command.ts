import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../engine/common/error-code';
import { type AppPaths, appPaths, type Environment } from '../../settings/config-dir';

/** Ways to start a Logbell, and their commands. */
const COMMANDS = {
  watch: 'logbell watch',
  setup: 'sudo logbell setup --system',
  service: 'sudo systemctl enable --now logbell',
} as const;

/** Name of the history database in the data folder. */
const LEDGER = 'ledger.db';

/** Folders that hold units, in `system` and `user` (systemd.unit(5)). */
const UNIT_FOLDERS = ['etc/systemd', 'run/systemd', 'usr/local/lib/systemd', 'usr/lib/systemd'];

/** Who runs a command, with which settings, and on which machine. */
export interface StartPlace {
  readonly environment: Environment;
  readonly paths: AppPaths;
  /** True with `--system`, for the system service. */
  readonly system?: boolean;
  /** Root folder of the machine, `/` except in tests. */
  readonly root?: string;
  readonly isRoot?: boolean;
  readonly home?: string;
}

/** A way to start a Logbell; `setup` for a service that has no settings yet. */
export interface StartCommand {
  readonly way: keyof typeof COMMANDS;
  readonly command: string;
}

/** Finds what starts the Logbell of these settings; the system service for root on a machine that has it. */
export function startCommand(place: StartPlace): StartCommand {
  const way = wayToStart(place);
  // As in the unit of the service, for a machine without systemd, such as a container.
  return { way, command: way === 'watch' && place.system === true ? 'logbell --system watch' : COMMANDS[way] };
}

function wayToStart(place: StartPlace): StartCommand['way'] {
  const { paths, system = false, root = '/' } = place;
  if (!system && !(isRoot(place) && hasUsualFolder(place) && hasUnit(root, 'system'))) {
    return 'watch';
  }
  if (isMissing(system ? paths.configFile : join(root, 'etc/logbell/config.json'))) {
    return 'setup';
  }
  return isBooted(root) ? 'service' : 'watch';
}

/** True if root may mean the system service with a command, as root has never started a Logbell of its own. */
export function mayMeanService(place: StartPlace): boolean {
  const { paths, system = false } = place;
  return !system && wayToStart(place) === 'service' && isMissing(join(paths.dataDir, LEDGER));
}

/** True if a person's own service manager can start the Logbell of these settings at each login. */
export function hasUserUnit(place: StartPlace): boolean {
  const { environment, system = false, root = '/' } = place;
  const runtime = environment['XDG_RUNTIME_DIR'] ?? '';
  return (
    !system &&
    !isRoot(place) &&
    hasUsualFolder(place) &&
    runtime !== '' &&
    existsSync(join(runtime, 'systemd')) &&
    hasUnit(root, 'user')
  );
}

function isRoot({ isRoot: given = process.geteuid?.() === 0 }: StartPlace): boolean {
  return given;
}

/** True if nobody has chosen another settings folder, which a unit would not know. */
function hasUsualFolder({ environment, paths, home = homedir() }: StartPlace): boolean {
  return paths.configDir === appPaths({ ...environment, LOGBELL_CONFIG_DIR: '' }, home).configDir;
}

/** True if systemd runs, as sd_booted(3) finds out. */
function isBooted(root: string): boolean {
  return existsSync(join(root, 'run/systemd/system'));
}

function hasUnit(root: string, kind: 'system' | 'user'): boolean {
  return isBooted(root) && UNIT_FOLDERS.some((folder) => existsSync(join(root, folder, kind, 'logbell.service')));
}

/** True if a file is known not to exist; others than root may not look into `/etc/logbell`. */
function isMissing(file: string): boolean {
  try {
    statSync(file);
    return false;
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
