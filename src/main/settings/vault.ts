import type { Result } from '../../shared/common/result';

/** What keeps keys secret: the desktop's keyring, when there is one. */
export interface Vault {
  /**
   * The keyring's name (`gnome_libsecret`, `kwallet6`), or null when nothing here protects a secret. May wait for the
   * person while the keyring asks to be unlocked.
   */
  backend(): string | null;
  /** The ciphertext in base64; fails when the keyring refuses. */
  encrypt(text: string): Result<string, 'locked'>;
  /** The text; fails when the keyring refuses or another one wrote it. */
  decrypt(ciphertext: string): Result<string, 'locked'>;
}

/** No keyring: plain Node, and desktops without one. */
export const NO_VAULT: Vault = {
  backend: () => null,
  encrypt: () => ({ ok: false, error: 'locked' }),
  decrypt: () => ({ ok: false, error: 'locked' }),
};
