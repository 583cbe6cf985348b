import type { TextView } from '../history';

/** Reason why a text cannot be resent or cancelled. */
export type ActionRefusal = 'no-such-text' | 'not-now' | 'over' | 'practice' | 'may-repeat';

/** Facts about a text that decide if an action is possible. */
type ActedOn = Pick<TextView, 'state' | 'reason' | 'practice'>;

/** Errors that only the user can fix: the text is kept and not retried, or rarely. */
const REFUSED = new Set([
  'sens-refused-key',
  'sens-no-right',
  'sens-unknown-service',
  'sens-bad-request',
  'channel-incomplete',
  'channel-refused',
  'channel-redirected',
]);
/** Reasons of failed or queued texts whose content may have reached the phone. */
const MAY_HAVE_ARRIVED = new Set(['may-be-delivered', 'in-digest', 'copied']);

/** Checks that a text can be sent again: null if so, `may-repeat` if the phone might get it twice. */
export function resendRefusal({ state, reason, practice }: ActedOn): ActionRefusal | null {
  const code = reason?.code ?? '';
  if (practice && code === 'practice-ended') {
    return 'practice';
  }
  switch (state) {
    case 'failed':
      return MAY_HAVE_ARRIVED.has(code) ? 'may-repeat' : null;
    case 'unknown':
      return 'may-repeat';
    case 'owed':
      if (MAY_HAVE_ARRIVED.has(code)) {
        return 'may-repeat';
      }
      return REFUSED.has(code) ? null : 'not-now';
    case 'sending':
    case 'accepted':
      return 'not-now';
    case 'delivered':
      return 'over';
  }
}

/** Checks that a text can be cancelled: null if so. Of accepted texts, SENS cancels only scheduled ones. */
export function dropRefusal({ state, reason }: ActedOn): ActionRefusal | null {
  switch (state) {
    case 'owed':
    case 'unknown':
      return null;
    case 'accepted':
      return reason?.code === 'reserved' ? null : 'not-now';
    case 'sending':
      return 'not-now';
    case 'delivered':
    case 'failed':
      return 'over';
  }
}
