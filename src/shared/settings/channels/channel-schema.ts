import * as z from 'zod/mini';
import { LIMITS } from '../../common/limits';
import { durationWithin, idSchema, nameSchema, wholeNumberWithin } from '../fields/field-schemas';
import { type ChannelKind, FALLBACK_REASONS, MAIL_SECURITY } from './channel-kinds';

const common = { id: idSchema, name: z._default(nameSchema, '') };

/** A URL that may stand in the settings; empty if it is kept as a secret. */
const url = z._default(z.string().check(z.maxLength(LIMITS.urlCharacters)), '');

const webhookSchema = z.strictObject({
  ...common,
  kind: z.literal('webhook'),
  url,
  /** Headers without secrets, by name. */
  headers: z._default(
    z.record(
      z.string().check(z.maxLength(LIMITS.nameCharacters)),
      z.string().check(z.maxLength(LIMITS.messageCharacters)),
    ),
    {},
  ),
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
  priority: z._default(wholeNumberWithin(1, 5), 4),
  tags: z._default(
    z
      .array(z.string().check(z.minLength(1), z.maxLength(LIMITS.nameCharacters)))
      .check(z.maxLength(LIMITS.channelTags)),
    [],
  ),
  /** URL that a tap on the notification opens; empty for none. */
  click: url,
});

const emailSchema = z.strictObject({
  ...common,
  kind: z.literal('email'),
  host: z.string().check(z.minLength(1), z.maxLength(LIMITS.urlCharacters)),
  port: z._default(wholeNumberWithin(1, 65_535), 465),
  /** `tls` from the first byte, `starttls` after the greeting; `none` only on this machine. */
  security: z._default(z.enum(MAIL_SECURITY), 'tls'),
  /** User of the SMTP server; empty for no authentication. */
  user: z._default(z.string().check(z.maxLength(LIMITS.urlCharacters)), ''),
  from: z.string().check(z.minLength(1), z.maxLength(LIMITS.urlCharacters)),
  to: z
    .array(z.string().check(z.minLength(1), z.maxLength(LIMITS.urlCharacters)))
    .check(z.minLength(1), z.maxLength(LIMITS.mailRecipients)),
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
export const channelIds = z.array(idSchema).check(z.maxLength(LIMITS.channels));

export const fallbackSchema = z.strictObject({
  /** Channels that get a message whose text did not get through. */
  to: channelIds.check(z.minLength(1)),
  /** Time that a text is given first. */
  after: z._default(durationWithin('0s', '1h'), '2m'),
  on: z._default(z.array(z.enum(FALLBACK_REASONS)).check(z.minLength(1)), [...FALLBACK_REASONS]),
});

export type FallbackSettings = z.infer<typeof fallbackSchema>;

/** Channels that report Logbell's own problems and their end. */
export const problemRoutingSchema = z.strictObject({
  to: channelIds.check(z.minLength(1)),
  /** Age from which a problem is reported. */
  after: z._default(durationWithin('0s', '1h'), '1m'),
});

export type ProblemRouting = z.infer<typeof problemRoutingSchema>;
