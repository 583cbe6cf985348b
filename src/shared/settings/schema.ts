import { z } from 'zod';
import { parseDuration } from '../common/duration';
import { LIMITS } from '../common/limits';
import { DAYS, ENCODINGS, FIRST_STEPS, TRACES, ZONES } from './choices';
import { pattern, patternSchema } from './patterns/pattern';
import { ABSENCE_DEFAULTS, PAIR_DEFAULTS, RULE_DEFAULTS } from './rule-defaults';

/** Version of the settings' shape; raised together with a migration (src/main/settings/migrations.ts). */
export const SETTINGS_VERSION = 1;

const id = z
  .string()
  .min(1)
  .max(64)
  // An empty one is told of as missing, by `min`.
  .regex(/^[\p{L}\p{N}._-]*$/u);
const name = z.string().max(LIMITS.nameCharacters);
const DURATION = /^\d{1,9}(ms|s|m|h|d)$/;

/** A duration within bounds; what is no duration is left to its form. */
function durationWithin(minimum: string, maximum: string, form: RegExp = DURATION) {
  const [least = 0, most = 0] = [minimum, maximum].map(parseDuration).map((ms) => ms ?? 0);
  return z
    .string()
    .regex(form)
    .refine((text) => isWithin(parseDuration(text) ?? least, least, most), { params: { minimum, maximum } });
}

function wholeNumberWithin(minimum: number, maximum: number) {
  return z.int().refine((value) => isWithin(value, minimum, maximum), {
    params: { minimum: String(minimum), maximum: String(maximum) },
  });
}

function isWithin(value: number, least: number, most: number): boolean {
  return least <= value && value <= most;
}

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
  /** Digits of the country code (SENS "messages" page, `countryCode`); to others than Korea SENS sends only SMS. */
  countryCode: z.string().max(4).default('82'),
});

export const groupSchema = z.strictObject({
  id,
  name: name.default(''),
  /** Ids of recipients. */
  recipients: z.array(id).max(LIMITS.recipients),
});

const multiLineSchema = z.strictObject({
  /** Exactly one of these two is given (validate.ts). */
  preset: z.enum(TRACES).optional(),
  firstLine: pattern.optional(),
  timeout: durationWithin('100ms', '1m').default('1s'),
  maxLines: wholeNumberWithin(2, 10_000).default(500),
});

/** How several lines are taken as one event: by a known form of traces, or by a regular expression that first lines match. */
export type MultiLine = z.infer<typeof multiLineSchema>;

export const fileSchema = z.strictObject({
  id,
  path: z.string().min(1).max(4_096),
  encoding: z.enum(ENCODINGS).default('auto'),
  start: z.enum(['end', 'beginning']).default('end'),
  /** How long a last line without an end may stand before it is taken as it is; empty for ever. */
  flushAfter: durationWithin('100ms', '1h', /^(\d{1,9}(ms|s|m|h|d))?$/).default(''),
  multiLine: multiLineSchema.nullable().default(null),
});

export const watchSchema = z.strictObject({
  /** Bytes of a line that are taken; what is over is cut off. */
  maxLineLength: wholeNumberWithin(1_024, 524_288).default(65_536),
  /** How long a renamed or deleted file is still read. */
  grace: durationWithin('0s', '10m').default('5s'),
});

/** Won for one text of each kind. */
const pricesSchema = z.strictObject({
  SMS: wholeNumberWithin(0, 100_000).default(9),
  LMS: wholeNumberWithin(0, 100_000).default(30),
  MMS: wholeNumberWithin(0, 100_000).default(100),
});

/** What a text costs, won; the defaults are estimates. */
export type Prices = z.infer<typeof pricesSchema>;

export const deliverySchema = z.strictObject({
  /** Cuts a long text to one SMS instead of sending an LMS. */
  smsOnly: z.boolean().default(false),
  /** How old an owed text may be and still go out as it is. */
  maxAge: durationWithin('1m', '7d').default('2h'),
  /** What becomes of texts that are older: one text that sums them up, or nothing but a notice on the desktop. */
  late: z.enum(['digest', 'desktop']).default('digest'),
  /** Requests to SENS that Logbell makes a second, and at a time. */
  perSecond: wholeNumberWithin(1, 100).default(30),
  atOnce: wholeNumberWithin(1, 10).default(2),
  prices: pricesSchema.prefault({}),
});

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const quietSpanSchema = z.strictObject({
  /** On which days it begins; every day unless said. */
  days: z.array(z.enum(DAYS)).min(1).max(7).optional(),
  from: time,
  /** Not part of it any more; `24:00` is the day's end. */
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  /** An IANA time zone; empty for that of the policy. */
  zone: z.string().max(LIMITS.nameCharacters).default(''),
});

