import { basename, dirname } from 'node:path';
import * as z from 'zod/mini';
import type { SettingsProblem } from '../../../shared/settings/validation/problems';
import { FileTooLarge } from '../../engine/common/files/bounded-file';
import { setAside } from '../file-copies';
import { readJsonFile, unreadableKeys, type JsonFile } from '../json-file';
import type { JsonStore, OpenStore } from '../json-store';

const storage = {
  kept: z.enum(['keyring', 'file']),
  /** Keyring that encrypted the secrets; no other can decrypt them. */
  backend: z._default(z.string(), ''),
};
const optionalText = z.optional(z.string());

const fileSchema = z.object({
  ...storage,
  accessKey: optionalText,
  secretKey: optionalText,
  /** Secrets of channels by id; each says for itself how it is stored. */
  channels: z.optional(
    z.record(
      z.string(),
      z.object({
        ...storage,
        url: optionalText,
        secret: optionalText,
        token: optionalText,
        password: optionalText,
      }),
    ),
  ),
  heartbeats: z.optional(z.record(z.string(), z.object({ ...storage, url: optionalText }))),
  alertmanager: z.optional(z.record(z.string(), z.object({ ...storage, token: optionalText }))),
  receive: z.optional(z.record(z.string(), z.object({ ...storage, token: optionalText }))),
});

/** Content of `secrets.json`: ciphertexts of a keyring in base64, or secrets in clear with the person's consent. */
export type StoredSecrets = z.infer<typeof fileSchema>;

/** Content without any secret. */
export const NO_SECRETS: StoredSecrets = { kept: 'keyring', backend: '' };

/** Dependencies of the secrets file. */
interface SecretsFileDeps {
  readonly path: string;
  readonly openStore: OpenStore;
  /** Current time, ms since 1970, for the name of a damaged file. */
  readonly now: () => number;
}

/** `secrets.json`, mode 0600, written atomically. */
export interface SecretsFile {
  /** Reads the secrets; null without a usable file. Renames a damaged file and leaves an unreadable one. */
  read(): StoredSecrets | null;
  /** Fault of the last read; null for none. */
  fault(): SettingsProblem | null;
  /** Writes the secrets. Throws on a write error, and for a file that cannot be read, which is never replaced. */
  write(secrets: StoredSecrets | null): void;
}

/** Error of replacing a file whose secrets would be lost. */
class UnreadableSecrets extends Error {}

/** Creates the secrets file on a store of the CLI or the desktop. */
export function createSecretsFile(deps: SecretsFileDeps): SecretsFile {
  let opened: JsonStore | null = null;
  let fault: SettingsProblem | null = null;
  const readFile = (): JsonFile => {
    const file = readJsonFile(deps.path);
    fault = file.kind === 'unreadable' ? unreadableKeys(deps.path, file) : null;
    return file;
  };
  return {
    fault: () => fault,
    read: () => {
      const file = readFile();
      const parsed = file.kind === 'json' ? fileSchema.safeParse(file.value) : null;
      if (parsed?.success) {
        return parsed.data;
      }
      if (file.kind === 'broken' || (file.kind === 'json' && !isEmpty(file.value))) {
        putAside(deps);
      }
      return null;
    },
    write: (secrets) => {
      const existing = readFile();
      if (existing.kind === 'unreadable') {
        throw existing.size === undefined ? new UnreadableSecrets() : new FileTooLarge(existing.size);
      }
      opened ??= deps.openStore(dirname(deps.path), basename(deps.path, '.json'));
      opened.store = { ...secrets };
    },
  };
}

function putAside(deps: SecretsFileDeps): void {
  try {
    setAside(deps.path, deps.now());
  } catch {
    // The folder is not writable: the file stays, and saving keys reports it.
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
