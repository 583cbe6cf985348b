import { basename, dirname } from 'node:path';
import { z } from 'zod';
import type { SettingsProblem } from '../../shared/settings/problems';
import { FileTooLarge } from '../engine/common/bounded-file';
import { readJsonFile, setAside, unreadableKeys, type JsonFile } from './json-file';
import type { JsonStore, OpenStore } from './json-store';

const fileSchema = z.object({
  kept: z.enum(['keyring', 'file']),
  /** The keyring that wrote it; another one cannot read it. */
  backend: z.string().default(''),
  accessKey: z.string().optional(),
  secretKey: z.string().optional(),
});

/** What `secrets.json` holds: ciphertexts of a keyring in base64, or keys in clear that the person agreed to. */
export type StoredSecrets = z.infer<typeof fileSchema>;

/** What the secrets file is given. */
export interface SecretsFileDeps {
  readonly path: string;
  readonly openStore: OpenStore;
  /** ms since 1970, for the name of a file put aside. */
  readonly now: () => number;
}

/** `secrets.json`, mode 0600, written whole. */
export interface SecretsFile {
  /** Null when there is none, or none that can be used. One that is damaged is renamed, and one that cannot be read stays. */
  read(): StoredSecrets | null;
  /** The fault that kept the last reading from its content; null without one. */
  fault(): SettingsProblem | null;
  /** Throws as writing does, and for a file that is too large to be read: it is never replaced. */
  write(secrets: StoredSecrets | null): void;
}

/** The secrets file over a store of the CLI or of the desktop. */
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
      const there = readFile();
      if (there.kind === 'unreadable' && there.size !== undefined) {
        throw new FileTooLarge(there.size);
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
    // A folder that cannot be written: the file stays as it is, and saving keys will say so.
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}
