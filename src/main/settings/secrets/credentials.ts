import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config-dir';
import { cleanKey, type SomeKeys } from './keys';
import type { CredentialSource } from './secrets';

/** Name of the system service, whose credentials root can read. */
const SERVICE = 'logbell';

/** Names of the credentials (systemd.exec(5), "Credentials"). */
const NAMES = { accessKey: 'access-key', secretKey: 'secret-key' } as const;

/** Longest wait for a decryption, which may ask a TPM, ms. */
const DECRYPT_MS = 10_000;

/** Folders of the keys that systemd passes to a service or keeps for it. */
interface CredentialFolders {
  /** `$CREDENTIALS_DIRECTORY`, or that of the running system service; empty for none. */
  readonly passed: string;
  /** Folders that `/etc/credstore` and `/etc/credstore.encrypted` are in; null to use only passed keys. */
  readonly stores: string | null;
}

/** Folders of this process's credentials; of those of the system service if `system`. */
export function credentialFolders(environment: Environment, system: boolean): CredentialFolders {
  const passed = environment['CREDENTIALS_DIRECTORY'] ?? '';
  return passed === '' && system
    ? { passed: `/run/credentials/${SERVICE}.service`, stores: '/etc' }
    : { passed, stores: null };
}

/** Code of the fault when a key is missing: only root can tell whether the stores have it. */
export function missingCode({ stores }: CredentialFolders): 'no-credentials' | 'credentials-hidden' {
  return stores !== null && process.geteuid?.() !== 0 ? 'credentials-hidden' : 'no-credentials';
}

/** Reads one credential, such as `channel-ops-url`; null if it is missing, unreadable or empty. */
function credentialNamed(name: string, { passed, stores }: CredentialFolders): string | null {
  const given = passed === '' ? null : textIn(join(passed, name));
  if (given !== null || stores === null) {
    return given;
  }
  const file = `${SERVICE}.${name}`;
  return textIn(join(stores, 'credstore', file)) ?? decrypted(name, join(stores, 'credstore.encrypted', file));
}

/** Reads the keys in credentials; a missing, unreadable or invalid one is left out. */
export function credentialKeys(folders: CredentialFolders): SomeKeys {
  const accessKey = keyNamed(NAMES.accessKey, folders);
  const secretKey = keyNamed(NAMES.secretKey, folders);
  return { ...(accessKey !== null && { accessKey }), ...(secretKey !== null && { secretKey }) };
}

/** Makes the source of all secrets in credentials; `missing` is the fault to report if a key is not among them. */
export function credentialSource(folders: CredentialFolders, missing: CredentialSource['missing']): CredentialSource {
  return { read: () => credentialKeys(folders), named: (name) => credentialNamed(name, folders), missing };
}

function keyNamed(name: string, folders: CredentialFolders): string | null {
  const given = folders.passed === '' ? null : cleanKey(textIn(join(folders.passed, name)) ?? '');
  return given ?? cleanKey(credentialNamed(name, { ...folders, passed: '' }) ?? '');
}

/** Null for a missing, unreadable or empty file; one of a single line end stands for no value (`SetCredential=`). */
function textIn(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8');
    return text.trim() === '' ? null : text;
  } catch {
    return null;
  }
}

/** Decrypts a credential, which only root can do (systemd-creds(1)). */
function decrypted(name: string, path: string): string | null {
  if (!existsSync(path)) {
    return null;
  }
  try {
    return execFileSync('systemd-creds', ['decrypt', `--name=${name}`, path, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: DECRYPT_MS,
    });
  } catch {
    return null;
  }
}
