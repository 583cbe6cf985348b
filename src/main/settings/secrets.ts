import type { KeysChange, KeysView } from '../../shared/contract/ipc';
import { fail, ok, type Result } from '../../shared/common/result';
import type { SettingsProblem } from '../../shared/settings/problems';
import { bothKeys, cleanKey, environmentKeys, type Keys, type SomeKeys } from './keys';
import type { SecretsFile, StoredSecrets } from './secrets-file';
import type { Vault } from './vault';
import type { Environment } from './config-dir';

/** What the secrets are given. */
export interface SecretsDeps {
  readonly vault: Vault;
  readonly file: SecretsFile;
  readonly environment: Environment;
}

/** Why keys could not be saved: a key that cannot be one, a keyring that holds the rest and does not answer, a disk that refuses. */
type KeysFault = 'no-keyring' | 'bad-key' | 'not-saved';

/** The account's keys: where they are kept, and who may have them. */
export interface Secrets {
  /** Reads them anew, unless they are this session's alone. May wait while the keyring asks the person to unlock it. */
  load(): void;
  /** The keys to sign with, those of the environment first; null while one is missing or locked away. */
  keys(): Keys | null;
  /** What may be shown: set or not, and how they are kept. */
  view(): KeysView;
  /** The fault that keeps their file from being read; null without one, or when the keys are there all the same. */
  fault(): SettingsProblem | null;
  /** The keyring whose ciphertext cannot be read right now; it is kept until it can. Null when there is none. */
  locked(): string | null;
  /** Keeps new keys: in the keyring; without one in clear in the 0600 file if `keepInFile` agrees, else until Logbell quits. */
  save(change: KeysChange): Result<KeysView, KeysFault>;
  /** Forgets the keys of file, keyring and session; those of the environment are not Logbell's to forget. */
  forget(): Result<KeysView, 'not-saved'>;
}

type Kept = 'keyring' | 'file' | 'session' | 'none';

interface Held {
  readonly keys: SomeKeys;
  readonly kept: Kept;
  readonly locked: string | null;
}

const NOTHING: Held = { keys: {}, kept: 'none', locked: null };

const PROBE = 'logbell';

/** Keys under the policy of docs/architecture.md: never in clear without consent, never deleted because they cannot be read. */
export function createSecrets({ vault, file, environment }: SecretsDeps): Secrets {
  const given = environmentKeys(environment);
  let held = NOTHING;

  const view = (): KeysView => {
    const keys = { ...held.keys, ...given };
    const isSet = (name: keyof Keys): 'set' | 'not-set' =>
      keys[name] !== undefined || (held.locked !== null && file.read()?.[name] !== undefined) ? 'set' : 'not-set';
    return {
      accessKey: isSet('accessKey'),
      secretKey: isSet('secretKey'),
      kept: Object.keys(given).length > 0 ? 'environment' : held.kept,
      keyring: workingBackend(vault) !== null,
    };
  };

  const keep = (next: Held, stored: StoredSecrets | null): Result<KeysView, 'not-saved'> => {
    try {
      file.write(stored);
    } catch {
      return fail('not-saved');
    }
    held = next;
    return ok(view());
  };

  /** The file may have been edited since it was read: a key that is not new stays as it is there. */
  const inFile = (): SomeKeys => {
    const stored = held.kept === 'session' ? null : file.read();
    return stored === null ? {} : opened(stored, vault).keys;
  };

  return {
    load: () => {
      if (held.kept === 'session') {
        return;
      }
      const stored = file.read();
      held = stored === null ? NOTHING : opened(stored, vault);
    },
    keys: () => bothKeys({ ...held.keys, ...given }),
    view,
    fault: () => (bothKeys({ ...held.keys, ...given }) === null ? file.fault() : null),
    locked: () => (bothKeys({ ...held.keys, ...given }) === null ? held.locked : null),
    save: (change) => {
      const added = cleanChange(change);
      if (added === null) {
        return fail('bad-key');
      }
      const keys = { ...held.keys, ...inFile(), ...added };
      if (held.locked !== null && bothKeys(keys) === null) {
        return fail('no-keyring');
      }
      const backend = workingBackend(vault);
      const sealed = backend === null ? null : seal(keys, vault, backend);
      if (sealed !== null) {
        return keep({ keys, kept: 'keyring', locked: null }, sealed);
      }
      if (change.keepInFile) {
        return keep({ keys, kept: 'file', locked: null }, { kept: 'file', backend: '', ...keys });
      }
      const session: Held = { keys, kept: 'session', locked: held.locked };
      if (held.kept === 'file') {
        return keep(session, null);
      }
      held = session;
      return ok(view());
    },
    forget: () => keep(NOTHING, null),
  };
}

/** The keyring's name if it gives back what it was given: the name alone may be that of one that does not answer (Electron docs, safeStorage). */
function workingBackend(vault: Vault): string | null {
  const backend = vault.backend();
  if (backend === null) {
    return null;
  }
  const sealed = vault.encrypt(PROBE);
  const read = sealed.ok ? vault.decrypt(sealed.value) : sealed;
  return read.ok && read.value === PROBE ? backend : null;
}

function opened(stored: StoredSecrets, vault: Vault): Held {
  if (stored.kept === 'file') {
    return { keys: pick(stored.accessKey, stored.secretKey), kept: 'file', locked: null };
  }
  const backend = vault.backend();
  const open = (ciphertext: string | undefined): string | undefined => {
    const text = ciphertext === undefined || backend === null ? null : vault.decrypt(ciphertext);
    return text?.ok === true ? text.value : undefined;
  };
  const keys = pick(open(stored.accessKey), open(stored.secretKey));
  const unread = (['accessKey', 'secretKey'] as const).some(
    (name) => stored[name] !== undefined && keys[name] === undefined,
  );
  return { keys, kept: 'keyring', locked: unread ? stored.backend : null };
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
  return accessKey === null || secretKey === null ? null : pick(accessKey, secretKey);
}

function pick(accessKey: string | undefined, secretKey: string | undefined): SomeKeys {
  return { ...(accessKey !== undefined && { accessKey }), ...(secretKey !== undefined && { secretKey }) };
}
