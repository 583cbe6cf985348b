import { fail, ok, type Result } from '../../../shared/common/result';
import type { SecretPlace } from '../../../shared/contract/delivery/channel-secrets';
import { cleanSecret, type SecretValueFault } from '../../../shared/settings/channels/secret-value';
import type { Environment } from '../config-dir';
import { createSecretEntry, type SecretEntry, type SecretValues, type StoredEntry } from './secret-entry';
import { NO_SECRETS, type SecretsFile, type StoredSecrets } from './secrets-file';
import type { Vault } from './vault';

/** Lists of the settings whose items have secrets: word in variables and credentials, and names of the secrets. */
const SECRET_LISTS = {
  channels: { word: 'channel', names: ['url', 'secret', 'token', 'password'], anyHttp: false },
  // A monitor of the own network may have no certificate (warnings.ts).
  heartbeats: { word: 'heartbeat', names: ['url'], anyHttp: true },
  alertmanager: { word: 'alertmanager', names: ['token'], anyHttp: true },
  // Tokens by the names in `receive.tokens`.
  receive: { word: 'receive', names: ['token'], anyHttp: false },
} as const;

export type SecretList = keyof typeof SECRET_LISTS;

type NameIn<List extends SecretList> = (typeof SECRET_LISTS)[List]['names'][number];

/** Secrets of one item that are known. */
type KnownSecrets<List extends SecretList> = Readonly<Partial<Record<NameIn<List>, string>>>;

/** New secrets of one item; one that is left out stays. */
type NewSecrets<List extends SecretList> = Readonly<Partial<Record<NameIn<List>, string | undefined>>>;

/** Sources of the secrets. */
interface NamedSecretsDeps {
  readonly vault: Vault;
  readonly file: SecretsFile;
  readonly environment: Environment;
  /** Reads a credential that systemd passes to a service; null for a missing one. */
  readonly credential: (name: string) => string | null;
}

/** Reason why a secret was not saved, with its name if its value is at fault. */
type NamedSecretFault<List extends SecretList> =
  'no-keyring' | 'not-saved' | { readonly name: NameIn<List>; readonly fault: SecretValueFault };

/** Secrets of the items of one list of the settings, by id. Those of removed items stay until `forget`. */
export interface NamedSecrets<List extends SecretList> {
  /** Reads all of them again, as `Secrets.load` does. */
  load(stored: StoredSecrets | null): void;
  /** Returns the secrets to use for these items: those of the environment, of credentials, the stored ones. */
  known(ids: readonly string[]): Readonly<Record<string, KnownSecrets<List>>>;
  /** Says where each secret of these items is kept, and of items that have stored ones. */
  places(ids: readonly string[]): Readonly<Record<string, Readonly<Record<NameIn<List>, SecretPlace>>>>;
  /** Returns the keyring that does not decrypt secrets of these items now; null for none. */
  locked(ids: readonly string[]): string | null;
  /** Stores secrets of one item as `Secrets.save` does; those that are left out stay. */
  save(id: string, values: NewSecrets<List>, keepInFile: boolean): Result<undefined, NamedSecretFault<List>>;
  /** Removes the stored secrets of one item. */
  forget(id: string): Result<undefined, 'not-saved'>;
}

/** Name of the variable of a secret: `LOGBELL_CHANNEL_OPS_URL`. */
export function secretVariable(list: SecretList, id: string, name: string): string {
  const word = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return `LOGBELL_${word(SECRET_LISTS[list].word)}_${word(id)}_${word(name)}`;
}

/** Name of the credential of a secret: `channel-ops-url`. */
export function secretCredential(list: SecretList, id: string, name: string): string {
  return `${SECRET_LISTS[list].word}-${id}-${name}`;
}

