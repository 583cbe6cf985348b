import type { KeysChange } from '../../../shared/contract/ipc/calls';
import type { KeysView } from '../../../shared/contract/ipc/snapshot';
import { fail, ok, type Result } from '../../../shared/common/result';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Environment } from '../config-dir';
import { bothKeys, cleanKey, environmentKeys, type Keys, type SomeKeys } from './keys';
import { createNamedSecrets, type NamedSecrets, presentValues, withoutEmpty } from './named-secrets';
import { createSecretEntry, type EntrySlot, type StoredEntry, workingBackend } from './secret-entry';
import { NO_SECRETS, type SecretsFile, type StoredSecrets } from './secrets-file';
import type { Vault } from './vault';

/** Dependencies of the secrets. */
interface SecretsDeps {
  readonly vault: Vault;
  readonly file: SecretsFile;
  readonly environment: Environment;
  readonly credentials?: CredentialSource;
}

/** Secrets that systemd passes to a service. */
export interface CredentialSource {
  readonly read: () => SomeKeys;
  /** Reads another credential by its name; null for a missing one. */
  readonly named: (name: string) => string | null;
  /** Fault to report if a key is missing there; null if keys may be elsewhere. */
  readonly missing: 'no-credentials' | 'credentials-hidden' | null;
}

/**
 * Reason why keys were not saved: an invalid key, a keyring that holds the other key and does not answer, or a write
 * error.
 */
type KeysFault = 'no-keyring' | 'bad-key' | 'not-saved';

/** The account's keys, the secrets of channels, heartbeats and the receiver, and how they are stored. */
export interface Secrets {
  readonly channels: NamedSecrets<'channels'>;
  readonly heartbeats: NamedSecrets<'heartbeats'>;
  readonly alertmanager: NamedSecrets<'alertmanager'>;
  readonly receive: NamedSecrets<'receive'>;
  /**
   * Reads all secrets again. Those kept for this session only stay, unless another process has stored keys in clear. May
   * wait while the keyring asks for its password.
   */
  load(): void;
  /** Returns the keys to sign with: those of the environment, of credentials, the stored ones. Null if one is missing. */
  keys(): Keys | null;
  /** Returns what may be shown: set or not, and how they are stored. */
  view(): KeysView;
  /** Returns why the keys are unknown: the fault of their file, or no credentials for a service; null otherwise. */
  fault(): SettingsProblem | null;
  /** Returns the fault of the file with the stored secrets; null for none. */
  fileFault(): SettingsProblem | null;
  /** Fault to report if a secret of a service is missing; null if secrets may be elsewhere than in credentials. */
  readonly missingCredential: CredentialSource['missing'];
  /** Returns the keyring that does not decrypt the stored keys now, which stay stored; null for none. */
  locked(): string | null;
  /**
   * Stores new keys in the keyring; without one, in clear in the 0600 file if `keepInFile` agrees, else until Logbell
   * quits.
   */
  save(change: KeysChange): Result<KeysView, KeysFault>;
  /** Removes the keys of file, keyring and session; those of environment and credentials stay, and other secrets. */
  forget(): Result<KeysView, 'not-saved'>;
}

/** Creates the secrets; nothing is read before `load`. */
export function createSecrets({ vault, file, environment, credentials }: SecretsDeps): Secrets {
  const fromEnvironment = environmentKeys(environment);
  const stored = createSecretEntry(keysSlot(file), vault);
  const credential = (name: string): string | null => credentials?.named(name) ?? null;
  const channels = createNamedSecrets('channels', { vault, file, environment, credential });
  const heartbeats = createNamedSecrets('heartbeats', { vault, file, environment, credential });
  const alertmanager = createNamedSecrets('alertmanager', { vault, file, environment, credential });
  const receive = createNamedSecrets('receive', { vault, file, environment, credential });
  let fromCredentials: SomeKeys = {};

  const known = (): SomeKeys => ({ ...stored.values(), ...fromCredentials, ...fromEnvironment });
  const place = (): KeysView['kept'] => {
    const passed = Object.keys(fromCredentials).length > 0 ? 'credentials' : stored.kept();
    return Object.keys(fromEnvironment).length > 0 ? 'environment' : passed;
  };

  const view = (): KeysView => {
    const keys = known();
    const isSet = (name: keyof Keys): 'set' | 'not-set' =>
      keys[name] !== undefined || stored.has(name) ? 'set' : 'not-set';
    return {
      accessKey: isSet('accessKey'),
      secretKey: isSet('secretKey'),
      kept: place(),
      keyring: workingBackend(vault) !== null,
    };
  };

  return {
    channels,
    heartbeats,
    alertmanager,
    receive,
    load: () => {
      fromCredentials = credentials?.read() ?? {};
      const content = file.read();
      stored.load(storedKeys(content));
      channels.load(content);
      heartbeats.load(content);
      alertmanager.load(content);
      receive.load(content);
    },
    keys: () => bothKeys(known()),
    view,
    fault: () => {
      const code = credentials?.missing ?? null;
      const missing = code === null ? null : settingsProblem(['sens', 'keys'], code);
      return bothKeys(known()) === null ? (file.fault() ?? missing) : null;
    },
    fileFault: () => file.fault(),
    missingCredential: credentials?.missing ?? null,
    locked: () => (bothKeys(known()) === null ? stored.locked() : null),
    save: (change) => {
      const added = cleanChange(change);
      if (added === null) {
        return fail('bad-key');
      }
      const saved = stored.save(presentValues(added), change.keepInFile);
      return saved.ok ? ok(view()) : saved;
    },
    forget: () => {
      const forgotten = stored.forget();
      return forgotten.ok ? ok(view()) : forgotten;
    },
  };
}

/** The part of the file that has the keys. */
function keysSlot(file: SecretsFile): EntrySlot {
  return {
    read: () => storedKeys(file.read()),
    write: (entry) => {
      const { channels, heartbeats, alertmanager, receive } = file.read() ?? NO_SECRETS;
      const keys = entry === null ? NO_SECRETS : { kept: entry.kept, backend: entry.backend, ...entry.values };
      file.write(withoutEmpty({ ...keys, channels, heartbeats, alertmanager, receive }));
    },
  };
}

function storedKeys(content: StoredSecrets | null): StoredEntry | null {
  const { kept, backend, accessKey, secretKey } = content ?? NO_SECRETS;
  const values = presentValues({ accessKey, secretKey });
  return Object.keys(values).length === 0 ? null : { kept, backend, values };
}

function cleanChange(change: KeysChange): SomeKeys | null {
  const accessKey = change.accessKey === undefined ? undefined : cleanKey(change.accessKey);
  const secretKey = change.secretKey === undefined ? undefined : cleanKey(change.secretKey);
  return accessKey === null || secretKey === null
    ? null
    : { ...(accessKey !== undefined && { accessKey }), ...(secretKey !== undefined && { secretKey }) };
}
