import { parseDuration } from '../../../../shared/common/duration';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { channelsOf } from '../../../../shared/settings/channels/channels-of';
import { recipientsOf } from '../../../../shared/settings/recipients';
import type { Recipient, Rule, Settings } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { composeText } from '../message/compose';
import { cooldownPolicy, type CooldownState, isCooldownActive, cooldownAfter, cooldownEnd } from '../policy/cooldown';
import { type DeferredState, keptMessage } from '../policy/deferred';
import type { PolicyState, StoredState, RollupState } from '../policy/policy-state';
import { silencedUntil, type SilenceContext, silentUntil } from '../policy/silenced-until';
import { canPay, costOf, pay } from '../policy/spending';

/** Delay after which a group was held by a pause, a mute or a sleeping machine, ms. */
const LATE_MS = 60_000;

/** The deferred matches of one rule. */
interface DeferredRule {
  readonly rule: Rule;
  readonly title: string;
  readonly state: DeferredState;
}

/** Matches reported in one text. */
export interface DueDigest {
  /**
   * Collected by the grouping delay (`group`), until the end of quiet hours or the next budget (`digest`), or by a
   * cooldown (`rollup`).
   */
  readonly kind: 'group' | 'digest' | 'rollup';
  readonly rules: readonly DeferredRule[];
  readonly recipients: readonly Recipient[];
  readonly channels: readonly Channel[];
}

interface CollectContext extends SilenceContext {
  readonly memory: PolicyState;
  readonly settings: Settings;
}

/** An expired cooldown that has held matches. */
interface ExpiredCooldown {
  readonly ruleId: string;
  readonly key: string;
  readonly rollup: RollupState;
  readonly cooldown: CooldownState;
}

/** Removes the deferred matches that are due at `now` (ms since 1970) from the state, merged by recipients and channels. */
export function collectDigests(memory: PolicyState, settings: Settings, now: number, paused: boolean): DueDigest[] {
  const rollups = mergedDigests(collectCooldownSummaries(memory, settings, now, paused), settings, 'rollup');
  const waiting = deferredRules(memory, settings).filter((each) => mayAlert(each, { memory, settings, now, paused }));
  const isDue = ({ state }: DeferredRule): boolean => state.dueAt <= now;
  const groups = mergedDigests(
    waiting.filter(({ state }) => state.reason === 'wait'),
    settings,
    'group',
  );
  const digests = mergedDigests(
    waiting.filter((each) => each.state.reason !== 'wait' && isDue(each)),
    settings,
    'digest',
  );
  const collected = [...groups.filter(({ rules }) => rules.some(isDue)), ...digests];
  collected.forEach(({ rules }) => rules.forEach(({ rule, state }) => memory.remove('waiting', rule.id, state.reason)));
  return [...collected, ...rollups];
}

function deferredRules(memory: PolicyState, settings: Settings): DeferredRule[] {
  const byId = new Map(settings.rules.map((rule) => [rule.id, rule]));
  return memory.all('waiting').flatMap(({ ruleId, state }) => {
    const rule = byId.get(ruleId);
    return rule ? [{ rule, title: ruleTitle(rule), state }] : [];
  });
}

/** True if a text may go out now; one that is due but may not is postponed. */
function mayAlert(deferred: DeferredRule, context: CollectContext): boolean {
  const { memory, now } = context;
  const { rule, state } = deferred;
  const { reason } = state;
  const until =
    silencedUntil(memory, rule, context) ??
    (passesQuiet(deferred, context) ? null : silentUntil(memory, rule, context));
  if (until !== null && state.dueAt <= now) {
    memory.set('waiting', rule.id, reason, { ...state, dueAt: until }, until);
  }
  return until === null;
}

/** True for a group that began before quiet hours and was not delayed for long: it goes out in them. */
function passesQuiet({ rule, state }: DeferredRule, { settings, now }: CollectContext): boolean {
  const waitMs = parseDuration(rule.wait ?? settings.policy.wait) ?? 0;
  return state.reason === 'wait' && now <= state.lastAt + waitMs + LATE_MS;
}

