import type { Settings } from '../../../shared/settings/schema';
import type { Collected } from './collect-due';
import type { ComposedText } from './compose';
import type { PolicyMemory } from './policy/policy-memory';
import { costOf, pay, payGroup } from './policy/purse';

/**
 * Pays for the text of what has waited, at `at` (ms since 1970). Each rule of a group has paid when it began to wait, which is set right by
 * what the text comes to; what a cooldown held back was paid for when it was taken.
 */
export function payCollected(
  { kind, rules, recipients }: Collected,
  { type }: Pick<ComposedText, 'type'>,
  at: number,
  memory: PolicyMemory,
  settings: Settings,
): void {
  const cost = costOf(type, recipients.length, settings);
  if (kind === 'digest') {
    pay(memory, '', cost, at, settings);
    return;
  }
  const paid = rules.flatMap(({ state }) => state.paid ?? []);
  if (kind === 'group' && paid.length === rules.length) {
    payGroup(memory, { ruleIds: rules.map(({ rule }) => rule.id), paid }, cost, at, settings);
  }
}
