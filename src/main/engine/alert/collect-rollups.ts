import type { Rule, Settings } from '../../../shared/settings/schema';
import { recipientsOf } from '../../../shared/settings/recipients';
import { ruleTitle } from '../../../shared/settings/titles';
import { composeText } from './compose';
import { cooldownPolicy, isResting, restAfter, restEnds, type CooldownState } from './policy/cooldown';
import type { PolicyMemory, Remembered, RollupState } from './policy/policy-memory';
import { canPay, costOf, pay } from './policy/purse';
import type { WaitingState } from './policy/waiting';
import { silentUntil, type SilenceFacts } from './silence';

/** What the cooldowns of a rule have held back, to be told of now that they are over. */
export interface RolledUp {
  readonly rule: Rule;
  readonly title: string;
  readonly state: WaitingState;
}

/** A cooldown that is over and has held something back. */
interface Rest {
  readonly ruleId: string;
  readonly key: string;
  readonly rollup: RollupState;
  readonly cooldown: CooldownState;
}

/** What is decided from. */
interface Moment extends SilenceFacts {
  readonly memory: PolicyMemory;
  readonly settings: Settings;
}

/**
 * Takes out of the memory what cooldowns that are over at `now` (ms since 1970) have held back, and pays for its texts; each begins another
 * rest. What the budget does not allow stays: the next text counts it.
 */
export function collectRollups(memory: PolicyMemory, settings: Settings, now: number, paused: boolean): RolledUp[] {
  const rules = new Map(settings.rules.map((rule) => [rule.id, rule]));
  const over = memory.all('rollup').flatMap(({ ruleId, key, state }) => {
    const cooldown = restOver(memory, rules.get(ruleId), { ruleId, key, state }, now);
    return cooldown ? [{ ruleId, key, rollup: state, cooldown }] : [];
  });
  return settings.rules.flatMap((rule) => {
    const rests = over.filter(({ ruleId }) => ruleId === rule.id);
    return rests.length > 0 ? rolledUp(rule, rests, { memory, settings, now, paused }) : [];
  });
}

/** The cooldown of a key when it is over; what is not to be told of any more is forgotten. */
function restOver(
  memory: PolicyMemory,
  rule: Rule | undefined,
  { ruleId, key, state }: Remembered<'rollup'>,
  now: number,
): CooldownState | null {
  const cooldown = rule?.rollup ? memory.get('cooldown', ruleId, key) : undefined;
  if (!rule || !cooldown || cooldown.held === 0) {
    memory.remove('rollup', ruleId, key);
    return null;
  }
  const policy = cooldownPolicy(rule);
  if (isResting(cooldown, now, policy)) {
    memory.set('rollup', ruleId, key, state, restEnds(cooldown, policy));
    return null;
  }
  return cooldown;
}

function rolledUp(rule: Rule, rests: readonly Rest[], moment: Moment): RolledUp[] {
  const { memory, settings, now } = moment;
  const until = silentUntil(memory, rule, moment);
  if (until !== null) {
    rests.forEach(({ key, rollup }) => memory.set('rollup', rule.id, key, rollup, until));
    return [];
  }
  const title = ruleTitle(rule);
  const state = sumOf(rests, now);
  const { type } = composeText(state.content, title, settings.delivery);
  const cost = costOf(type, recipientsOf(rule, settings).length, settings);
  const affordable = canPay(memory, rule, cost, now, settings);
  for (const { key, cooldown } of rests) {
    memory.remove('rollup', rule.id, key);
    if (affordable) {
      memory.set('cooldown', rule.id, key, restAfter(cooldown, now, cooldownPolicy(rule)));
    }
  }
  if (!affordable) {
    return [];
  }
  pay(memory, rule.id, cost, now, settings);
  return [{ rule, title, state }];
}

/** All that was held back, with the words of what came first. */
function sumOf(rests: readonly Rest[], now: number): WaitingState {
  const [first] = rests.toSorted((one, other) => one.cooldown.firstHeldAt - other.cooldown.firstHeldAt);
  const { line = '', content = '' } = first?.rollup ?? {};
  const count = rests.reduce((sum, { cooldown }) => sum + cooldown.held, 0);
  const firstAt = first?.cooldown.firstHeldAt ?? now;
  return { reason: 'rollup', dueAt: now, count, told: 0, firstAt, lastAt: now, line, content };
}
