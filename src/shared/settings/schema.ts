import * as z from 'zod/mini';
import './fields/zod-options';
import { LIMITS } from '../common/limits';
import type { AlertmanagerSettings } from './alertmanager/alertmanager-schema';
import { type Channel, channelIds, fallbackSchema, type ProblemRouting } from './channels/channel-schema';
import { DAYS, ENCODINGS, FIRST_STEPS, PRIORITIES, TRACES, ZONES } from './choices';
import { durationWithin, idSchema as id, nameSchema as name, wholeNumberWithin } from './fields/field-schemas';
import { pattern, patternSchema } from './patterns/pattern';
import { RULE_DEFAULTS } from './rule-defaults';

/** Version of the settings format; raised together with a migration (src/main/settings/migrations.ts). */
export const SETTINGS_VERSION = 1;

const message = z.string().check(z.minLength(1), z.maxLength(LIMITS.messageCharacters));

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

const multiLineSchema = z.strictObject({
  /** Exactly one of these two is set (validate.ts). */
  preset: z.optional(z.enum(TRACES)),
  firstLine: z.optional(pattern),
  timeout: z._default(durationWithin('100ms', '1m'), '1s'),
  maxLines: z._default(wholeNumberWithin(2, 10_000), 500),
});

/**
 * Rule for joining lines into one entry: a known stack trace format, or a regular expression that first lines match.
 */
export type MultiLine = z.infer<typeof multiLineSchema>;

const start = z._default(z.enum(['end', 'beginning']), 'end');

export const fileSchema = z.strictObject({
  id,
  path: z.string().check(z.minLength(1), z.maxLength(4_096)),
  encoding: z._default(z.enum(ENCODINGS), 'auto'),
  start,
  /** Time after which an incomplete last line is taken as it is; empty for never. */
  flushAfter: z._default(durationWithin('100ms', '1h', /^(\d{1,9}(ms|s|m|h|d))?$/), ''),
  multiLine: z._default(z.nullable(multiLineSchema), null),
});

const journalValues = z._default(
  z
    .array(z.string().check(z.minLength(1), z.maxLength(LIMITS.journalCharacters)))
    .check(z.maxLength(LIMITS.journalValues)),
  [],
);

/** Selection of journal entries: values of a list are alternatives, and different fields must all hold. */
const journalSchema = z.strictObject({
  /** Units as `journalctl --unit=` takes them, with what systemd says of them. */
  units: journalValues,
  /** Values of `SYSLOG_IDENTIFIER`. */
  identifiers: journalValues,
  /** This level or worse; `debug` takes every entry, those without a level included. */
  priority: z._default(z.enum(PRIORITIES), 'debug'),
  /** Conditions such as `_TRANSPORT=kernel`; those on the same field are alternatives. */
  matches: journalValues,
  /** Folder of journal files; empty for the journal of this machine. */
  directory: z._default(z.string().check(z.maxLength(4_096)), ''),
  /** Journal namespace; empty for the default one. */
  namespace: z._default(z.string().check(z.maxLength(LIMITS.nameCharacters)), ''),
  /** Reads the journal of the user who runs Logbell instead of the one of the system. */
  user: z._default(z.boolean(), false),
});

export const journalSourceSchema = z.strictObject({ id, journal: journalSchema, start });

/** Selection of received alerts. */
const alertsSchema = z.strictObject({
  /** Values of labels, alternatives separated by `|`; an empty one also takes alerts without the label. */
  labels: z
    ._default(
      z.record(
        z.string().check(z.minLength(1), z.maxLength(LIMITS.nameCharacters)),
        z.string().check(z.maxLength(LIMITS.labelCharacters)),
      ),
      {},
    )
    .check(
      z.refine((labels) => Object.keys(labels).length <= LIMITS.alertLabels, {
        params: { minimum: '0', maximum: String(LIMITS.alertLabels) },
      }),
    ),
});

export const alertsSourceSchema = z.strictObject({ id, alerts: alertsSchema });

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

const time = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

const quietSpanSchema = z.strictObject({
  /** Days on which the span starts; every day by default. */
  days: z.optional(z.array(z.enum(DAYS)).check(z.minLength(1), z.maxLength(7))),
  from: time,
  /** End of the span, exclusive; `24:00` is the end of the day. */
  to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)),
  /** IANA time zone; empty for that of the policy. */
  zone: z._default(z.string().check(z.maxLength(LIMITS.nameCharacters)), ''),
});

/** A daily time span without texts. */
export type QuietSpan = z.infer<typeof quietSpanSchema>;

const quiet = z.array(quietSpanSchema).check(z.maxLength(LIMITS.quietSpans));
const wait = durationWithin('0s', '1h');

const limit = wholeNumberWithin(1, 10_000_000);
const noLimit = z.optional(limit);
const budgetLimits = { textsPerDay: noLimit, textsPerMonth: noLimit, wonPerDay: noLimit, wonPerMonth: noLimit };
const budgetSchema = z.strictObject(budgetLimits);

/** Limits on texts and won; a missing one means no limit. */
export type Budget = z.infer<typeof budgetSchema>;

/** Limits the cost of a noisy day by default: about 900 won of SMS. */
const TEXTS_PER_DAY = 100;

