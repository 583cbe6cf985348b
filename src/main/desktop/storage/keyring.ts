import { safeStorage } from 'electron';
import { fail, ok, type Result } from '../../../shared/common/result';
import type { Vault } from '../../settings/secrets/vault';

/**
 * Desktop keyring through Electron's safeStorage; usable once the app is ready. `basic_text` encrypts with a publicly
 * known password (Electron docs, safeStorage), so it counts as no keyring.
 */
export const desktopVault: Vault = {
  backend: () => {
    const backend = safeStorage.getSelectedStorageBackend();
    const protects = backend !== 'basic_text' && backend !== 'unknown' && safeStorage.isEncryptionAvailable();
    return protects ? backend : null;
  },
  encrypt: (text) => unlessLocked(() => safeStorage.encryptString(text).toString('base64')),
  decrypt: (ciphertext) => unlessLocked(() => safeStorage.decryptString(Buffer.from(ciphertext, 'base64'))),
};

function unlessLocked(work: () => string): Result<string, 'locked'> {
  try {
    return ok(work());
  } catch {
    return fail('locked');
  }
}
