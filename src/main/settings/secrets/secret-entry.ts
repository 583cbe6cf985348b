import { fail, ok, type Result } from '../../../shared/common/result';
import type { Vault } from './vault';

/** Secrets by name. */
export type SecretValues = Readonly<Record<string, string>>;

/** Secrets as the file has them: ciphertexts of a keyring in base64, or values in clear with the person's consent. */
export interface StoredEntry {
  readonly kept: 'keyring' | 'file';
  /** Keyring that encrypted the values; no other can decrypt them. */
  readonly backend: string;
  readonly values: SecretValues;
}

/** The part of the secrets file that one entry has. */
export interface EntrySlot {
  /** Returns what is stored; null for nothing. */
  read(): StoredEntry | null;
  /** Replaces what is stored. Throws on a write error. */
  write(entry: StoredEntry | null): void;
}

/** Storage of secrets: the keyring, the file in clear, memory until Logbell quits, or none. */
type EntryPlace = 'keyring' | 'file' | 'session' | 'none';

/** Secrets that are stored and read together: the account's keys, or those of one channel. */
export interface SecretEntry {
  /** Reads the values again. Those kept for this session stay, unless another process has stored some in clear. */
  load(stored: StoredEntry | null): void;
  values(): SecretValues;
  kept(): EntryPlace;
  /** Returns the keyring that does not decrypt a stored value now; null for none. */
  locked(): string | null;
  /** True if a value is known, or stored in a keyring that is locked. */
  has(name: string): boolean;
  /** Adds values to the stored ones; fails if others are in a keyring that is locked, as they would be lost. */
  save(added: SecretValues, keepInFile: boolean): Result<undefined, 'no-keyring' | 'not-saved'>;
  /** Removes all values. */
  forget(): Result<undefined, 'not-saved'>;
}

interface Current {
  readonly values: SecretValues;
  readonly kept: EntryPlace;
  readonly locked: string | null;
}

const NOTHING: Current = { values: {}, kept: 'none', locked: null };

const PROBE = 'logbell';

/**
 * Creates an entry under the policy of docs/explain/architecture.md: never in clear without consent, never deleted
 * because it is unreadable.
 */
export function createSecretEntry(slot: EntrySlot, vault: Vault): SecretEntry {
  let current = NOTHING;

  const store = (next: Current, stored: StoredEntry | null): Result<undefined, 'not-saved'> => {
    try {
      slot.write(stored);
    } catch {
      return fail('not-saved');
    }
    current = next;
    return ok(undefined);
  };

  return {
    load: (stored) => {
      if (current.kept === 'session' && stored?.kept !== 'file') {
        return;
      }
      current = stored === null ? NOTHING : unseal(stored, vault);
    },
    values: () => current.values,
    kept: () => current.kept,
    locked: () => current.locked,
    has: (name) =>
      Object.hasOwn(current.values, name) ||
      (current.locked !== null && Object.hasOwn(slot.read()?.values ?? {}, name)),
    save: (added, keepInFile) => {
      // Read again, as the file may have been edited: a value that is not changed stays as it is there.
      const stored = slot.read();
      const readable = stored === null || current.kept === 'session' ? {} : unseal(stored, vault).values;
      const values = { ...current.values, ...readable, ...added };
      const isLoss = Object.keys(stored?.values ?? {}).some((name) => !Object.hasOwn(values, name));
      if (isLoss) {
        return fail('no-keyring');
      }
      const backend = workingBackend(vault);
      const sealed = backend === null ? null : seal(values, vault, backend);
      if (sealed !== null) {
        return store({ values, kept: 'keyring', locked: null }, sealed);
      }
      if (keepInFile) {
        return store({ values, kept: 'file', locked: null }, { kept: 'file', backend: '', values });
      }
      const session: Current = { values, kept: 'session', locked: current.locked };
      if (current.kept === 'file') {
        return store(session, null);
      }
      current = session;
      return ok(undefined);
    },
    forget: () => store(NOTHING, null),
  };
}

/**
 * Name of the keyring if it decrypts what it encrypted: a name alone may belong to one that does not answer (Electron
 * docs, safeStorage).
 */
export function workingBackend(vault: Vault): string | null {
  const backend = vault.backend();
  if (backend === null) {
    return null;
  }
  const sealed = vault.encrypt(PROBE);
  const decrypted = sealed.ok ? vault.decrypt(sealed.value) : sealed;
  return decrypted.ok && decrypted.value === PROBE ? backend : null;
}

function unseal(stored: StoredEntry, vault: Vault): Current {
  if (stored.kept === 'file') {
    return { values: stored.values, kept: 'file', locked: null };
  }
  const isOpen = vault.backend() !== null;
  const opened = Object.entries(stored.values).flatMap(([name, ciphertext]) => {
    const text = isOpen ? vault.decrypt(ciphertext) : null;
    return text?.ok === true ? [[name, text.value] as const] : [];
  });
  const isUnreadable = opened.length < Object.keys(stored.values).length;
  return { values: Object.fromEntries(opened), kept: 'keyring', locked: isUnreadable ? stored.backend : null };
}

function seal(values: SecretValues, vault: Vault, backend: string): StoredEntry | null {
  const sealed = Object.entries(values).map(([name, value]) => [name, vault.encrypt(value)] as const);
  const ciphertexts = sealed.flatMap(([name, result]) => (result.ok ? [[name, result.value] as const] : []));
  return ciphertexts.length < sealed.length
    ? null
    : { kept: 'keyring', backend, values: Object.fromEntries(ciphertexts) };
}