/** A time of the day in which texts wait. */
export type QuietSpan = z.infer<typeof quietSpanSchema>;

const quiet = z.array(quietSpanSchema).max(LIMITS.quietSpans);
const wait = durationWithin('0s', '1h');

const limit = wholeNumberWithin(1, 10_000_000);
const noLimit = limit.optional();
const budgetLimits = { textsPerDay: noLimit, textsPerMonth: noLimit, wonPerDay: noLimit, wonPerMonth: noLimit };
const budgetSchema = z.strictObject(budgetLimits);

/** How many texts, and won, may be spent; what is left out has no limit. */
export type Budget = z.infer<typeof budgetSchema>;

/** A day of noise costs no more than this unless the person says otherwise: about 900 won of SMS. */
const TEXTS_PER_DAY = 100;

/** `reserve`: texts of the budget that are kept for the first text of a rule on a day. */
const sharedBudgetSchema = z.strictObject({
  ...budgetLimits,
  /** Null for no limit. */
  textsPerDay: limit.nullable().default(TEXTS_PER_DAY),
  reserve: wholeNumberWithin(0, 1_000).default(3),
});

/** What holds for all rules. */
export const policySchema = z.strictObject({
  /** IANA time zone of quiet hours and days; empty for the machine's. */
  zone: z.string().max(LIMITS.nameCharacters).default(''),
  quiet: quiet.default([]),
  /** Who holds the texts of quiet hours: Logbell, for one digest, or SENS, each text reserved for their end. */
  quietBy: z.enum(['logbell', 'sens']).default('logbell'),
  /** How long a text waits for others to go out with it. */
  wait: wait.default('0s'),
  budget: sharedBudgetSchema.prefault({}),
  /** When what a used-up budget held back is told of on the next day. */
  digestAt: time.default('08:00'),
  /** An incident of which nothing has been heard for so long is closed. */
  incidentMaxAge: durationWithin('1m', '30d').default('1d'),
});

const thresholdSchema = z.strictObject({
  count: wholeNumberWithin(2, 1_000),
  within: durationWithin('1s', '7d'),
});

const absenceSchema = z.strictObject({
  after: durationWithin('1s', '30d'),
  /** What has to be silent: all files of the rule together, one of them, or one key that has been seen. */
  by: z.enum(['rule', 'file', 'key']).default(ABSENCE_DEFAULTS.by),
  /** A key that has not been seen for so long is expected no more. */
  forget: durationWithin('1m', '365d').optional(),
  /** What is texted when no line has come for so long, and when lines come again. */
  message: z.string().min(1).max(LIMITS.messageCharacters).default(ABSENCE_DEFAULTS.message),
  recovered: z.string().min(1).max(LIMITS.messageCharacters).default(ABSENCE_DEFAULTS.recovered),
});

const escalateSchema = z.strictObject({
  /** How long after an incident's first text, if nobody acknowledges it. */
  after: durationWithin('1m', '1d'),
  /** The recipients who are texted then. */
  to: z.array(id).min(1).max(LIMITS.recipients),
});

const pairSchema = z.strictObject({
  /** With a key, its group of that name or number has to catch the same as that of the start. */
  end: patternSchema,
  within: durationWithin('1s', '7d'),
  /** What is texted when no end has come in time. */
  message: z.string().min(1).max(LIMITS.messageCharacters).default(PAIR_DEFAULTS.message),
  /** What is texted when the end comes after that was told; nothing unless said. */
  recovered: z.string().min(1).max(LIMITS.messageCharacters).optional(),
});

/** What ends that which the rule's lines begin, and how soon it has to come. */
export type Pair = z.infer<typeof pairSchema>;

