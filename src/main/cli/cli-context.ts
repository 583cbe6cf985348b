import { homedir } from 'node:os';
import { chooseLanguage, systemLocale } from '../../shared/i18n/language';
import { translator, type Translate } from '../../shared/i18n/translator';
import { parseSettings } from '../../shared/settings/parse';
import { emptySettings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import { appPaths, makeAppDirs, type AppPaths, type Environment } from '../settings/config-dir';
import { keysProblems } from '../settings/engine-config';
import { setUpPractice } from '../settings/first-run';
import { readJsonFile } from '../settings/json-file';
import { openJsonStore } from '../settings/json-store';
import { createSecrets, type Secrets } from '../settings/secrets';
import { createSecretsFile } from '../settings/secrets-file';
import { SettingsFile, type SettingsState } from '../settings/settings-file';
import { NO_VAULT } from '../settings/vault';
import type { StatusContext } from './commands/status-command';
import { debugProblems } from './output/debug-output';

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
}

/** Reads settings and keys for a command. Reports a file that is not JSON and leaves it unchanged. */
export function openContext(environment: Environment, configDir: string | undefined): CliContext {
  const paths = pathsFor(environment, configDir);
  makeAppDirs(paths);
  const language = chooseLanguage('system', systemLocale(environment));
  const now = (): number => Date.now();
  const file = new SettingsFile({ path: paths.configFile, openStore: openJsonStore, now });
  const secrets = createSecrets({
    vault: NO_VAULT,
    environment,
    file: createSecretsFile({ path: paths.secretsFile, openStore: openJsonStore, now }),
  });
  secrets.load();
  const onDisk = readJsonFile(paths.configFile);
  const made = onDisk.kind === 'missing' ? setUpPractice(file, paths, language) : null;
  const state = onDisk.kind === 'broken' ? broken(onDisk.reason) : file.load();
  return {
    paths,
    environment,
    translate: translator(chooseLanguage(state.settings.app.language, systemLocale(environment))),
    file,
    secrets,
    state,
    problems: [
      ...debugProblems(),
      ...(made?.ok === false ? made.error : []),
      ...state.problems,
      ...keysProblems(state.settings.sens, secrets, environment),
    ],
    firstRun: onDisk.kind === 'missing',
  };
}

/** Finds paths and language without creating or changing a file. */
export function readOnlyContext(environment: Environment, configDir: string | undefined): StatusContext {
  const paths = pathsFor(environment, configDir);
  const onDisk = readJsonFile(paths.configFile);
  const { settings } = parseSettings(onDisk.kind === 'json' ? onDisk.value : {});
  const language = chooseLanguage(settings.app.language, systemLocale(environment));
  return { environment, paths, language, translate: translator(language) };
}

function pathsFor(environment: Environment, configDir: string | undefined): AppPaths {
  const chosen = configDir === undefined ? environment : { ...environment, LOGBELL_CONFIG_DIR: configDir };
  return appPaths(chosen, homedir());
}

function broken(reason: string): SettingsState {
  const problems = [settingsProblem([], 'not-json', { reason })];
  return { settings: emptySettings(), problems, missing: false, setAside: null, keptEdit: null, revision: '' };
}
