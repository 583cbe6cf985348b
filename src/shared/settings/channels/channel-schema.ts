import { z } from 'zod';
import { LIMITS } from '../../common/limits';
import { durationWithin, idSchema, nameSchema, wholeNumberWithin } from '../fields/field-schemas';
import { type ChannelKind, FALLBACK_REASONS, MAIL_SECURITY } from './channel-kinds';

const common = { id: idSchema, name: nameSchema.default('') };

/** A URL that may stand in the settings; empty if it is kept as a secret. */
const url = z.string().max(LIMITS.urlCharacters).default('');

const webhookSchema = z.strictObject({
  ...common,
  kind: z.literal('webhook'),
  url,
  /** Headers without secrets, by name. */
  headers: z.record(z.string().max(LIMITS.nameCharacters), z.string().max(LIMITS.messageCharacters)).default({}),
});

/** A chat channel: its incoming-webhook URL is a secret and never in the settings. */
function chatSchema<Kind extends 'slack' | 'discord' | 'mattermost'>(kind: Kind) {
  return z.strictObject({ ...common, kind: z.literal(kind) });
}

const ntfySchema = z.strictObject({
  ...common,
  kind: z.literal('ntfy'),
  /** URL of the topic. */
  url,
  /** 1 to 5 (ntfy docs, "Message priority"). */
  priority: wholeNumberWithin(1, 5).default(4),
  tags: z.array(z.string().min(1).max(LIMITS.nameCharacters)).max(LIMITS.channelTags).default([]),
  /** URL that a tap on the notification opens; empty for none. */
  click: url,
});

const emailSchema = z.strictObject({
  ...common,
  kind: z.literal('email'),
  host: z.string().min(1).max(LIMITS.urlCharacters),
  port: wholeNumberWithin(1, 65_535).default(465),
  /** `tls` from the first byte, `starttls` after the greeting; `none` only on this machine. */
  security: z.enum(MAIL_SECURITY).default('tls'),
  /** User of the SMTP server; empty for no authentication. */
  user: z.string().max(LIMITS.urlCharacters).default(''),
  from: z.string().min(1).max(LIMITS.urlCharacters),
  to: z.array(z.string().min(1).max(LIMITS.urlCharacters)).min(1).max(LIMITS.mailRecipients),
});

export const channelSchema = z.discriminatedUnion('kind', [
  webhookSchema,
  chatSchema('slack'),
  chatSchema('discord'),
  chatSchema('mattermost'),
  ntfySchema,
  emailSchema,
]);

/** A way out besides SENS. */
export type Channel = z.infer<typeof channelSchema>;

/** Channel of one kind. */
export type ChannelOf<Kind extends ChannelKind> = Extract<Channel, { kind: Kind }>;

/** Ids of channels. */
export const channelIds = z.array(idSchema).max(LIMITS.channels);

export const fallbackSchema = z.strictObject({
  /** Channels that get a message whose text did not get through. */
  to: channelIds.min(1),
  /** Time that a text is given first. */
  after: durationWithin('0s', '1h').default('2m'),
  on: z
    .array(z.enum(FALLBACK_REASONS))
    .min(1)
    .default([...FALLBACK_REASONS]),
});

export type FallbackSettings = z.infer<typeof fallbackSchema>;

/** Channels that report Logbell's own problems and their end. */
export const problemRoutingSchema = z.strictObject({
  to: channelIds.min(1),
  /** Age from which a problem is reported. */
  after: durationWithin('0s', '1h').default('1m'),
});

export type ProblemRouting = z.infer<typeof problemRoutingSchema>;
