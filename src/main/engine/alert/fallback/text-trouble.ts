import type { Reason, TextState } from '../../../../shared/contract/history';
import type { ProblemCode } from '../../../../shared/contract/status';
import type { FallbackReason } from '../../../../shared/settings/channels/channel-kinds';

/** Condition of SENS: it takes texts as far as known, refuses them, or cannot be used. */
export type SensCondition = 'works' | 'refuses' | 'fails';

/** A text whose delivery is looked at. */
export interface WatchedText {
  readonly state: TextState;
  readonly reason: Reason | null;
  /** True if it is queued but not retried until what it was refused for has changed. */
  readonly refused: boolean;
}

/** Problems for which SENS refuses every text. */
const REFUSALS: ReadonlySet<string> = new Set<ProblemCode>([
  'sens-refused-key',
  'sens-no-right',
  'sens-bad-request',
  'sens-unknown-service',
]);

/** Reasons for which a queued text waits on purpose. */
const WAITS_ON_PURPOSE: ReadonlySet<string> = new Set(['copied', 'waits-for-live']);

/** Reasons for which a text was ended on purpose, or for another one that is looked at instead. */
const ENDED_ON_PURPOSE: ReadonlySet<string> = new Set([
  'dropped',
  'cancelled',
  'in-digest',
  'not-late',
  'practice-ended',
  'recipient-removed',
]);

/** Returns the condition of SENS by the codes of the open problems. */
export function sensCondition(codes: readonly ProblemCode[]): SensCondition {
  if (codes.some((code) => REFUSALS.has(code))) {
    return 'refuses';
  }
  return codes.some((code) => code.startsWith('sens-') || code === 'no-keys') ? 'fails' : 'works';
}

/** Returns the reason for which a text has not reached its phone; null if nothing is known to be wrong with it. */
export function troubleOf(text: WatchedText, sens: SensCondition): Exclude<FallbackReason, 'budget'> | null {
  const code = text.reason?.code ?? '';
  switch (text.state) {
    case 'owed':
      return queuedTrouble(code, text.refused, sens);
    case 'unknown':
      return 'unknown';
    case 'failed':
      return failedTrouble(code);
    case 'sending':
    case 'accepted':
    case 'delivered':
      return null;
  }
}

/** Returns `unreachable` for a message that no member of an Alertmanager cluster has taken, unless it was ended on purpose. */
export function memberTroubleOf({ reason }: Pick<WatchedText, 'reason'>): 'unreachable' | null {
  const code = reason?.code ?? '';
  return WAITS_ON_PURPOSE.has(code) || ENDED_ON_PURPOSE.has(code) || code === 'channel-removed' ? null : 'unreachable';
}

function queuedTrouble(code: string, refused: boolean, sens: SensCondition): 'refused' | 'unreachable' | null {
  if (WAITS_ON_PURPOSE.has(code)) {
    return null;
  }
  if (refused || REFUSALS.has(code) || sens === 'refuses') {
    return 'refused';
  }
  return sens === 'fails' || code.startsWith('sens-') || code === 'no-access' ? 'unreachable' : null;
}

function failedTrouble(code: string): 'refused' | 'unreachable' | 'unknown' | null {
  if (ENDED_ON_PURPOSE.has(code)) {
    return null;
  }
  return code === 'may-be-delivered' ? 'unknown' : code === 'too-late' ? 'unreachable' : 'refused';
}
