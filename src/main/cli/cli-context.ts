import { homedir } from 'node:os';
import { chooseLanguage, systemLocale } from '../../shared/i18n/language';
import type { Translate } from '../../shared/i18n/translator';
import { parseSettings } from '../../shared/settings/parse';
import { emptySettings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/validation/problems';
import { appPaths, makeAppDirs, systemPaths, type AppPaths, type Environment } from '../settings/config-dir';
import { credentialFolders, credentialSource, missingCode } from '../settings/secrets/credentials';

import { setUpPractice } from '../settings/first-run';
import { readJsonFile } from '../settings/json-file';
import { openGroupStore, openJsonStore } from '../settings/json-store';
import { secretProblems } from '../settings/secrets/secret-problems';
import { createSecrets, type Secrets } from '../settings/secrets/secrets';
import { createSecretsFile } from '../settings/secrets/secrets-file';
import { SettingsFile, type SettingsState } from '../settings/settings-file';
import { NO_VAULT } from '../settings/secrets/vault';
import type { StatusContext } from './commands/status-command';
import { commandTranslator } from './output/command-translator';
import { debugProblems } from './output/debug-output';
import { hasServiceManager } from './output/stop-request';

/** Shared state of all commands. */
export interface CliContext {
  readonly paths: AppPaths;
  readonly environment: Environment;
  readonly translate: Translate;
  readonly file: SettingsFile;
  readonly secrets: Secrets;
  readonly state: SettingsState;
  /** All faults of the settings and keys; empty if there are none. */
  readonly problems: readonly SettingsProblem[];
  /** True if this start created the practice setup. */
  readonly firstRun: boolean;
  /** True for the settings of the system service. */
  readonly system: boolean;
}

/** The settings that a command uses; by default those of the user. */
export interface ChosenSettings {
  /** Folder given by `--config-dir`. */
  readonly configDir?: string | undefined;
  /** True with `--system`, for the settings of the system service. */
  readonly system?: boolean;
}

/** Reads settings and keys for a command. Reports a file that is not JSON and leaves it unchanged. */
export function openContext(environment: Environment, { configDir, system = false }: ChosenSettings): CliContext {
  const paths = pathsFor(environment, { configDir, system });
  const folders = credentialFolders(environment, system);
  const now = (): number => Date.now();
  const secrets = createSecrets({
    vault: NO_VAULT,
    environment,
    file: createSecretsFile({ path: paths.secretsFile, openStore: openJsonStore, now }),
    credentials: credentialSource(folders, system ? missingCode(folders) : null),
  });
  const base = { paths, environment, secrets, system };
  return system ? openSystem(base) : openOwn(base);
}

type Base = Pick<CliContext, 'paths' | 'environment' | 'secrets' | 'system'>;

/** Reads a person's settings; the first time, creates the practice setup. */
function openOwn(base: Base): CliContext {
  const { paths, environment, secrets } = base;
  makeAppDirs(paths);
  const file = new SettingsFile({ path: paths.configFile, openStore: openJsonStore, now: () => Date.now() });
  secrets.load();
  const onDisk = readJsonFile(paths.configFile);
  const language = chooseLanguage('system', systemLocale(environment));
  const made = onDisk.kind === 'missing' ? setUpPractice(file, paths, language) : null;
  const state = onDisk.kind === 'broken' ? broken(onDisk.reason) : file.load();
  return contextWith(base, file, state, {
    before: made?.ok === false ? made.error : [],
    firstRun: onDisk.kind === 'missing',
  });
}

/** Reads the settings of the system service, which only `logbell setup` and an administrator write. */
function openSystem(base: Base): CliContext {
  const { configFile } = base.paths;
  const file = new SettingsFile({
    path: configFile,
    openStore: openGroupStore,
    now: () => Date.now(),
    rewritesOlder: false,
  });
  base.secrets.load();
  const onDisk = readJsonFile(configFile);
  const isDenied = onDisk.kind === 'unreadable' && onDisk.code === 'EACCES';
  if (onDisk.kind === 'missing' || isDenied) {
    const problems = [isDenied ? denied(base) : settingsProblem([], 'no-system-settings')];
    return contextWith(base, file, { ...file.state(), problems }, { before: [], firstRun: false });
  }
  const state = onDisk.kind === 'broken' ? broken(onDisk.reason) : file.load();
  return contextWith(base, file, state, { before: [], firstRun: false });
}

/** The person at a terminal lacks a right that sudo gives; the service lacks one that only the file can give. */
function denied({ environment, paths }: Base): SettingsProblem {
  return hasServiceManager(environment)
    ? settingsProblem([], 'service-denied', { file: paths.configFile })
    : settingsProblem([], 'system-denied');
}

function contextWith(
  base: Base,
  file: SettingsFile,
  state: SettingsState,
  { before, firstRun }: { readonly before: readonly SettingsProblem[]; readonly firstRun: boolean },
): CliContext {
  const { environment, secrets, system } = base;
  return {
    ...base,
    translate: commandTranslator(chooseLanguage(state.settings.app.language, systemLocale(environment)), system),
    file,
    state,
    problems: [
      ...debugProblems(),
      ...before,
      ...state.problems,
      ...secretProblems(state.settings, secrets, environment),
    ],
    firstRun,
  };
}

/** Finds paths and language without creating or changing a file. */
export function readOnlyContext(environment: Environment, chosen: ChosenSettings): StatusContext {
  const paths = pathsFor(environment, chosen);
  const onDisk = readJsonFile(paths.configFile);
  const { settings } = parseSettings(onDisk.kind === 'json' ? onDisk.value : {});
  const language = chooseLanguage(settings.app.language, systemLocale(environment));
  const { system = false } = chosen;
  return { environment, paths, language, translate: commandTranslator(language, system), system };
}

function pathsFor(environment: Environment, { configDir, system = false }: ChosenSettings): AppPaths {
  if (system) {
    return systemPaths(environment);
  }
  return appPaths({ ...environment, ...(configDir !== undefined && { LOGBELL_CONFIG_DIR: configDir }) }, homedir());
}

function broken(reason: string): SettingsState {
  const problems = [settingsProblem([], 'not-json', { reason })];
  return { settings: emptySettings(), problems, missing: false, setAside: null, keptEdit: null, revision: '' };
}
