import type { TextView } from './history';

/** Why a person's wish for a text cannot be met. */
export type ActionRefusal = 'no-such-text' | 'not-now' | 'over' | 'practice' | 'may-repeat';

/** What is known of a text when a person wants something of it. */
type ActedOn = Pick<TextView, 'state' | 'reason' | 'practice'>;

/** Refusals of SENS that only a person can mend: the text is kept and not tried again by itself. */
const REFUSED = new Set(['sens-refused-key', 'sens-no-right', 'sens-unknown-service', 'sens-bad-request']);
/** Texts that failed or are held although their content may have reached the phone. */
const MAY_HAVE_ARRIVED = new Set(['may-be-delivered', 'in-digest', 'copied']);

/** Whether a text can be sent again: null when it can, `may-repeat` when the phone might then get it twice. */
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

/** Whether a text can be dropped: null when it can. Of what SENS has taken, it gives back only what it holds for later. */
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