function mergedDigests(deferred: readonly DeferredRule[], settings: Settings, kind: DueDigest['kind']): DueDigest[] {
  const byRecipients = new Map<string, DueDigest>();
  for (const each of deferred) {
    const recipients = recipientsOf(each.rule, settings);
    const channels = channelsOf(each.rule, settings);
    const name = [recipients, channels].map((to) => to.map(({ id }) => id).join('\n')).join('\0');
    const known = byRecipients.get(name);
    byRecipients.set(name, { kind, recipients, channels, rules: [...(known?.rules ?? []), each] });
  }
  return Array.from(byRecipients.values());
}

/**
 * Removes the matches held by cooldowns that have expired at `now` (ms since 1970), charges the budget and starts a new
 * cooldown for each. Matches over the budget stay: the next text counts them.
 */
function collectCooldownSummaries(
  memory: PolicyState,
  settings: Settings,
  now: number,
  paused: boolean,
): DeferredRule[] {
  const rules = new Map(settings.rules.map((rule) => [rule.id, rule]));
  const over = memory.all('rollup').flatMap(({ ruleId, key, state }) => {
    const cooldown = expiredCooldown(memory, rules.get(ruleId), { ruleId, key, state }, now);
    return cooldown ? [{ ruleId, key, rollup: state, cooldown }] : [];
  });
  return settings.rules.flatMap((rule) => {
    const expired = over.filter(({ ruleId }) => ruleId === rule.id);
    return expired.length > 0 ? cooldownSummariesOf(rule, expired, { memory, settings, now, paused }) : [];
  });
}

/** Returns the cooldown of a key if it has expired, and removes a summary that is no longer wanted. */
function expiredCooldown(
  memory: PolicyState,
  rule: Rule | undefined,
  { ruleId, key, state }: StoredState<'rollup'>,
  now: number,
): CooldownState | null {
  const cooldown = rule?.rollup ? memory.get('cooldown', ruleId, key) : undefined;
  if (!rule || !cooldown || cooldown.held === 0) {
    memory.remove('rollup', ruleId, key);
    return null;
  }
  const policy = cooldownPolicy(rule);
  if (isCooldownActive(cooldown, now, policy)) {
    memory.set('rollup', ruleId, key, state, cooldownEnd(cooldown, policy));
    return null;
  }
  return cooldown;
}

function cooldownSummariesOf(rule: Rule, expired: readonly ExpiredCooldown[], context: CollectContext): DeferredRule[] {
  const { memory, settings, now } = context;
  const until = silentUntil(memory, rule, context);
  if (until !== null) {
    expired.forEach(({ key, rollup }) => memory.set('rollup', rule.id, key, rollup, until));
    return [];
  }
  const title = ruleTitle(rule);
  const state = summaryOf(expired, now);
  const { type } = composeText(state.content, title, settings.delivery);
  const cost = costOf(type, recipientsOf(rule, settings).length, settings);
  const affordable = canPay(memory, rule, cost, now, settings);
  for (const { key, cooldown } of expired) {
    memory.remove('rollup', rule.id, key);
    if (affordable) {
      memory.set('cooldown', rule.id, key, cooldownAfter(cooldown, now, cooldownPolicy(rule)));
    }
  }
  if (!affordable) {
    return [];
  }
  pay(memory, rule.id, cost, now, settings);
  return [{ rule, title, state }];
}

/** Sums up the held matches, with the text of the first. */
function summaryOf(expired: readonly ExpiredCooldown[], now: number): DeferredState {
  const [first] = expired.toSorted((one, other) => one.cooldown.firstHeldAt - other.cooldown.firstHeldAt);
  const { line = '', content = '', full = content } = first?.rollup ?? {};
  const count = expired.reduce((sum, { cooldown }) => sum + cooldown.held, 0);
  const firstAt = first?.cooldown.firstHeldAt ?? now;
  return {
    reason: 'rollup',
    dueAt: now,
    count,
    told: 0,
    firstAt,
    lastAt: now,
    line,
    ...keptMessage({ content, full }),
  };
}
