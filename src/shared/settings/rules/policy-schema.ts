import * as z from 'zod/mini';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';
import { DAYS } from '../choices';
import { durationWithin, wholeNumberWithin } from '../fields/field-schemas';

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

/** Quiet hours. */
export const quietSchema = z.array(quietSpanSchema).check(z.maxLength(LIMITS.quietSpans));
/** Grouping delay. */
export const waitSchema = durationWithin('0s', '1h');

const limit = wholeNumberWithin(1, 10_000_000);
const noLimit = z.optional(limit);
const budgetLimits = { textsPerDay: noLimit, textsPerMonth: noLimit, wonPerDay: noLimit, wonPerMonth: noLimit };
export const budgetSchema = z.strictObject(budgetLimits);

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
  quiet: z._default(quietSchema, []),
  /** Holder of texts during quiet hours: Logbell, for one digest, or SENS, which schedules each text for their end. */
  quietBy: z._default(z.enum(['logbell', 'sens']), 'logbell'),
  /** Grouping delay: time for which a text waits for others to go out with it. */
  wait: z._default(waitSchema, '0s'),
  budget: z.prefault(sharedBudgetSchema, {}),
  /** Time on the next day of the report on matches that a used-up budget held. */
  digestAt: z._default(time, '08:00'),
  /** Time without a match after which an incident is closed. */
  incidentMaxAge: z._default(durationWithin('1m', '30d'), '1d'),
});
