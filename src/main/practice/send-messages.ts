import {
  AUTHENTICATION_FAILED,
  gatewayError,
  NO_SUCH_URL,
  PERMISSION_DENIED,
  sensError,
  SERVER_ERROR,
  type Answer,
} from './answers';
import { checkSend } from './check-send';
import type { Fault } from './faults';
import { replyTime } from './korean-clock';
import type { MessageStore, Undelivered } from './message-store';

/** What happens on the wire after a send request: an answer, perhaps late, or none. */
export type SendReaction =
  | { readonly kind: 'answer'; readonly answer: Answer; readonly delayMs: number }
  | { readonly kind: 'page'; readonly status: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'reset' };

/** Takes or refuses a send request; `fault` bends what would happen. */
export function sendMessages(
  store: MessageStore,
  body: string,
  registered: readonly string[],
  fault: Fault | null,
): SendReaction {
  const early = fault === null ? null : refusalOf(fault);
  if (early) {
    return early;
  }
  const checked = checkSend(body, registered);
  if (!checked.ok) {
    return answered(sensError(400, checked.error));
  }
  const taken = store.take(checked.value, (to) => undeliveredBy(fault, to));
  const first = taken[0];
  const reply: Answer = {
    status: 202,
    body: {
      requestId: first?.requestId ?? '',
      requestTime: replyTime(first?.requestedAt ?? 0),
      statusCode: '202',
      statusName: 'success',
    },
  };
  return fault === null ? answered(reply) : afterTaking(fault, reply);
}

/** Faults that keep the request from being taken; null for all others. */
function refusalOf(fault: Fault): SendReaction | null {
  if (fault.kind === 'page') {
    return { kind: 'page', status: fault.status };
  }
  if (fault.kind === 'hang' || fault.kind === 'reset') {
    return fault.takes ? null : { kind: fault.kind };
  }
  const refusal = refusalAnswer(fault);
  return refusal === null ? null : answered(refusal);
}

function refusalAnswer(fault: Exclude<Fault, { readonly kind: 'page' | 'hang' | 'reset' }>): Answer | null {
  switch (fault.kind) {
    case 'bad-request':
      return sensError(400, 'Invalid request.');
    case 'refused-key':
    case 'wrong-clock':
      return AUTHENTICATION_FAILED;
    case 'no-right':
      return fault.by === 'gateway' ? PERMISSION_DENIED : sensError(403, 'Forbidden');
    case 'unknown-service':
      return NO_SUCH_URL;
    case 'too-fast': {
      const refusal = gatewayError(429, '410', 'Throttle Limited', 'Too many requests.');
      return { ...refusal, headers: { 'Retry-After': String(fault.retryAfterSeconds) } };
    }
    case 'server-error':
      return fault.takes ? null : SERVER_ERROR;
    case 'delay':
    case 'gateway-timeout':
    case 'undelivered':
      return null;
  }
}

/** What a fault makes of the reply once the request is taken. */
function afterTaking(fault: Fault, reply: Answer): SendReaction {
  if (fault.kind === 'hang' || fault.kind === 'reset') {
    return { kind: fault.kind };
  }
  if (fault.kind === 'delay') {
    return { kind: 'answer', answer: reply, delayMs: fault.ms };
  }
  if (fault.kind === 'gateway-timeout') {
    return answered(gatewayError(504, '510', 'Endpoint Timeout', 'Endpoint did not answer in time.'));
  }
  return answered(fault.kind === 'server-error' ? SERVER_ERROR : reply);
}

function undeliveredBy(fault: Fault | null, to: string): Undelivered | null {
  if (fault?.kind !== 'undelivered' || (fault.to !== null && fault.to !== to)) {
    return null;
  }
  return { statusCode: fault.statusCode, statusMessage: fault.statusMessage };
}

function answered(answer: Answer): SendReaction {
  return { kind: 'answer', answer, delayMs: 0 };
}