export const ruleSchema = z.strictObject({
  id,
  name: name.default(RULE_DEFAULTS.name),
  enabled: z.boolean().default(RULE_DEFAULTS.enabled),
  files: z.array(id).max(LIMITS.files).optional(),
  match: patternSchema,
  butNot: z
    .array(patternSchema)
    .max(LIMITS.butNot)
    .default([...RULE_DEFAULTS.butNot]),
  message: z.string().min(1).max(LIMITS.messageCharacters).default(RULE_DEFAULTS.message),
  recipients: z.array(id).max(LIMITS.recipients).optional(),
  /** The group, by name or number, whose text tells cases of a rule apart: a user, an address. */
  key: z.string().min(1).max(LIMITS.keyCharacters).optional(),
  /** A text goes out only for so many matches within a sliding window, of each key by itself. */
  threshold: thresholdSchema.optional(),
  /** Goes out in quiet hours too, and waits for nothing. */
  urgent: z.boolean().default(RULE_DEFAULTS.urgent),
  /** In place of the quiet hours of all rules. */
  quiet: quiet.optional(),
  /** In place of the wait of all rules. */
  wait: wait.optional(),
  /** What this rule may spend of the budget of all. */
  budget: budgetSchema.optional(),
  /** The rule's lines are expected: what is told of is that none comes. */
  absence: absenceSchema.optional(),
  /** A line of the rule's files that matches closes the rule's incidents: those of its key, should it have the group that `key` names. */
  ok: patternSchema.optional(),
  /** What is texted when such a line has closed one. */
  okMessage: z.string().min(1).max(LIMITS.messageCharacters).default(RULE_DEFAULTS.okMessage),
  /** Who is texted when nobody acknowledges an incident of the rule. */
  escalate: escalateSchema.optional(),
  /** The rule's lines begin something: what is told of is that it does not end in time. */
  pair: pairSchema.optional(),
  cooldown: durationWithin('0s', '365d').default(RULE_DEFAULTS.cooldown),
  /** What a cooldown holds back: lines of the same shape, all of the rule, or all with the same key. */
  cooldownBy: z.enum(['line', 'rule', 'key']).default(RULE_DEFAULTS.cooldownBy),
  /** At the end of a cooldown one text tells of what it held back, and another rest begins. */
  rollup: z.boolean().default(RULE_DEFAULTS.rollup),
  /** A cooldown doubles up to this while the trouble goes on. */
  cooldownMax: durationWithin('1s', '365d').optional(),
});

export const appSchema = z.strictObject({
  language: z.enum(['system', 'ko', 'en']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  notifications: z.boolean().default(true),
  /** The first step that has not been done or skipped. */
  firstSteps: z.enum([...FIRST_STEPS, 'done']).default('done'),
});

/** The languages Logbell speaks. */
export type Language = 'ko' | 'en';
export type Encoding = (typeof ENCODINGS)[number];
export type SensSettings = z.infer<typeof sensSchema>;
export type Recipient = z.infer<typeof recipientSchema>;
/** Recipients under one id, which stands for all of them wherever a rule names recipients. */
export type RecipientGroup = z.infer<typeof groupSchema>;
export type FileSource = z.infer<typeof fileSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type WatchSettings = z.infer<typeof watchSchema>;
export type DeliverySettings = z.infer<typeof deliverySchema>;
export type PolicySettings = z.infer<typeof policySchema>;
export type AppSettings = z.infer<typeof appSchema>;

/** All settings, complete: what is left out in `config.json` stands here with its default (docs/settings.md). */
export interface Settings {
  readonly version: typeof SETTINGS_VERSION;
  readonly app: AppSettings;
  readonly watch: WatchSettings;
  readonly sens: SensSettings;
  readonly delivery: DeliverySettings;
  readonly policy: PolicySettings;
  readonly recipients: readonly Recipient[];
  readonly groups: readonly RecipientGroup[];
  readonly files: readonly FileSource[];
  readonly rules: readonly Rule[];
}

/** The settings of a configuration that says nothing. */
export function emptySettings(): Settings {
  return {
    version: SETTINGS_VERSION,
    app: appSchema.parse({}),
    watch: watchSchema.parse({}),
    sens: sensSchema.parse({}),
    delivery: deliverySchema.parse({}),
    policy: policySchema.parse({}),
    recipients: [],
    groups: [],
    files: [],
    rules: [],
  };
}
