import {
  AUTHENTICATION_FAILED,
  gatewayError,
  NO_SUCH_URL,
  PERMISSION_DENIED,
  sensError,
  SERVER_ERROR,
  TIMED_OUT,
  UNAVAILABLE,
  type Answer,
} from '../http/answers';
import type { Fault } from './faults';

const OWN_ANSWERS: Partial<Record<Fault['kind'], Answer>> = {
  'bad-request': sensError(400, 'Invalid request.'),
  'refused-key': AUTHENTICATION_FAILED,
  'unknown-service': NO_SUCH_URL,
  unavailable: UNAVAILABLE,
  'gateway-timeout': TIMED_OUT,
  'server-error': SERVER_ERROR,
};

/** Answer under a fault: its own one, or that of the call; `called` is null if the call was not executed. */
export function faultAnswer(fault: Fault, called: Answer | null): Answer {
  if (fault.kind === 'too-fast') {
    return tooFast(fault.retryAfterSeconds);
  }
  if (fault.kind === 'no-right') {
    return fault.by === 'gateway' ? PERMISSION_DENIED : sensError(403, 'Forbidden');
  }
  return OWN_ANSWERS[fault.kind] ?? called ?? SERVER_ERROR;
}

function tooFast(retryAfterSeconds: number | null): Answer {
  const refusal = gatewayError(429, '410', 'Throttle Limited', 'Too many requests.');
  return retryAfterSeconds === null ? refusal : { ...refusal, headers: { 'Retry-After': String(retryAfterSeconds) } };
}