/** Creates the secrets of one list; nothing is read before `load`. */
export function createNamedSecrets<List extends SecretList>(list: List, deps: NamedSecretsDeps): NamedSecrets<List> {
  const { names, anyHttp }: { names: readonly NameIn<List>[]; anyHttp: boolean } = SECRET_LISTS[list];
  const cleaned = (name: NameIn<List>, text: string | null): string | null => {
    const clean = text === null ? null : cleanSecret(name, text, anyHttp);
    return clean?.ok === true ? clean.value : null;
  };
  const entries = new Map<string, SecretEntry>();
  const fromCredentials = new Map<string, string | null>();

  const entryOf = (id: string): SecretEntry => {
    const found = entries.get(id) ?? createSecretEntry(slotOf(list, id, deps.file), deps.vault);
    entries.set(id, found);
    return found;
  };

  /** A variable whose name fits several of the ids belongs to none of them. */
  const variableOf = (id: string, name: string, ids: readonly string[]): string | null => {
    const variable = secretVariable(list, id, name);
    const isShared = ids.some((other) => other !== id && secretVariable(list, other, name) === variable);
    return isShared ? null : (deps.environment[variable] ?? null);
  };

  const credentialOf = (id: string, name: string): string | null => {
    const credential = secretCredential(list, id, name);
    if (!fromCredentials.has(credential)) {
      fromCredentials.set(credential, deps.credential(credential));
    }
    return fromCredentials.get(credential) ?? null;
  };

  const find = (id: string, name: NameIn<List>, ids: readonly string[]): { place: SecretPlace; value?: string } => {
    const inEnvironment = cleaned(name, variableOf(id, name, ids));
    if (inEnvironment !== null) {
      return { place: 'environment', value: inEnvironment };
    }
    const passed = cleaned(name, credentialOf(id, name));
    if (passed !== null) {
      return { place: 'credentials', value: passed };
    }
    const entry = entries.get(id);
    const value = entry?.values()[name];
    if (entry === undefined || value === undefined) {
      return { place: entry?.has(name) === true ? 'keyring' : 'none' };
    }
    return { place: entry.kept(), value };
  };

  return {
    load: (stored) => {
      fromCredentials.clear();
      const section = sectionOf(stored, list);
      for (const id of new Set([...entries.keys(), ...section.keys()])) {
        entryOf(id).load(section.get(id) ?? null);
      }
    },
    known: (ids) =>
      Object.fromEntries(
        ids.map((id) => {
          const found = names.map((name) => [name, find(id, name, ids).value] as const);
          return [id, Object.fromEntries(found.filter(([, value]) => value !== undefined)) as KnownSecrets<List>];
        }),
      ),
    places: (ids) => {
      const stored = [...entries].filter(([, entry]) => names.some((name) => entry.has(name))).map(([id]) => id);
      return Object.fromEntries(
        [...new Set([...ids, ...stored])].map((id) => {
          const places = names.map((name) => [name, find(id, name, ids).place]);
          return [id, Object.fromEntries(places) as Record<NameIn<List>, SecretPlace>];
        }),
      );
    },
    locked: (ids) => ids.map((id) => entries.get(id)?.locked() ?? null).find((backend) => backend !== null) ?? null,
    save: (id, values, keepInFile) => {
      const added = cleanValues<List>(names, values, anyHttp);
      if (!added.ok) {
        return added;
      }
      return Object.keys(added.value).length === 0 ? ok(undefined) : entryOf(id).save(added.value, keepInFile);
    },
    forget: (id) => entryOf(id).forget(),
  };
}

/** Checks new secrets; fails with the first that cannot be used. */
function cleanValues<List extends SecretList>(
  names: readonly NameIn<List>[],
  values: NewSecrets<List>,
  anyHttp: boolean,
): Result<SecretValues, { readonly name: NameIn<List>; readonly fault: SecretValueFault }> {
  const added: Record<string, string> = {};
  for (const name of names) {
    const value = values[name];
    const clean = value === undefined ? null : cleanSecret(name, value, anyHttp);
    if (clean?.ok === false) {
      return fail({ name, fault: clean.error });
    }
    if (clean !== null) {
      added[name] = clean.value;
    }
  }
  return ok(added);
}

/** A stored item: how its secrets are kept, and the secrets by name. */
type StoredItem = Pick<StoredSecrets, 'kept' | 'backend'> & Readonly<Record<string, string | undefined>>;

/** Stored entries of a list by id. */
function sectionOf(stored: StoredSecrets | null, list: SecretList): ReadonlyMap<string, StoredEntry> {
  const items: Readonly<Record<string, StoredItem>> = stored?.[list] ?? {};
  return new Map(
    Object.entries(items).map(([id, { kept, backend, ...values }]) => [
      id,
      { kept, backend, values: presentValues(values) },
    ]),
  );
}

function slotOf(list: SecretList, id: string, file: SecretsFile): Parameters<typeof createSecretEntry>[0] {
  return {
    read: () => sectionOf(file.read(), list).get(id) ?? null,
    write: (entry) => {
      const stored = file.read();
      const others = Object.entries(stored?.[list] ?? {}).filter(([other]) => other !== id);
      const own = entry === null ? [] : [[id, { kept: entry.kept, backend: entry.backend, ...entry.values }] as const];
      file.write(withoutEmpty({ ...(stored ?? NO_SECRETS), [list]: Object.fromEntries([...others, ...own]) }));
    },
  };
}

/** Returns null for a file that holds no secret. */
export function withoutEmpty(stored: StoredSecrets): StoredSecrets | null {
  const { channels = {}, heartbeats = {}, alertmanager = {}, receive = {}, ...keys } = stored;
  const lists = {
    ...(Object.keys(channels).length > 0 && { channels }),
    ...(Object.keys(heartbeats).length > 0 && { heartbeats }),
    ...(Object.keys(alertmanager).length > 0 && { alertmanager }),
    ...(Object.keys(receive).length > 0 && { receive }),
  };
  const hasKey = keys.accessKey !== undefined || keys.secretKey !== undefined;
  return hasKey || Object.keys(lists).length > 0 ? { ...(hasKey ? keys : NO_SECRETS), ...lists } : null;
}

/** Leaves out names without a value. */
export function presentValues(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
