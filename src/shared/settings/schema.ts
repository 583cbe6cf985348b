import { z } from 'zod';
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
  mode: z.enum(['practice', 'live']).default('practice'),
  zone: z.enum(ZONES).default('public'),
  baseUrl: z.string().max(500).default(''),
  serviceId: z.string().max(200).default(''),
  from: z.string().max(40).default(''),
  /** COMM for notices, AD for advertisements (SENS "messages" page). */
  contentType: z.enum(['COMM', 'AD']).default('COMM'),
});

export const recipientSchema = z.strictObject({
  id,
  name: name.default(''),
  number: z.string().min(1).max(40),
  /**
   * Digits of the country code (SENS "messages" page, `countryCode`); SENS sends only SMS to countries other than
   * Korea.
   */
  countryCode: z.string().max(4).default('82'),
});

export const groupSchema = z.strictObject({
  id,
  name: name.default(''),
  /** Ids of recipients. */
  recipients: z.array(id).max(LIMITS.recipients),
});

export const watchSchema = z.strictObject({
  /** Longest line in bytes; the rest is cut off. */
  maxLineLength: wholeNumberWithin(1_024, 524_288).default(65_536),
  /** Time for which a renamed or deleted file is still read. */
  grace: durationWithin('0s', '10m').default('5s'),
});

/** Price in won of one text of each type. */
const pricesSchema = z.strictObject({
  SMS: wholeNumberWithin(0, 100_000).default(9),
  LMS: wholeNumberWithin(0, 100_000).default(30),
  MMS: wholeNumberWithin(0, 100_000).default(100),
});

/** Price of a text in won; the defaults are estimates. */
export type Prices = z.infer<typeof pricesSchema>;

export const deliverySchema = z.strictObject({
  /** Cuts a long text to one SMS instead of sending an LMS. */
  smsOnly: z.boolean().default(false),
  /** Age up to which a queued text is still sent as it is. */
  maxAge: durationWithin('1m', '7d').default('2h'),
  /** Treatment of older texts: one text that sums them up, or only a desktop notification. */
  late: z.enum(['digest', 'desktop']).default('digest'),
  /** Requests to SENS per second, and at the same time. */
  perSecond: wholeNumberWithin(1, 100).default(30),
  atOnce: wholeNumberWithin(1, 10).default(2),
  prices: pricesSchema.prefault({}),
  /** Channels that get a copy of every alert. */
  channels: channelIds.default([]),
  fallback: fallbackSchema.optional(),
});

/** A monitor outside this machine that hears from Logbell while everything is healthy. */
export const heartbeatSchema = z.strictObject({
  /** Names the heartbeat in problems, and its URL in the environment or the credentials if `url` is missing. */
  id: id.optional(),
  /** Secret, since whoever knows it can report for this Logbell. */
  url: z.string().min(1).max(2_000).optional(),
  every: durationWithin('10s', '1d').default('1m'),
  method: z.enum(['GET', 'POST']).default('GET'),
});

export const appSchema = z.strictObject({
  language: z.enum(['system', 'ko', 'en']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  notifications: z.boolean().default(true),
  /** First step that is neither done nor skipped. */
  firstSteps: z.enum([...FIRST_STEPS, 'done']).default('done'),
});

/** Port from 1 to 65535. */
const PORT = '([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])';

/** Own metrics for Prometheus. */
export const metricsSchema = z.strictObject({
  /** Loopback address with a port, or `unix:` and the absolute path of a socket; empty for no metrics. */
  listen: z
    .string()
    .max(120)
    .regex(new RegExp(`^$|^(127(\\.\\d{1,3}){3}|localhost|\\[::1\\]):${PORT}$|^unix:/[^\\0]+$`))
    .default(''),
  /** Most series in one answer. */
  maxSeries: wholeNumberWithin(50, 10_000).default(200),
});

const certificatePath = z.string().min(1).max(4_096).regex(/^\//);

/** Receiver of alerts from Alertmanager, Prometheus and others. */
export const receiveSchema = z.strictObject({
  /** Address of this machine with a port, or `unix:` and the absolute path of a socket; empty for none. */
  listen: z
    .string()
    .max(120)
    .regex(new RegExp(`^$|^(\\d{1,3}(\\.\\d{1,3}){3}|localhost|\\[[\\da-fA-F:.]+\\]):${PORT}$|^unix:/[^\\0]+$`))
    .default(''),
  /** Names of secrets, one of which each request must have; none for no token. */
  tokens: z.array(id).max(LIMITS.receiveTokens).default([]),
  /** Files in PEM: certificate with its chain, key, and the authority that signs the certificates of clients. */
  tls: z.strictObject({ cert: certificatePath, key: certificatePath, clientCa: certificatePath.optional() }).optional(),
  /** Addresses or ranges that may connect (`10.0.0.0/8`); none for all. */
  allow: z.array(z.string().min(1).max(50)).max(LIMITS.receiveRanges).default([]),
  /** Names in the URL of senders, beside the address of `listen`. */
  hosts: z.array(z.string().min(1).max(253)).max(LIMITS.receiveHosts).default([]),
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
