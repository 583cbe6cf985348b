import type { ChannelSecretName, ChannelSecrets } from '../../settings/channels/channel-kinds';
import type { SettingsProblem } from '../../settings/validation/problems';

/**
 * Storage of a secret: the keyring of the desktop, a 0600 file in clear text (after consent), memory until Logbell
 * quits, the environment, a credential, or none if it is not set.
 */
export type SecretPlace = 'keyring' | 'file' | 'session' | 'environment' | 'credentials' | 'none';

/** Presence of the channels' secrets; the secrets themselves never reach the window. */
export interface ChannelSecretsView {
  /**
   * Place of each secret by the id of its channel: of all channels of the settings, and of removed ones whose secrets
   * are still stored.
   */
  readonly channels: Readonly<Record<string, Readonly<Record<ChannelSecretName, SecretPlace>>>>;
  /** True if the desktop has a keyring that responds. */
  readonly keyring: boolean;
}

/**
 * New secrets of one channel; a missing one stays. `keepInFile`: the user agrees to clear-text storage if there is no
 * keyring.
 */
export interface ChannelSecretsChange {
  readonly id: string;
  readonly values: { readonly [Name in ChannelSecretName]?: ChannelSecrets[Name] | undefined };
  readonly keepInFile: boolean;
}

/**
 * Reason why secrets were not saved: a keyring that holds others of the channel and does not answer, a write error, or
 * a value that cannot be used (its path ends with the name of the secret).
 */
export type ChannelSecretsRefusal = 'no-keyring' | 'not-saved' | SettingsProblem;
