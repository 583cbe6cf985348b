import { dialDigits } from '../../shared/sms/phone-number';
import type { SensSettings, Settings } from '../../shared/settings/schema';
import { needsSens, type TextingSettings } from '../../shared/settings/role';
import { sensBaseUrl } from '../../shared/settings/sens-zones';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/validation/problems';
import type { EngineConfig } from '../engine/engine-api';
import type { SensAccess } from '../engine/send/sens/types';
import type { AppPaths, Environment } from './config-dir';
import type { Keys } from './secrets/keys';
import type { Secrets } from './secrets/secrets';

const V1_VARIABLES = ['X-NCP-service-secret', 'X-NCP-auth-key'];

/** Sender number in practice mode, where none is registered. */
const PRACTICE_FROM = '0212345678';

/** Address of the embedded practice SENS and the credentials it accepts. */
export interface PracticeAccess {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly from?: string;
}

/** Sources of the engine's configuration. */
interface ConfigSources {
  readonly settings: Settings;
  /** Parts of the settings that could not be read. */
  readonly problems?: readonly SettingsProblem[];
  readonly keys: Keys | null;
  /** Secrets of the channels; left out where nothing is sent. */
  readonly channels?: Pick<Secrets['channels'], 'known'>;
  /** Token of the Alertmanager cluster; left out where nothing is sent. */
  readonly alertmanager?: Pick<Secrets['alertmanager'], 'known'>;
  /** Tokens of the receiver; left out where nothing is received. */
  readonly receive?: Pick<Secrets['receive'], 'known'>;
  /** Null while the practice server is not running. */
  readonly practice: PracticeAccess | null;
  readonly paths: AppPaths;
}

/** Builds the engine's configuration. */
export function engineConfig({
  settings,
  problems = [],
  keys,
  channels,
  alertmanager,
  receive,
  practice,
  paths,
}: ConfigSources): EngineConfig {
  const token = tokenOf(settings, alertmanager);
  return {
    settings,
    recipientsUnread: problems.some(affectsRecipients),
    channelsUnread: problems.some(({ path }) => path === '' || /^channels\b/.test(path)),
    access:
      settings.sens.mode === 'practice' ? practiceAccess(settings.sens, practice) : liveAccess(settings.sens, keys),
    channelSecrets: channels?.known(settings.channels.map(({ id }) => id)) ?? {},
    ...(token === undefined ? {} : { alertmanagerToken: token }),
    receiveTokens: Object.values(receive?.known(settings.receive.tokens) ?? {}).flatMap((of) => of.token ?? []),
    dataDir: paths.dataDir,
    ownFiles: [paths.logFile, paths.configFile, paths.secretsFile, paths.windowFile],
    secretsFile: paths.secretsFile,
  };
}

/** Returns the bearer token of the Alertmanager cluster, if it has one and that is known. */
function tokenOf({ alertmanager }: Settings, secrets: ConfigSources['alertmanager']): string | undefined {
  const name = alertmanager?.token;
  return name === undefined ? undefined : secrets?.known([name])[name]?.token;
}

/** True if the problem may have removed recipients; having none at all can be intended. */
function affectsRecipients({ path, code }: SettingsProblem): boolean {
  return path === '' || (/^recipients\b/.test(path) && code !== 'no-recipients');
}

/** Access in practice mode, which accepts only its own sender number. */
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

/** Lists what live mode lacks besides the settings if it may text anyone: the keys, or SENS v2 keys in place of v1 keys. */
export function keysProblems(
  { sens, ...settings }: TextingSettings & Pick<Settings, 'sens'>,
  secrets: Pick<Secrets, 'keys' | 'fault'>,
  environment: Environment,
): readonly SettingsProblem[] {
  if (sens.mode !== 'live' || !needsSens(settings) || secrets.keys() !== null) {
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