/** Budget of all rules; `reserve` texts are kept for the first text of a rule on a day. */
const sharedBudgetSchema = z.strictObject({
  ...budgetLimits,
  /** Null for no limit. */
  textsPerDay: z._default(z.nullable(limit), TEXTS_PER_DAY),
  reserve: z._default(wholeNumberWithin(0, 1_000), 3),
});

/** Policy for all rules. */
export const policySchema = z.strictObject({
  /** IANA time zone of quiet hours and days; empty for that of the system. */
  zone: z._default(z.string().check(z.maxLength(LIMITS.nameCharacters)), ''),
  quiet: z._default(quiet, []),
  /** Holder of texts during quiet hours: Logbell, for one digest, or SENS, which schedules each text for their end. */
  quietBy: z._default(z.enum(['logbell', 'sens']), 'logbell'),
  /** Grouping delay: time for which a text waits for others to go out with it. */
  wait: z._default(wait, '0s'),
  budget: z.prefault(sharedBudgetSchema, {}),
  /** Time on the next day of the report on matches that a used-up budget held. */
  digestAt: z._default(time, '08:00'),
  /** Time without a match after which an incident is closed. */
  incidentMaxAge: z._default(durationWithin('1m', '30d'), '1d'),
});

const thresholdSchema = z.strictObject({
  count: wholeNumberWithin(2, 1_000),
  within: durationWithin('1s', '7d'),
});

const absenceSchema = z.strictObject({
  after: durationWithin('1s', '30d'),
  /** Scope of the silence: all files of the rule together, each file, or each group value seen before. */
  by: z._default(z.enum(['rule', 'file', 'key']), 'rule'),
  /** Time after which an unseen group value is no longer expected. */
  forget: z.optional(durationWithin('1m', '365d')),
  /** Messages for a missing line, and for its return; by default in the language of Logbell. */
  message: z.optional(message),
  recovered: z.optional(message),
});

const escalateSchema = z.strictObject({
  /** Time after an incident's first text without an acknowledgment. */
  after: durationWithin('1m', '1d'),
  /** Recipients of the escalation. */
  to: z.array(id).check(z.minLength(1), z.maxLength(LIMITS.recipients)),
});

const pairSchema = z.strictObject({
  /** End line; with a key, its group of that name or number must have the same value as in the start line. */
  end: patternSchema,
  within: durationWithin('1s', '7d'),
  /** Message if no end line came in time; by default in the language of Logbell. */
  message: z.optional(message),
  /** Message if the end line comes after that alert; none by default. */
  recovered: z.optional(message),
});

/** End line of a task that the rule's lines start, and its deadline. */
export type Pair = z.infer<typeof pairSchema>;

export const ruleSchema = z.strictObject({
  id,
  name: z._default(name, RULE_DEFAULTS.name),
  enabled: z._default(z.boolean(), RULE_DEFAULTS.enabled),
  files: z.optional(z.array(id).check(z.maxLength(LIMITS.files))),
  match: patternSchema,
  butNot: z._default(z.array(patternSchema).check(z.maxLength(LIMITS.butNot)), [...RULE_DEFAULTS.butNot]),
  message: z._default(message, RULE_DEFAULTS.message),
  recipients: z.optional(z.array(id).check(z.maxLength(LIMITS.recipients))),
  /** Channels that get the rule's alerts too, or instead of texts if `recipients` is empty. */
  channels: z.optional(channelIds),
  /** Hands the rule's incidents to Alertmanager instead of texting `recipients`. */
  to: z.optional(z.literal('alertmanager')),
  /** Group, by name or number, whose value splits the rule into cases: a user, an address. */
  key: z.optional(z.string().check(z.minLength(1), z.maxLength(LIMITS.keyCharacters))),
  /** Number of matches in a sliding window that a text requires, counted per group value. */
  threshold: z.optional(thresholdSchema),
  /** Ignores quiet hours and the grouping delay. */
  urgent: z._default(z.boolean(), RULE_DEFAULTS.urgent),
  /** Replaces the quiet hours of all rules. */
  quiet: z.optional(quiet),
  /** Replaces the grouping delay of all rules. */
  wait: z.optional(wait),
  /** Limits of this rule, on top of the budget of all rules. */
  budget: z.optional(budgetSchema),
  /** Missing-line rule: alerts if no line comes. */
  absence: z.optional(absenceSchema),
  /**
   * Pattern of recovery lines, which close the rule's incidents; only those of the same group value if it has the group
   * of `key`.
   */
  ok: z.optional(patternSchema),
  /** Message when a recovery line has closed an incident; by default in the language of Logbell. */
  okMessage: z.optional(message),
  /** Escalation if nobody acknowledges an incident of the rule. */
  escalate: z.optional(escalateSchema),
  /** Unfinished-task rule: alerts if a started task does not end in time. */
  pair: z.optional(pairSchema),
  cooldown: z._default(durationWithin('0s', '365d'), RULE_DEFAULTS.cooldown),
  /** Scope of a cooldown: lines with the same fingerprint, the whole rule, or one group value. */
  cooldownBy: z._default(z.enum(['line', 'rule', 'key']), RULE_DEFAULTS.cooldownBy),
  /** Sends a summary of the held matches when a cooldown ends, and starts another cooldown. */
  rollup: z._default(z.boolean(), RULE_DEFAULTS.rollup),
  /** Upper bound of the cooldown, which doubles while matches continue. */
  cooldownMax: z.optional(durationWithin('1s', '365d')),
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
export type JournalSelection = z.infer<typeof journalSchema>;
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
