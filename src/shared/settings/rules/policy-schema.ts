import { z } from 'zod';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';
import { DAYS } from '../choices';
import { durationWithin, wholeNumberWithin } from '../fields/field-schemas';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

const quietSpanSchema = z.strictObject({
  /** Days on which the span starts; every day by default. */
  days: z.array(z.enum(DAYS)).min(1).max(7).optional(),
  from: time,
  /** End of the span, exclusive; `24:00` is the end of the day. */
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/),
  /** IANA time zone; empty for that of the policy. */
  zone: z.string().max(LIMITS.nameCharacters).default(''),
});

/** A daily time span without texts. */
export type QuietSpan = z.infer<typeof quietSpanSchema>;

/** Quiet hours. */
export const quietSchema = z.array(quietSpanSchema).max(LIMITS.quietSpans);
/** Grouping delay. */
export const waitSchema = durationWithin('0s', '1h');

const limit = wholeNumberWithin(1, 10_000_000);
const noLimit = limit.optional();
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
  textsPerDay: limit.nullable().default(TEXTS_PER_DAY),
  reserve: wholeNumberWithin(0, 1_000).default(3),
});

/** Policy for all rules. */
export const policySchema = z.strictObject({
  /** IANA time zone of quiet hours and days; empty for that of the system. */
  zone: z.string().max(LIMITS.nameCharacters).default(''),
  quiet: quietSchema.default([]),
  /** Holder of texts during quiet hours: Logbell, for one digest, or SENS, which schedules each text for their end. */
  quietBy: z.enum(['logbell', 'sens']).default('logbell'),
  /** Grouping delay: time for which a text waits for others to go out with it. */
  wait: waitSchema.default('0s'),
  budget: sharedBudgetSchema.prefault({}),
  /** Time on the next day of the report on matches that a used-up budget held. */
  digestAt: time.default('08:00'),
  /** Time without a match after which an incident is closed. */
  incidentMaxAge: durationWithin('1m', '30d').default('1d'),
});
