import * as z from 'zod/mini';
import './fields/zod-options';
import { LIMITS } from '../common/limits';
import type { AlertmanagerSettings } from './alertmanager/alertmanager-schema';
import { type Channel, channelIds, fallbackSchema, type ProblemRouting } from './channels/channel-schema';
import { type ENCODINGS, FIRST_STEPS, ZONES } from './choices';
import { durationWithin, idSchema as id, nameSchema as name, wholeNumberWithin } from './fields/field-schemas';
import type { alertsSourceSchema, fileSchema, journalSourceSchema } from './log-schema';
import { policySchema } from './rules/policy-schema';
import type { ruleSchema } from './rules/rule-schema';

/** Version of the settings format; raised together with a migration (src/main/settings/migrations.ts). */
export const SETTINGS_VERSION = 1;

export const sensSchema = z.strictObject({
  mode: z._default(z.enum(['practice', 'live']), 'practice'),
  zone: z._default(z.enum(ZONES), 'public'),
  baseUrl: z._default(z.string().check(z.maxLength(500)), ''),
  serviceId: z._default(z.string().check(z.maxLength(200)), ''),
  from: z._default(z.string().check(z.maxLength(40)), ''),
  /** COMM for notices, AD for advertisements (SENS "messages" page). */
  contentType: z._default(z.enum(['COMM', 'AD']), 'COMM'),
});

export const recipientSchema = z.strictObject({
  id,
  name: z._default(name, ''),
  number: z.string().check(z.minLength(1), z.maxLength(40)),
  /**
   * Digits of the country code (SENS "messages" page, `countryCode`); SENS sends only SMS to countries other than
   * Korea.
   */
  countryCode: z._default(z.string().check(z.maxLength(4)), '82'),
});

export const groupSchema = z.strictObject({
  id,
  name: z._default(name, ''),
  /** Ids of recipients. */
  recipients: z.array(id).check(z.maxLength(LIMITS.recipients)),
});

export const watchSchema = z.strictObject({
  /** Longest line in bytes; the rest is cut off. */
  maxLineLength: z._default(wholeNumberWithin(1_024, 524_288), 65_536),
  /** Time for which a renamed or deleted file is still read. */
  grace: z._default(durationWithin('0s', '10m'), '5s'),
});

/** Price in won of one text of each type. */
const pricesSchema = z.strictObject({
  SMS: z._default(wholeNumberWithin(0, 100_000), 9),
  LMS: z._default(wholeNumberWithin(0, 100_000), 30),
  MMS: z._default(wholeNumberWithin(0, 100_000), 100),
});

/** Price of a text in won; the defaults are estimates. */
export type Prices = z.infer<typeof pricesSchema>;

export const deliverySchema = z.strictObject({
  /** Cuts a long text to one SMS instead of sending an LMS. */
  smsOnly: z._default(z.boolean(), false),
  /** Age up to which a queued text is still sent as it is. */
  maxAge: z._default(durationWithin('1m', '7d'), '2h'),
  /** Treatment of older texts: one text that sums them up, or only a desktop notification. */
  late: z._default(z.enum(['digest', 'desktop']), 'digest'),
  /** Requests to SENS per second, and at the same time. */
  perSecond: z._default(wholeNumberWithin(1, 100), 30),
  atOnce: z._default(wholeNumberWithin(1, 10), 2),
  prices: z.prefault(pricesSchema, {}),
  /** Channels that get a copy of every alert. */
  channels: z._default(channelIds, []),
  fallback: z.optional(fallbackSchema),
});

/** A monitor outside this machine that hears from Logbell while everything is healthy. */
export const heartbeatSchema = z.strictObject({
  /** Names the heartbeat in problems, and its URL in the environment or the credentials if `url` is missing. */
  id: z.optional(id),
  /** Secret, since whoever knows it can report for this Logbell. */
  url: z.optional(z.string().check(z.minLength(1), z.maxLength(2_000))),
  every: z._default(durationWithin('10s', '1d'), '1m'),
  method: z._default(z.enum(['GET', 'POST']), 'GET'),
});

export const appSchema = z.strictObject({
  language: z._default(z.enum(['system', 'ko', 'en']), 'system'),
  theme: z._default(z.enum(['system', 'light', 'dark']), 'system'),
  notifications: z._default(z.boolean(), true),
  /** First step that is neither done nor skipped. */
  firstSteps: z._default(z.enum([...FIRST_STEPS, 'done']), 'done'),
});

/** Port from 1 to 65535. */
const PORT = '([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';

