import { z } from 'zod';
import './fields/zod-options';
import { LIMITS } from '../common/limits';
import { ENCODINGS, PRIORITIES, TRACES } from './choices';
import { durationWithin, idSchema as id, wholeNumberWithin } from './fields/field-schemas';
import { pattern } from './patterns/pattern';

const multiLineSchema = z.strictObject({
  /** Exactly one of these two is set (validate.ts). */
  preset: z.enum(TRACES).optional(),
  firstLine: pattern.optional(),
  timeout: durationWithin('100ms', '1m').default('1s'),
  maxLines: wholeNumberWithin(2, 10_000).default(500),
});

/**
 * Rule for joining lines into one entry: a known stack trace format, or a regular expression that first lines match.
 */
export type MultiLine = z.infer<typeof multiLineSchema>;

const start = z.enum(['end', 'beginning']).default('end');

export const fileSchema = z.strictObject({
  id,
  path: z.string().min(1).max(4_096),
  encoding: z.enum(ENCODINGS).default('auto'),
  start,
  /** Time after which an incomplete last line is taken as it is; empty for never. */
  flushAfter: durationWithin('100ms', '1h', /^(\d{1,9}(ms|s|m|h|d))?$/).default(''),
  multiLine: multiLineSchema.nullable().default(null),
});

const journalValues = z.array(z.string().min(1).max(LIMITS.journalCharacters)).max(LIMITS.journalValues).default([]);

/** Selection of journal entries: values of a list are alternatives, and different fields must all hold. */
const journalSchema = z.strictObject({
  /** Units as `journalctl --unit=` takes them, with what systemd says of them. */
  units: journalValues,
  /** Values of `SYSLOG_IDENTIFIER`. */
  identifiers: journalValues,
  /** This level or worse; `debug` takes every entry, those without a level included. */
  priority: z.enum(PRIORITIES).default('debug'),
  /** Conditions such as `_TRANSPORT=kernel`; those on the same field are alternatives. */
  matches: journalValues,
  /** Folder of journal files; empty for the journal of this machine. */
  directory: z.string().max(4_096).default(''),
  /** Journal namespace; empty for the default one. */
  namespace: z.string().max(LIMITS.nameCharacters).default(''),
  /** Reads the journal of the user who runs Logbell instead of the one of the system. */
  user: z.boolean().default(false),
});

export const journalSourceSchema = z.strictObject({ id, journal: journalSchema, start });

/** Selection of received alerts. */
const alertsSchema = z.strictObject({
  /** Values of labels, alternatives separated by `|`; an empty one also takes alerts without the label. */
  labels: z
    .record(z.string().min(1).max(LIMITS.nameCharacters), z.string().max(LIMITS.labelCharacters))
    .default({})
    .refine((labels) => Object.keys(labels).length <= LIMITS.alertLabels, {
      params: { minimum: '0', maximum: String(LIMITS.alertLabels) },
    }),
});

export const alertsSourceSchema = z.strictObject({ id, alerts: alertsSchema });
