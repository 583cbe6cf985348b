import { dialDigits } from '../../shared/sms/phone-number';
import type { SensSettings, Settings } from '../../shared/settings/schema';
import { sensBaseUrl } from '../../shared/settings/sens-zones';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import type { EngineConfig } from '../engine/engine-api';
import type { SensAccess } from '../engine/send/sens/types';
import type { AppPaths, Environment } from './config-dir';
import type { Keys } from './keys';
import type { Secrets } from './secrets';

/** Where the embedded practice SENS listens, and the credentials it takes. */
export interface PracticeAccess {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly from?: string;
}

/** Everything the engine's configuration follows from. */
export interface ConfigFacts {
  readonly settings: Settings;
  /** What could not be read of the settings. */
  readonly problems?: readonly SettingsProblem[];
  readonly keys: Keys | null;
  /** Null while it is not running. */
  readonly practice: PracticeAccess | null;
  readonly paths: AppPaths;
}

/** A sender number for practice, where none has to be registered. */
const PRACTICE_FROM = '0212345678';

/** What the engine is to work by. */
export function engineConfig({ settings, problems = [], keys, practice, paths }: ConfigFacts): EngineConfig {
  return {
    settings,
    recipientsUnread: problems.some(spoilsRecipients),
    access:
      settings.sens.mode === 'practice' ? practiceAccess(settings.sens, practice) : liveAccess(settings.sens, keys),
    dataDir: paths.dataDir,
    ownFiles: [paths.logFile, paths.configFile, paths.secretsFile, paths.windowFile],
    secretsFile: paths.secretsFile,
  };
}

/** Whether recipients may be missing from the settings for this: none at all is how a person may want it. */
function spoilsRecipients({ path, code }: SettingsProblem): boolean {
  return path === '' || (/^recipients\b/.test(path) && code !== 'no-recipients');
}

/** The sender number of the settings is not used: practice knows only its own as registered. */
function practiceAccess({ contentType }: SensSettings, practice: PracticeAccess | null): SensAccess | null {
  if (practice === null) {
    return null;
  }
  const { baseUrl, serviceId, accessKey, secretKey } = practice;
  const from = practice.from ?? PRACTICE_FROM;
  return { baseUrl, serviceId, accessKey, secretKey, from, contentType, practice: true };
}

function liveAccess(sens: SensSettings, keys: Keys | null): SensAccess | null {
  const from = dialDigits(sens.from);
  const baseUrl = sensBaseUrl(sens);
  return keys === null || from === null || sens.serviceId === '' || baseUrl === ''
    ? null
    : { baseUrl, serviceId: sens.serviceId, from, contentType: sens.contentType, ...keys, practice: false };
}

const V1_VARIABLES = ['X-NCP-service-secret', 'X-NCP-auth-key'];

/** What live mode lacks besides the settings themselves: the keys, or keys of SENS v1 that v2 does not take. */
export function keysProblems(
  sens: SensSettings,
  secrets: Pick<Secrets, 'keys' | 'fault'>,
  environment: Environment,
): readonly SettingsProblem[] {
  if (sens.mode !== 'live' || secrets.keys() !== null) {
    return [];
  }
  const fault = secrets.fault();
  if (fault) {
    return [fault];
  }
  const old = V1_VARIABLES.filter((variable) => environment[variable] !== undefined);
  return old.length > 0
    ? old.map((variable) => settingsProblem(['environment', variable], 'sens-v1'))
    : [settingsProblem(['sens', 'keys'], 'no-keys')];
}
