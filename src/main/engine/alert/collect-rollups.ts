import { recipientsOf, ruleTitle, type Rule, type Settings } from '../../../shared/settings';
import { composeText } from './compose';
import { cooldownPolicy, isResting, restAfter, type CooldownState } from './policy/cooldown';
import { muteAt } from './policy/mute';
import type { PolicyMemory, Remembered } from './policy/policy-memory';
import { canPay, costOf, pay } from './policy/purse';
import { quietUntil } from './policy/quiet-hours';
import type { WaitingState } from './policy/waiting';

/** What the cooldowns of a rule have held back, to be told of now that they are over. */
export interface RolledUp {
  readonly rule: Rule;
  readonly title: string;
  readonly state: WaitingState;
}

type Rest = Remembered<'cooldown'> & { readonly state: Required<CooldownState> };

/** How long what is due in a pause is put off at a time, ms. */
const PUT_OFF_MS = 60_000;

/**
 * Takes out of the memory what cooldowns that are over at `now` (ms since 1970) have held back, and pays for its texts; each begins another
 * rest. What the budget does not allow stays: the next text counts it.
 */
export function collectRollups(memory: PolicyMemory, settings: Settings, now: number, paused: boolean): RolledUp[] {
  const rolling = settings.rules.filter(({ rollup }) => rollup);
  if (rolling.length === 0) {
    return [];
  }
  const over = memory.all('cooldown').filter(hasHeld);
  return rolling.flatMap((rule) => {
    const policy = cooldownPolicy(rule);
    const rests = over.filter(({ ruleId, state }) => ruleId === rule.id && !isResting(state, now, policy));
    return rests.length > 0 ? rolledUp(rule, rests, { memory, settings, now, paused }) : [];
  });
}

interface Moment {
  readonly memory: PolicyMemory;
  readonly settings: Settings;
  readonly now: number;
  readonly paused: boolean;
}

function rolledUp(rule: Rule, rests: readonly Rest[], { memory, settings, now, paused }: Moment): RolledUp[] {
  const { policy, delivery, recipients } = settings;
  const quiet = rule.urgent ? null : quietUntil(rule.quiet ?? policy.quiet, now, policy.zone);
  const muted = muteAt(memory.get('mute', rule.id), now)?.until ?? null;
  const until = paused ? now + PUT_OFF_MS : (muted ?? quiet);
  const title = ruleTitle(rule);
  const state = sumOf(rests, now);
  const { type } = composeText(state.content, title, delivery);
  const cost = costOf(type, recipientsOf(rule, recipients).length, settings);
  if (until !== null || !canPay(memory, rule, cost, now, settings)) {
    rests.forEach((rest) => memory.set('cooldown', rule.id, rest.key, rest.state, until));
    return [];
  }
  pay(memory, rule.id, cost, now, settings);
  rests.forEach((rest) => memory.set('cooldown', rule.id, rest.key, restAfter(rest.state, now, cooldownPolicy(rule))));
  return [{ rule, title, state }];
}

function hasHeld(rest: Remembered<'cooldown'>): rest is Rest {
  return rest.state.held > 0 && rest.state.first !== undefined;
}

/** All that was held back, with the words of what came first. */
function sumOf(rests: readonly Rest[], now: number): WaitingState {
  const inOrder = rests.map(({ state }) => state).toSorted((one, other) => one.firstHeldAt - other.firstHeldAt);
  const { line = '', content = '' } = inOrder[0]?.first ?? {};
  const count = inOrder.reduce((sum, { held }) => sum + held, 0);
  const firstAt = inOrder[0]?.firstHeldAt ?? now;
  return { reason: 'rollup', dueAt: now, count, told: 0, firstAt, lastAt: now, line, content };
}
