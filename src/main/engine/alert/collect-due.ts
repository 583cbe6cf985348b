import { parseDuration } from '../../../shared/common/duration';
import type { Recipient, Rule, Settings } from '../../../shared/settings/schema';
import { recipientsOf } from '../../../shared/settings/recipients';
import { ruleTitle } from '../../../shared/settings/titles';
import { collectRollups } from './collect-rollups';
import type { PolicyMemory } from './policy/policy-memory';
import type { WaitingState } from './policy/waiting';
import { heldUntil, silentUntil, type SilenceFacts } from './silence';

/** A group that is so much later than its wait, ms, was kept back by a pause, a mute, or a machine that slept. */
const LATE_MS = 60_000;

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

/** What is decided from. */
interface Moment extends SilenceFacts {
  readonly memory: PolicyMemory;
  readonly settings: Settings;
}

/** Takes what is due at `now` (ms since 1970) out of the memory, gathered by whom it is for. */
export function collectDue(memory: PolicyMemory, settings: Settings, now: number, paused: boolean): Collected[] {
  const rollups = gathered(collectRollups(memory, settings, now, paused), settings, 'rollup');
  const waiting = waitingRules(memory, settings).filter((each) => mayBeTold(each, { memory, settings, now, paused }));
  const isDue = ({ state }: WaitedRule): boolean => state.dueAt <= now;
  const groups = gathered(
    waiting.filter(({ state }) => state.reason === 'wait'),
    settings,
    'group',
  );
  const digests = gathered(
    waiting.filter((each) => each.state.reason !== 'wait' && isDue(each)),
    settings,
    'digest',
  );
  const collected = [...groups.filter(({ rules }) => rules.some(isDue)), ...digests];
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

/** Whether a text may go out now; when it is due and may not, it is put off. */
function mayBeTold(waited: WaitedRule, moment: Moment): boolean {
  const { memory, now } = moment;
  const { rule, state } = waited;
  const { reason } = state;
  const until =
    heldUntil(memory, rule, moment) ?? (passesQuiet(waited, moment) ? null : silentUntil(memory, rule, moment));
  if (until !== null && state.dueAt <= now) {
    memory.set('waiting', rule.id, reason, { ...state, dueAt: until }, until);
  }
  return until === null;
}

/** A group that began before quiet hours goes out in them, but not one that was kept from it for long. */
function passesQuiet({ rule, state }: WaitedRule, { settings, now }: Moment): boolean {
  const waitMs = parseDuration(rule.wait ?? settings.policy.wait) ?? 0;
  return state.reason === 'wait' && now <= state.lastAt + waitMs + LATE_MS;
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
