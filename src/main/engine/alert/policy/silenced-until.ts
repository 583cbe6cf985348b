import type { PolicySettings, Rule, Settings } from '../../../../shared/settings/schema';
import type { PolicyState } from './policy-state';
import { muteAt, quietUntil } from './silence';

/** Delay before the next check in a pause or a mute, ms: a person may end it at any time. */
const POSTPONE_MS = 60_000;

/** The settings, the time and the pause at a decision. */
export interface SilenceContext {
  readonly settings: Pick<Settings, 'policy'>;
  /** ms since 1970. */
  readonly now: number;
  readonly paused: boolean;
}

/**
 * Returns the end of the rule's quiet hours at `at` (both ms since 1970); null outside of them, and for an urgent rule.
 */
export function quietEndOf(
  { urgent, quiet }: Pick<Rule, 'urgent' | 'quiet'>,
  at: number,
  policy: PolicySettings,
): number | null {
  return urgent ? null : quietUntil(quiet ?? policy.quiet, at, policy.zone);
}

/** Restarts the mutes that began after `now` (ms since 1970), as the clock was set back. */
export function restartMutes(memory: PolicyState, now: number): void {
  for (const { ruleId, state } of memory.all('mute')) {
    const mute = muteAt(state, now);
    if (mute && mute !== state) {
      memory.set('mute', ruleId, '', mute, mute.until);
    }
  }
}

/**
 * Returns the time to which a pause or a mute postpones a rule's text, ms since 1970; null without one. A person may
 * end either early.
 */
export function silencedUntil(
  memory: PolicyState,
  { id }: Pick<Rule, 'id'>,
  { now, paused }: Pick<SilenceContext, 'now' | 'paused'>,
): number | null {
  const mutedUntil = muteAt(memory.get('mute', id), now)?.until;
  const postponed = now + POSTPONE_MS;
  return paused ? postponed : mutedUntil === undefined ? null : Math.min(mutedUntil, postponed);
}

/**
 * Returns the time to which a pause, a mute or quiet hours postpone a rule's text, ms since 1970; null if it may go
 * out.
 */
export function silentUntil(memory: PolicyState, rule: Rule, context: SilenceContext): number | null {
  return silencedUntil(memory, rule, context) ?? quietEndOf(rule, context.now, context.settings.policy);
}
