import type { PolicySettings, Rule, Settings } from '../../../../shared/settings/schema';
import type { PolicyState } from './policy-state';
import { muteAt, quietUntil } from './silence';

/** How long what is due in a pause or a mute is put off at a time, ms: nobody knows when it will be over. */
const PUT_OFF_MS = 60_000;

/** When, and under which settings, it is asked. */
export interface SilenceFacts {
  readonly settings: Pick<Settings, 'policy'>;
  /** ms since 1970. */
  readonly now: number;
  readonly paused: boolean;
}

/** When the quiet hours end that a rule has at `at` (both ms since 1970); null outside of them, and for an urgent rule. */
export function quietEndOf(
  { urgent, quiet }: Pick<Rule, 'urgent' | 'quiet'>,
  at: number,
  policy: PolicySettings,
): number | null {
  return urgent ? null : quietUntil(quiet ?? policy.quiet, at, policy.zone);
}

/** Notes mutes that begin anew at `now` (ms since 1970), since the clock was set back. */
export function restartMutes(memory: PolicyState, now: number): void {
  for (const { ruleId, state } of memory.all('mute')) {
    const mute = muteAt(state, now);
    if (mute && mute !== state) {
      memory.set('mute', ruleId, '', mute, mute.until);
    }
  }
}

/** Until when a rule's text that is due is put off in a pause or a mute, ms since 1970; null when there is none. A person may end either early. */
export function silencedUntil(
  memory: PolicyState,
  { id }: Pick<Rule, 'id'>,
  { now, paused }: Pick<SilenceFacts, 'now' | 'paused'>,
): number | null {
  const mutedUntil = muteAt(memory.get('mute', id), now)?.until;
  const putOff = now + PUT_OFF_MS;
  return paused ? putOff : mutedUntil === undefined ? null : Math.min(mutedUntil, putOff);
}

/** Until when a rule's text that is due has to wait for the end of a pause, a mute or quiet hours, ms since 1970; null when it may go out. */
export function silentUntil(memory: PolicyState, rule: Rule, facts: SilenceFacts): number | null {
  return silencedUntil(memory, rule, facts) ?? quietEndOf(rule, facts.now, facts.settings.policy);
}
