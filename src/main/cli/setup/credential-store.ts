import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileSync } from 'atomically';
import type { Environment } from '../../settings/config-dir';
import { type Keys, removeKeys } from '../../settings/secrets/keys';
import type { KeyStore } from './key-store';

/** Names of the credentials, which logbell.service loads (systemd.exec(5), LoadCredential=). */
const CREDENTIALS = { accessKey: 'access-key', secretKey: 'secret-key' } as const;
const NAMES = ['accessKey', 'secretKey'] as const;

/** Longest wait for systemd-creds, which may ask a TPM, ms. */
const PATIENCE_MS = 30_000;

/**
 * File that adds to logbell.service where its credentials are: the unit alone finds only unencrypted ones, and none
 * before systemd 252.
 */
const DROP_IN = 'etc/systemd/system/logbell.service.d/credentials.conf';

interface StoredFile {
  readonly file: string;
  readonly content: string;
  readonly mode: number;
}

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
      const contents = [
        ...NAMES.map((name, index) => ({
          file: place(name),
          content: (isEncrypted ? ciphertexts[index] : null) ?? keys[name],
          mode: 0o600,
        })),
        { file: join(root, DROP_IN), content: dropIn(isEncrypted), mode: 0o644 },
      ];
      return {
        files: contents.map(({ file }) => file),
        isEncrypted,
        store: () => storeCredentials(contents, NAMES.map(other)) && unitsRead(root),
      };
    },
  };
}

/**
 * Settings that load the credentials from their files (systemd.exec(5)). An empty default keeps a missing file from
 * being fatal, so that Logbell can report it.
 */
function dropIn(isEncrypted: boolean): string {
  const [setting, folder] = isEncrypted
    ? ['LoadCredentialEncrypted', '/etc/credstore.encrypted']
    : ['LoadCredential', '/etc/credstore'];
  const lines = NAMES.map((name) => CREDENTIALS[name]).flatMap((id) => [
    `${setting}=${id}:${folder}/logbell.${id}`,
    `SetCredential=${id}:\\n`,
  ]);
  return ['# Written by logbell setup --system, with the keys.', '[Service]', ...lines, ''].join('\n');
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

/** Writes the files and then removes older ones, which would come back with the unit's own settings. */
function storeCredentials(contents: readonly StoredFile[], older: readonly string[]): boolean {
  try {
    for (const { file, content, mode } of contents) {
      mkdirSync(dirname(file), { recursive: true, mode: mode === 0o600 ? 0o700 : 0o755 });
      writeFileSync(file, content, { mode });
    }
    older.forEach((file) => rmSync(file, { force: true }));
    return true;
  } catch {
    return false;
  }
}

/** Lets a running systemd read the units again. True, as one that does not answer reads them at the next boot. */
function unitsRead(root: string): true {
  // As sd_booted(3) does.
  if (existsSync(join(root, 'run/systemd/system'))) {
    spawnSync('systemctl', ['daemon-reload'], { stdio: 'ignore', timeout: PATIENCE_MS });
  }
  return true;
}
