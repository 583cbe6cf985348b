import type { Result } from '../../../shared/common/result';

/** Encrypts keys with the desktop's keyring, if there is one. */
export interface Vault {
  /**
   * Returns the keyring's name (`gnome_libsecret`, `kwallet6`), or null if nothing here protects a secret. May wait
   * while the keyring asks for its password.
   */
  backend(): string | null;
  /** Returns the ciphertext in base64; fails if the keyring refuses. */
  encrypt(text: string): Result<string, 'locked'>;
  /** Returns the text; fails if the keyring refuses or another one encrypted it. */
  decrypt(ciphertext: string): Result<string, 'locked'>;
}

/** A vault without a keyring: plain Node, and desktops without one. */
export const NO_VAULT: Vault = {
  backend: () => null,
  encrypt: () => ({ ok: false, error: 'locked' }),
  decrypt: () => ({ ok: false, error: 'locked' }),
};
