import { chmodSync, chownSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../../shared/common/result';
import { type AppPaths, appPaths, type Environment, makeAppDirs, pathsIn } from '../../settings/config-dir';
import { GROUP_STORE_MODE, jsonStores, openJsonStore, type OpenStore } from '../../settings/json-store';
import { credentialSource } from '../../settings/secrets/credentials';
import type { Keys } from '../../settings/secrets/keys';
import { createSecrets, type CredentialSource, type Secrets } from '../../settings/secrets/secrets';
import { createSecretsFile } from '../../settings/secrets/secrets-file';
import { SettingsFile } from '../../settings/settings-file';
import { NO_VAULT } from '../../settings/secrets/vault';
import type { ChosenSettings } from '../cli-context';
import { SERVICE_ACCOUNT } from '../service/service-account';
import { credentialStore } from './credential-store';
import { type KeyStore, ownKeyStore } from './key-store';

/** Settings and keys that `logbell setup` writes: those of a person, or of the system service. */
export interface SetupPlace {
  readonly isSystem: boolean;
  /** Folder that log files are looked for in, `/` except in tests. */
  readonly root: string;
  readonly environment: Environment;
  readonly paths: AppPaths;
  readonly file: SettingsFile;
  readonly keys: KeyStore;
  /** Creates missing folders. Throws as mkdir(2) does. */
  readonly makeFolders: () => void;
  /** Gives the written settings their owner and mode. Throws as chown(2) does. */
  readonly share: () => void;
  /** Secrets for a test text: the new keys, or those that are stored. */
  readonly secretsWith: (keys: Keys | null) => Secrets;
}

/** Reason why the system service cannot be set up: not root, or no group of that name. */
export type PlaceFault = 'notRoot' | 'noGroup';

/** Opens what the options of `logbell setup` choose; creates nothing. */
export function placeOf(
  environment: Environment,
  { configDir, system = false }: ChosenSettings,
): Result<SetupPlace, PlaceFault> {
  return system ? systemPlace(environment) : ok(ownPlace(environment, configDir));
}

/** Opens settings and keys of the person who runs the command; creates nothing. */
function ownPlace(environment: Environment, configDir: string | undefined): SetupPlace {
  const chosen = configDir === undefined ? environment : { ...environment, LOGBELL_CONFIG_DIR: configDir };
  const paths = appPaths(chosen, homedir());
  const secretsWith = (keys: Keys | null): Secrets => openSecrets(paths, environment, keys);
  return {
    isSystem: false,
    root: '/',
    environment,
    paths,
    file: openSettings(paths, openJsonStore),
    keys: ownKeyStore(secretsWith(null), paths.secretsFile),
    makeFolders: () => makeAppDirs(paths),
    share: () => undefined,
    secretsWith,
  };
}

/** Opens settings and credentials of the system service below a root folder; creates nothing. */
export function systemPlace(environment: Environment, root = '/'): Result<SetupPlace, PlaceFault> {
  if (process.geteuid?.() !== 0) {
    return fail('notRoot');
  }
  const gid = groupId(root, SERVICE_ACCOUNT);
  if (gid === null) {
    return fail('noGroup');
  }
  const state = join(root, 'var/lib/logbell');
  const paths = pathsIn(join(root, 'etc/logbell'), state, join(state, 'logs'));
  return ok({
    isSystem: true,
    root,
    environment,
    paths,
    file: openSettings(paths, jsonStores({ mode: GROUP_STORE_MODE, chown: { uid: 0, gid } })),
    keys: credentialStore(root, environment),
    makeFolders: () => mkdirSync(paths.configDir, { recursive: true, mode: 0o755 }),
    share: () => {
      // A file that was there keeps its owner while it is replaced.
      chownSync(paths.configFile, 0, gid);
      chmodSync(paths.configFile, GROUP_STORE_MODE);
    },
    // Not those that a running service has got: they may be older.
    secretsWith: (keys) =>
      openSecrets(paths, {}, keys, credentialSource({ passed: '', stores: join(root, 'etc') }, 'no-credentials')),
  });
}

function openSettings(paths: AppPaths, openStore: OpenStore): SettingsFile {
  return new SettingsFile({ path: paths.configFile, openStore, now: Date.now });
}

function openSecrets(
  { secretsFile }: AppPaths,
  environment: Environment,
  keys: Keys | null,
  credentials: CredentialSource | null = null,
): Secrets {
  const known = keys && { LOGBELL_ACCESS_KEY: keys.accessKey, LOGBELL_SECRET_KEY: keys.secretKey };
  const file = createSecretsFile({ path: secretsFile, openStore: openJsonStore, now: Date.now });
  const secrets = createSecrets({
    vault: NO_VAULT,
    environment: { ...environment, ...known },
    file,
    ...(credentials !== null && { credentials }),
  });
  secrets.load();
  return secrets;
}

/** Id of a group in /etc/group (group(5)); null if it is not there. */
function groupId(root: string, name: string): number | null {
  try {
    const entry = new RegExp(`^${name}:[^:]*:(\\d+):`, 'm').exec(readFileSync(join(root, 'etc/group'), 'utf8'));
    return entry === null ? null : Number(entry[1]);
  } catch {
    return null;
  }
}
