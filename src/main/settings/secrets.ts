import type { KeysChange, KeysView } from '../../shared/contract/ipc';
import { fail, ok, type Result } from '../../shared/common/result';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/problems';
import { bothKeys, cleanKey, environmentKeys, type Keys, type SomeKeys } from './keys';
import type { SecretsFile, StoredSecrets } from './secrets-file';
import type { Vault } from './vault';
import type { Environment } from './config-dir';

/** Dependencies of the secrets. */
interface SecretsDeps {
  readonly vault: Vault;
  readonly file: SecretsFile;
  readonly environment: Environment;
  readonly credentials?: CredentialSource;
}

/** Keys that systemd passes to a service. */
interface CredentialSource {
  readonly read: () => SomeKeys;
  /** Fault to report if a key is missing there; null if keys may be elsewhere. */
  readonly missing: 'no-credentials' | 'credentials-hidden' | null;
}

/**
 * Reason why keys were not saved: an invalid key, a keyring that holds the other key and does not answer, or a write
 * error.
 */
type KeysFault = 'no-keyring' | 'bad-key' | 'not-saved';

/** The account's keys and how they are stored. */
export interface Secrets {
  /**
   * Reads the keys again. Those kept for this session only stay, unless another process has stored keys in clear. May
   * wait while the keyring asks for its password.
   */
  load(): void;
  /** Returns the keys to sign with: those of the environment, of credentials, the stored ones. Null if one is missing. */
  keys(): Keys | null;
  /** Returns what may be shown: set or not, and how they are stored. */
  view(): KeysView;
  /** Returns why the keys are unknown: the fault of their file, or no credentials for a service; null otherwise. */
  fault(): SettingsProblem | null;
  /** Returns the keyring that does not decrypt the stored keys now, which stay stored; null for none. */
  locked(): string | null;
  /**
   * Stores new keys in the keyring; without one, in clear in the 0600 file if `keepInFile` agrees, else until Logbell
   * quits.
   */
  save(change: KeysChange): Result<KeysView, KeysFault>;
  /** Removes the keys of file, keyring and session; those of environment and credentials stay. */
  forget(): Result<KeysView, 'not-saved'>;
}

type Kept = 'keyring' | 'file' | 'session' | 'none';

interface KeysInMemory {
  readonly keys: SomeKeys;
  readonly kept: Kept;
  readonly locked: string | null;
}

const NO_KEYS: KeysInMemory = { keys: {}, kept: 'none', locked: null };

const PROBE = 'logbell';

/**
 * Creates the keys under the policy of docs/explain/architecture.md: never in clear without consent, never deleted
 * because they are unreadable.
 */
