import * as z from 'zod/mini';
import './fields/zod-options';
import { LIMITS } from '../common/limits';
import { ENCODINGS, PRIORITIES, TRACES } from './choices';
import { durationWithin, idSchema as id, wholeNumberWithin } from './fields/field-schemas';
import { pattern } from './patterns/pattern';

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
