import { z } from 'zod';
import '../fields/zod-options';
import { LIMITS } from '../../common/limits';
import { channelIds } from '../channels/channel-schema';
import { durationWithin, idSchema as id, nameSchema as name, wholeNumberWithin } from '../fields/field-schemas';
import { patternSchema } from '../patterns/pattern';
import { budgetSchema, quietSchema, waitSchema } from './policy-schema';
import { RULE_DEFAULTS } from './rule-defaults';

const message = z.string().min(1).max(LIMITS.messageCharacters);

const thresholdSchema = z.strictObject({
  count: wholeNumberWithin(2, 1_000),
  within: durationWithin('1s', '7d'),
});

const absenceSchema = z.strictObject({
  after: durationWithin('1s', '30d'),
  /** Scope of the silence: all files of the rule together, each file, or each group value seen before. */
  by: z.enum(['rule', 'file', 'key']).default('rule'),
  /** Time after which an unseen group value is no longer expected. */
  forget: durationWithin('1m', '365d').optional(),
  /** Messages for a missing line, and for its return; by default in the language of Logbell. */
  message: message.optional(),
  recovered: message.optional(),
});

const escalateSchema = z.strictObject({
  /** Time after an incident's first text without an acknowledgment. */
  after: durationWithin('1m', '1d'),
  /** Recipients of the escalation. */
  to: z.array(id).min(1).max(LIMITS.recipients),
});

const pairSchema = z.strictObject({
  /** End line; with a key, its group of that name or number must have the same value as in the start line. */
  end: patternSchema,
  within: durationWithin('1s', '7d'),
  /** Message if no end line came in time; by default in the language of Logbell. */
  message: message.optional(),
  /** Message if the end line comes after that alert; none by default. */
  recovered: message.optional(),
});

/** End line of a task that the rule's lines start, and its deadline. */
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
  message: message.default(RULE_DEFAULTS.message),
  recipients: z.array(id).max(LIMITS.recipients).optional(),
  /** Channels that get the rule's alerts too, or instead of texts if `recipients` is empty. */
  channels: channelIds.optional(),
  /** Hands the rule's incidents to Alertmanager instead of texting `recipients`. */
  to: z.literal('alertmanager').optional(),
  /** Group, by name or number, whose value splits the rule into cases: a user, an address. */
  key: z.string().min(1).max(LIMITS.keyCharacters).optional(),
  /** Number of matches in a sliding window that a text requires, counted per group value. */
  threshold: thresholdSchema.optional(),
  /** Ignores quiet hours and the grouping delay. */
  urgent: z.boolean().default(RULE_DEFAULTS.urgent),
  /** Replaces the quiet hours of all rules. */
  quiet: quietSchema.optional(),
  /** Replaces the grouping delay of all rules. */
  wait: waitSchema.optional(),
  /** Limits of this rule, on top of the budget of all rules. */
  budget: budgetSchema.optional(),
  /** Missing-line rule: alerts if no line comes. */
  absence: absenceSchema.optional(),
  /**
   * Pattern of recovery lines, which close the rule's incidents; only those of the same group value if it has the group
   * of `key`.
   */
  ok: patternSchema.optional(),
  /** Message when a recovery line has closed an incident; by default in the language of Logbell. */
  okMessage: message.optional(),
  /** Escalation if nobody acknowledges an incident of the rule. */
  escalate: escalateSchema.optional(),
  /** Unfinished-task rule: alerts if a started task does not end in time. */
  pair: pairSchema.optional(),
  cooldown: durationWithin('0s', '365d').default(RULE_DEFAULTS.cooldown),
  /** Scope of a cooldown: lines with the same fingerprint, the whole rule, or one group value. */
  cooldownBy: z.enum(['line', 'rule', 'key']).default(RULE_DEFAULTS.cooldownBy),
  /** Sends a summary of the held matches when a cooldown ends, and starts another cooldown. */
  rollup: z.boolean().default(RULE_DEFAULTS.rollup),
  /** Upper bound of the cooldown, which doubles while matches continue. */
  cooldownMax: durationWithin('1s', '365d').optional(),
});
