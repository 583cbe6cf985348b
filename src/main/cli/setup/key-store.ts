import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'atomically';
import { type Keys, removeKeys } from '../../settings/keys';
import type { Secrets } from '../../settings/secrets';
import type { Environment } from '../../settings/config-dir';

/** Keys that are ready to be stored. */
export interface SealedKeys {
  /** Files that `store` writes. */
  readonly files: readonly string[];
  readonly isEncrypted: boolean;
  /** Writes the files; false on a write error. */
  readonly store: () => boolean;
}

/** The place that `logbell setup` keeps the keys in. */
export interface KeyStore {
  /** True if both keys are there. */
  readonly isComplete: () => boolean;
  readonly seal: (keys: Keys) => SealedKeys;
}

/** Creates a store on the keys file of a person. */
export function ownKeyStore(secrets: Secrets, secretsFile: string): KeyStore {
  return {
    isComplete: () => {
      const { accessKey, secretKey } = secrets.view();
      return accessKey === 'set' && secretKey === 'set';
    },
    seal: (keys) => ({
      files: [secretsFile],
      isEncrypted: false,
      store: () => secrets.save({ ...keys, keepInFile: true }).ok,
    }),
  };
}

/** Names of the credentials, which logbell.service loads (systemd.exec(5), LoadCredential=). */
const CREDENTIALS = { accessKey: 'access-key', secretKey: 'secret-key' } as const;
const NAMES = ['accessKey', 'secretKey'] as const;

/** Longest wait for systemd-creds, which may ask a TPM, ms. */
const PATIENCE_MS = 30_000;

/** Creates a store of credentials of the system service, below a root folder. */
export function credentialStore(root: string, environment: Environment): KeyStore {
  const clear = (name: keyof Keys): string => join(root, 'etc/credstore', `logbell.${CREDENTIALS[name]}`);
  const encrypted = (name: keyof Keys): string => join(root, 'etc/credstore.encrypted', `logbell.${CREDENTIALS[name]}`);
  return {
    isComplete: () => [clear, encrypted].some((place) => NAMES.every((name) => existsSync(place(name)))),
    seal: (keys) => {
      const ciphertexts = NAMES.map((name) => encrypt(CREDENTIALS[name], keys[name], environment));
      const isEncrypted = ciphertexts.every((each) => each !== null);
      const [place, other] = isEncrypted ? [encrypted, clear] : [clear, encrypted];
      const contents = NAMES.map((name, index) => ({
        file: place(name),
        content: (isEncrypted ? ciphertexts[index] : null) ?? keys[name],
      }));
      return {
        files: contents.map(({ file }) => file),
        isEncrypted,
        store: () => storeCredentials(contents, NAMES.map(other)),
      };
    },
  };
}

/** Encrypts a credential with systemd-creds(1); null if that is not there or fails. */
function encrypt(name: string, key: string, environment: Environment): string | null {
  const env = { ...environment };
  removeKeys(env);
  const made = spawnSync('systemd-creds', ['encrypt', `--name=${name}`, '-', '-'], {
    input: key,
    encoding: 'utf8',
    env,
    timeout: PATIENCE_MS,
  });
  return made.status === 0 && made.stdout !== '' ? made.stdout : null;
}

/** Writes the files with mode 0600 and removes older ones, of which the service would load either. */
function storeCredentials(
  contents: readonly { readonly file: string; readonly content: string }[],
  older: readonly string[],
): boolean {
  try {
    for (const { file, content } of contents) {
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, content, { mode: 0o600 });
    }
    older.forEach((file) => rmSync(file, { force: true }));
    return true;
  } catch {
    return false;
  }
}