/** Own metrics for Prometheus. */
export const metricsSchema = z.strictObject({
  /** Loopback address with a port, or `unix:` and the absolute path of a socket; empty for no metrics. */
  listen: z._default(
    z
      .string()
      .check(
        z.maxLength(120),
        z.regex(new RegExp(`^$|^(127(\\.\\d{1,3}){3}|localhost|\\[::1\\]):${PORT}$|^unix:/[^\\0]+$`)),
      ),
    '',
  ),
  /** Most series in one answer. */
  maxSeries: z._default(wholeNumberWithin(50, 10_000), 200),
});

const certificatePath = z.string().check(z.minLength(1), z.maxLength(4_096), z.regex(/^\//));

/** Receiver of alerts from Alertmanager, Prometheus and others. */
export const receiveSchema = z.strictObject({
  /** Address of this machine with a port, or `unix:` and the absolute path of a socket; empty for none. */
  listen: z._default(
    z
      .string()
      .check(
        z.maxLength(120),
        z.regex(new RegExp(`^$|^(\\d{1,3}(\\.\\d{1,3}){3}|localhost|\\[[\\da-fA-F:.]+\\]):${PORT}$|^unix:/[^\\0]+$`)),
      ),
    '',
  ),
  /** Names of secrets, one of which each request must have; none for no token. */
  tokens: z._default(z.array(id).check(z.maxLength(LIMITS.receiveTokens)), []),
  /** Files in PEM: certificate with its chain, key, and the authority that signs the certificates of clients. */
  tls: z.optional(
    z.strictObject({ cert: certificatePath, key: certificatePath, clientCa: z.optional(certificatePath) }),
  ),
  /** Addresses or ranges that may connect (`10.0.0.0/8`); none for all. */
  allow: z._default(
    z.array(z.string().check(z.minLength(1), z.maxLength(50))).check(z.maxLength(LIMITS.receiveRanges)),
    [],
  ),
  /** Names in the URL of senders, beside the address of `listen`. */
  hosts: z._default(
    z.array(z.string().check(z.minLength(1), z.maxLength(253))).check(z.maxLength(LIMITS.receiveHosts)),
    [],
  ),
});

/** Languages of the user interface. */
export type Language = 'ko' | 'en';
export type Encoding = (typeof ENCODINGS)[number];
export type SensSettings = z.infer<typeof sensSchema>;
export type Recipient = z.infer<typeof recipientSchema>;
/** Recipients under one id, which rules name like a recipient. */
export type RecipientGroup = z.infer<typeof groupSchema>;
/** Files to watch: a path or a glob. */
export type FileSource = z.infer<typeof fileSchema>;
/** Entries of the systemd journal to watch. */
export type JournalSource = z.infer<typeof journalSourceSchema>;
export type JournalSelection = JournalSource['journal'];
/** Alerts that other programs send. */
export type AlertsSource = z.infer<typeof alertsSourceSchema>;
export type AlertSelection = AlertsSource['alerts'];
export type ReceiveSettings = z.infer<typeof receiveSchema>;
/** An entry of `files`. */
export type LogSource = FileSource | JournalSource | AlertsSource;
export type Rule = z.infer<typeof ruleSchema>;
export type WatchSettings = z.infer<typeof watchSchema>;
export type DeliverySettings = z.infer<typeof deliverySchema>;
export type PolicySettings = z.infer<typeof policySchema>;
export type AppSettings = z.infer<typeof appSchema>;
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** All settings, with the defaults of fields that `config.json` leaves out (docs/reference/settings.md). */
export interface Settings {
  readonly version: typeof SETTINGS_VERSION;
  readonly app: AppSettings;
  readonly watch: WatchSettings;
  readonly sens: SensSettings;
  readonly delivery: DeliverySettings;
  readonly policy: PolicySettings;
  readonly metrics: z.infer<typeof metricsSchema>;
  readonly receive: ReceiveSettings;
  readonly recipients: readonly Recipient[];
  readonly groups: readonly RecipientGroup[];
  readonly channels: readonly Channel[];
  /** Channels for Logbell's own problems; null for none. */
  readonly problems: ProblemRouting | null;
  /** Alertmanager cluster; null for none. */
  readonly alertmanager: AlertmanagerSettings | null;
  readonly files: readonly LogSource[];
  readonly rules: readonly Rule[];
  readonly heartbeats: readonly Heartbeat[];
}

/** Settings of an empty configuration. */
export function emptySettings(): Settings {
  return {
    version: SETTINGS_VERSION,
    app: appSchema.parse({}),
    watch: watchSchema.parse({}),
    sens: sensSchema.parse({}),
    delivery: deliverySchema.parse({}),
    policy: policySchema.parse({}),
    metrics: metricsSchema.parse({}),
    receive: receiveSchema.parse({}),
    recipients: [],
    groups: [],
    channels: [],
    problems: null,
    alertmanager: null,
    files: [],
    rules: [],
    heartbeats: [],
  };
}
