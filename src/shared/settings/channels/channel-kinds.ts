/** Kinds of channels other than SENS. */
export const CHANNEL_KINDS = ['webhook', 'slack', 'discord', 'mattermost', 'ntfy', 'email'] as const;

export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Encryption of an SMTP connection: `tls` from the first byte, `starttls` after the greeting, or none. */
export const MAIL_SECURITY = ['tls', 'starttls', 'none'] as const;

/**
 * Secrets that each kind may have: `url` replaces the URL in the settings, `secret` signs a webhook's body, `token` is a
 * bearer token, `password` is that of the SMTP user.
 */
export const CHANNEL_SECRETS = {
  webhook: ['url', 'secret', 'token'],
  slack: ['url'],
  discord: ['url'],
  mattermost: ['url'],
  ntfy: ['url', 'token'],
  email: ['password'],
} as const satisfies Readonly<Record<ChannelKind, readonly ChannelSecretName[]>>;

export type ChannelSecretName = 'url' | 'secret' | 'token' | 'password';

/** Secrets of one channel. */
export type ChannelSecrets = Readonly<Partial<Record<ChannelSecretName, string>>>;

/** Reasons for which a message goes to the fallback channels instead of the phone. */
export const FALLBACK_REASONS = ['refused', 'unreachable', 'unknown', 'budget'] as const;

export type FallbackReason = (typeof FALLBACK_REASONS)[number];
