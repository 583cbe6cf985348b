import * as z from 'zod/mini';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';
import { channelIds } from '../channels/channel-schema';
import { durationWithin, idSchema as id, nameSchema as name, wholeNumberWithin } from '../fields/field-schemas';
import { patternSchema } from '../patterns/pattern';
import { budgetSchema, quietSchema, waitSchema } from './policy-schema';
import { RULE_DEFAULTS } from './rule-defaults';

const message = z.string().check(z.minLength(1), z.maxLength(LIMITS.messageCharacters));

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
  quiet: z.optional(quietSchema),
  /** Replaces the grouping delay of all rules. */
  wait: z.optional(waitSchema),
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
