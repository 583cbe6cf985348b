import type { Recipient, Rule, Settings } from '../../../shared/settings';
import { recipientsOf } from '../../../shared/recipients-of';
import { ruleTitle } from '../../../shared/titles';
import { collectRollups } from './collect-rollups';
import type { PolicyMemory } from './policy/policy-memory';
import type { WaitingState } from './policy/waiting';
import { pausedUntil, quietEndOf } from './silence';

/** What has waited of one rule. */
interface WaitedRule {
  readonly rule: Rule;
  readonly title: string;
  readonly state: WaitingState;
}

/** Matches to be told of in one text. */
export interface Collected {
  /** What has waited for others (`group`), for the end of quiet hours or the next budget (`digest`), or of a cooldown (`rollup`). */
  readonly kind: 'group' | 'digest' | 'rollup';
  readonly rules: readonly WaitedRule[];
  readonly recipients: readonly Recipient[];
}

/** Takes what is due at `now` (ms since 1970) out of the memory, gathered by whom it is for. */
export function collectDue(memory: PolicyMemory, settings: Settings, now: number, paused: boolean): Collected[] {
  const rollups = gathered(collectRollups(memory, settings, now, paused), settings, 'rollup');
  const waiting = waitingRules(memory, settings);
  const due = waiting.filter(({ state }) => state.dueAt <= now);
  const pauseEnd = pausedUntil({ now, paused });
  if (pauseEnd !== null) {
    due.forEach((each) => putOff(memory, each, pauseEnd));
    return [];
  }
  const ready = due.filter((each) => each.state.reason === 'wait' || !isStillQuiet(memory, each, settings, now));
  const groups = gathered(
    waiting.filter(({ state }) => state.reason === 'wait'),
    settings,
    'group',
  );
  const digests = gathered(
    ready.filter(({ state }) => state.reason !== 'wait'),
    settings,
    'digest',
  );
  const collected = [...groups.filter(({ rules }) => rules.some((each) => ready.includes(each))), ...digests];
  collected.forEach(({ rules }) => rules.forEach(({ rule, state }) => memory.remove('waiting', rule.id, state.reason)));
  return [...collected, ...rollups];
}

function waitingRules(memory: PolicyMemory, settings: Settings): WaitedRule[] {
  const byId = new Map(settings.rules.map((rule) => [rule.id, rule]));
  return memory.all('waiting').flatMap(({ ruleId, state }) => {
    const rule = byId.get(ruleId);
    return rule ? [{ rule, title: ruleTitle(rule), state }] : [];
  });
}

function putOff(memory: PolicyMemory, { rule, state }: WaitedRule, dueAt: number): void {
  memory.set('waiting', rule.id, state.reason, { ...state, dueAt }, dueAt);
}

function isStillQuiet(memory: PolicyMemory, waited: WaitedRule, { policy }: Settings, now: number): boolean {
  const until = quietEndOf(waited.rule, now, policy);
  if (until !== null) {
    putOff(memory, waited, until);
  }
  return until !== null;
}

function gathered(waited: readonly WaitedRule[], settings: Settings, kind: Collected['kind']): Collected[] {
  const byRecipients = new Map<string, Collected>();
  for (const each of waited) {
    const recipients = recipientsOf(each.rule, settings);
    const name = recipients.map(({ id }) => id).join('\n');
    const known = byRecipients.get(name);
    byRecipients.set(name, { kind, recipients, rules: [...(known?.rules ?? []), each] });
  }
  return Array.from(byRecipients.values());
}
