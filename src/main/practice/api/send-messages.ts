import { sensError, type Answer } from '../http/answers';
import { checkSend, type SendRequest } from '../validation/check-send';
import type { Fault } from '../faults/faults';
import { replyTime } from '../validation/korean-clock';
import { newRequestId, type DeliveryOutcome, type MessageStore, type Undelivered } from '../store/message-store';
import type { PictureFiles } from './images';
import type { Reservations } from './reservations';
import type { Unsubscribes } from './unsubscribes';

export interface SendDeps {
  readonly store: MessageStore;
  readonly reservations: Reservations;
  readonly files: PictureFiles;
  readonly unsubscribes: Unsubscribes;
  /** Approved sender numbers. */
  readonly registered: readonly string[];
  /** Undeliverable numbers with the reason. */
  readonly unreachable: ReadonlyMap<string, Undelivered>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** BEL, an ESC color sequence, NUL and a line end, which no terminal, log or header may be fed. */
const CONTROL_CHARACTERS = '\u0007\u001b[31m\u0000\r\n';

/** Creates the call that accepts or refuses send requests; `fault` alters the outcome. */
export function createSendCall(deps: SendDeps): (body: string, fault: Fault | null) => Answer {
  let requests = 0;
  return (body, fault) => {
    const requestedAt = deps.now();
    const { registered, files } = deps;
    const checked = checkSend(body, { registered, now: requestedAt, file: (fileId) => files.find(fileId) });
    if (!checked.ok) {
      return sensError(400, checked.error);
    }
    requests += 1;
    const idTail = fault?.kind === 'control-ids' ? CONTROL_CHARACTERS : '';
    const requestId = newRequestId(requestedAt, requests) + idTail;
    const outcome = { idTail, undeliveredTo: undeliveredBy(deps, checked.value, fault) };
    accept(deps, checked.value, { ...outcome, requestId, requestedAt }, fault);
    return {
      status: 202,
      body: { requestId, requestTime: replyTime(requestedAt), statusCode: '202', statusName: 'success' },
    };
  };
}

function accept(
  { store, reservations }: SendDeps,
  request: SendRequest,
  accepted: DeliveryOutcome & { readonly requestId: string; readonly requestedAt: number },
  fault: Fault | null,
): void {
  const { reserve } = request;
  if (reserve === null) {
    store.add(request, { ...accepted, sentAt: accepted.requestedAt });
    return;
  }
  const { requestId: reserveId, ...outcome } = accepted;
  const lost = fault?.kind === 'reservation-lost' ? fault.reserveStatus : null;
  reservations.add({ ...outcome, reserveId, request, zone: reserve.zone, dueAt: reserve.at, lost });
}

/** Result of an advertisement to a number on the opt-out list; the code is the practice SENS's own. */
const OPTED_OUT: Undelivered = { statusCode: '9002', statusMessage: 'Recipient has opted out (080).' };

function undeliveredBy(
  { unreachable, unsubscribes }: SendDeps,
  { contentType }: SendRequest,
  fault: Fault | null,
): DeliveryOutcome['undeliveredTo'] {
  return (to) => {
    if (fault?.kind === 'undelivered' && (fault.to === null || fault.to === to)) {
      return { statusCode: fault.statusCode, statusMessage: fault.statusMessage };
    }
    return unreachable.get(to) ?? (contentType === 'AD' && unsubscribes.has(to) ? OPTED_OUT : null);
  };
}
