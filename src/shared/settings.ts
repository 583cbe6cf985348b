import { z } from 'zod';

/** Version of the settings' shape; raised together with a migration (src/main/settings/migrations.ts). */
export const SETTINGS_VERSION = 1;

/** Upper bounds that keep one bad file of settings from eating the machine. */
export const LIMITS = {
  recipients: 500,
  files: 500,
  rules: 500,
  butNot: 50,
  nameCharacters: 100,
  patternCharacters: 2_000,
  messageCharacters: 2_000,
} as const;

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._-]+$/u);
const name = z.string().max(LIMITS.nameCharacters);
const duration = z.string().regex(/^\d{1,9}(ms|s|m|h|d)$/);
const pattern = z.string().min(1).max(LIMITS.patternCharacters);

const patternSchema = z.union([
  z.strictObject({ text: pattern, ignoreCase: z.boolean().default(false) }),
  z.strictObject({ regex: pattern, ignoreCase: z.boolean().default(false) }),
]);

/** What a line is compared with: a text it contains, or a regular expression. */
export type Pattern = z.infer<typeof patternSchema>;

/** The zones of SENS (API overview page); `custom` takes `baseUrl`, for tests and proxies. */
export const ZONES = ['public', 'government', 'financial', 'custom'] as const;

export const sensSchema = z.strictObject({
  mode: z.enum(['practice', 'live']).default('practice'),
  zone: z.enum(ZONES).default('public'),
  baseUrl: z.string().max(500).default(''),
  serviceId: z.string().max(200).default(''),
  from: z.string().max(40).default(''),
});

export const recipientSchema = z.strictObject({
  id,
  name: name.default(''),
  number: z.string().min(1).max(40),
});

/** How the bytes of a file become text; `auto` reads UTF-8 (or what a byte order mark says) and reports a file that is not. */
export const ENCODINGS = ['auto', 'utf8', 'cp949', 'utf16le', 'utf16be', 'latin1'] as const;

export const fileSchema = z.strictObject({
  id,
  path: z.string().min(1).max(4_096),
  encoding: z.enum(ENCODINGS).default('auto'),
  start: z.enum(['end', 'beginning']).default('end'),
});

export const ruleSchema = z.strictObject({
  id,
  name: name.default(''),
  enabled: z.boolean().default(true),
  files: z.array(id).max(LIMITS.files).optional(),
  match: patternSchema,
  butNot: z.array(patternSchema).max(LIMITS.butNot).default([]),
  message: z.string().min(1).max(LIMITS.messageCharacters).default('[{{rule}}] {{line}}'),
  recipients: z.array(id).max(LIMITS.recipients).optional(),
  cooldown: duration.default('0s'),
});

export const appSchema = z.strictObject({
  language: z.enum(['system', 'ko', 'en']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  notifications: z.boolean().default(true),
});

/** The languages Logbell speaks. */
export type Language = 'ko' | 'en';
export type Encoding = (typeof ENCODINGS)[number];
export type SensSettings = z.infer<typeof sensSchema>;
export type Recipient = z.infer<typeof recipientSchema>;
export type FileSource = z.infer<typeof fileSchema>;
export type Rule = z.infer<typeof ruleSchema>;
export type AppSettings = z.infer<typeof appSchema>;

/** All settings, complete: what is left out in `config.json` stands here with its default (docs/settings.md). */
export interface Settings {
  readonly version: typeof SETTINGS_VERSION;
  readonly app: AppSettings;
  readonly sens: SensSettings;
  readonly recipients: readonly Recipient[];
  readonly files: readonly FileSource[];
  readonly rules: readonly Rule[];
}

/** The settings of a configuration that says nothing. */
export function emptySettings(): Settings {
  return {
    version: SETTINGS_VERSION,
    app: appSchema.parse({}),
    sens: sensSchema.parse({}),
    recipients: [],
    files: [],
    rules: [],
  };
}

/** The hosts of each zone (SENS API overview page); the custom zone has its own `baseUrl`. */
export function sensBaseUrl(sens: Pick<SensSettings, 'zone' | 'baseUrl'>): string {
  switch (sens.zone) {
    case 'public':
      return 'https://sens.apigw.ntruss.com';
    case 'government':
      return 'https://sens.apigw.gov-ntruss.com';
    case 'financial':
      return 'https://sens.apigw.fin-ntruss.com';
    case 'custom':
      return sens.baseUrl.replace(/\/+$/, '');
  }
}

/** The recipients a rule texts: those it names, or all when it names none. */
export function recipientsOf(rule: Pick<Rule, 'recipients'>, all: readonly Recipient[]): readonly Recipient[] {
  const wanted = rule.recipients;
  return wanted ? all.filter((recipient) => wanted.includes(recipient.id)) : all;
}

/** The name a rule goes by: its own, or its id when it has none. */
export function ruleTitle(rule: Pick<Rule, 'id' | 'name'>): string {
  return rule.name === '' ? rule.id : rule.name;
}