export function createSecrets({ vault, file, environment, credentials }: SecretsDeps): Secrets {
  const fromEnvironment = environmentKeys(environment);
  let fromCredentials: SomeKeys = {};
  let current = NO_KEYS;

  const known = (): SomeKeys => ({ ...current.keys, ...fromCredentials, ...fromEnvironment });
  const place = (): KeysView['kept'] => {
    const passed = Object.keys(fromCredentials).length > 0 ? 'credentials' : current.kept;
    return Object.keys(fromEnvironment).length > 0 ? 'environment' : passed;
  };

  const view = (): KeysView => {
    const keys = known();
    const isSet = (name: keyof Keys): 'set' | 'not-set' =>
      keys[name] !== undefined || (current.locked !== null && file.read()?.[name] !== undefined) ? 'set' : 'not-set';
    return {
      accessKey: isSet('accessKey'),
      secretKey: isSet('secretKey'),
      kept: place(),
      keyring: workingBackend(vault) !== null,
    };
  };

  const store = (next: KeysInMemory, stored: StoredSecrets | null): Result<KeysView, 'not-saved'> => {
    try {
      file.write(stored);
    } catch {
      return fail('not-saved');
    }
    current = next;
    return ok(view());
  };

  /** Reads the stored keys again, as the file may have been edited: a key that is not changed stays as it is there. */
  const storedKeys = (): SomeKeys => {
    const stored = current.kept === 'session' ? null : file.read();
    return stored === null ? {} : unseal(stored, vault).keys;
  };

  return {
    load: () => {
      fromCredentials = credentials?.read() ?? {};
      const stored = file.read();
      if (current.kept === 'session' && stored?.kept !== 'file') {
        return;
      }
      current = stored === null ? NO_KEYS : unseal(stored, vault);
    },
    keys: () => bothKeys(known()),
    view,
    fault: () => {
      const code = credentials?.missing ?? null;
      const missing = code === null ? null : settingsProblem(['sens', 'keys'], code);
      return bothKeys(known()) === null ? (file.fault() ?? missing) : null;
    },
    locked: () => (bothKeys(known()) === null ? current.locked : null),
    save: (change) => {
      const added = cleanChange(change);
      if (added === null) {
        return fail('bad-key');
      }
      const keys = { ...current.keys, ...storedKeys(), ...added };
      if (current.locked !== null && bothKeys(keys) === null) {
        return fail('no-keyring');
      }
      const backend = workingBackend(vault);
      const sealed = backend === null ? null : seal(keys, vault, backend);
      if (sealed !== null) {
        return store({ keys, kept: 'keyring', locked: null }, sealed);
      }
      if (change.keepInFile) {
        return store({ keys, kept: 'file', locked: null }, { kept: 'file', backend: '', ...keys });
      }
      const session: KeysInMemory = { keys, kept: 'session', locked: current.locked };
      if (current.kept === 'file') {
        return store(session, null);
      }
      current = session;
      return ok(view());
    },
    forget: () => store(NO_KEYS, null),
  };
}

/**
 * Name of the keyring if it decrypts what it encrypted: a name alone may belong to one that does not answer (Electron
 * docs, safeStorage).
 */
function workingBackend(vault: Vault): string | null {
  const backend = vault.backend();
  if (backend === null) {
    return null;
  }
  const sealed = vault.encrypt(PROBE);
  const decrypted = sealed.ok ? vault.decrypt(sealed.value) : sealed;
  return decrypted.ok && decrypted.value === PROBE ? backend : null;
}

function unseal(stored: StoredSecrets, vault: Vault): KeysInMemory {
  if (stored.kept === 'file') {
    return { keys: presentKeys(stored.accessKey, stored.secretKey), kept: 'file', locked: null };
  }
  const backend = vault.backend();
  const open = (ciphertext: string | undefined): string | undefined => {
    const text = ciphertext === undefined || backend === null ? null : vault.decrypt(ciphertext);
    return text?.ok === true ? text.value : undefined;
  };
  const keys = presentKeys(open(stored.accessKey), open(stored.secretKey));
  const isUnreadable = (['accessKey', 'secretKey'] as const).some(
    (name) => stored[name] !== undefined && keys[name] === undefined,
  );
  return { keys, kept: 'keyring', locked: isUnreadable ? stored.backend : null };
}

function seal(keys: SomeKeys, vault: Vault, backend: string): StoredSecrets | null {
  const sealed = Object.entries(keys).map(([name, key]) => [name, vault.encrypt(key)] as const);
  if (!sealed.every(([, result]) => result.ok)) {
    return null;
  }
  const ciphertexts = Object.fromEntries(sealed.map(([name, result]) => [name, result.ok ? result.value : '']));
  return { kept: 'keyring', backend, ...ciphertexts };
}

function cleanChange(change: KeysChange): SomeKeys | null {
  const accessKey = change.accessKey === undefined ? undefined : cleanKey(change.accessKey);
  const secretKey = change.secretKey === undefined ? undefined : cleanKey(change.secretKey);
  return accessKey === null || secretKey === null ? null : presentKeys(accessKey, secretKey);
}

function presentKeys(accessKey: string | undefined, secretKey: string | undefined): SomeKeys {
  return { ...(accessKey !== undefined && { accessKey }), ...(secretKey !== undefined && { secretKey }) };
}
