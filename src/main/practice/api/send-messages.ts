import { sensError, type Answer } from '../http/answers';
import { checkSend, type SendRequest } from '../validation/check-send';
import type { Fault } from '../faults/faults';
import { replyTime } from '../validation/korean-clock';
import { newRequestId, type Fate, type MessageStore, type Undelivered } from '../store/message-store';
import type { PictureFiles } from './images';
import type { Reservations } from './reservations';
import type { Unsubscribes } from './unsubscribes';

/** What a send request is taken with. */
export interface SendDeps {
  readonly store: MessageStore;
  readonly reservations: Reservations;
  readonly files: PictureFiles;
  readonly unsubscribes: Unsubscribes;
  /** Sender numbers that were approved. */
  readonly registered: readonly string[];
  /** Numbers that no text reaches, and why. */
  readonly unreachable: ReadonlyMap<string, Undelivered>;
  /** ms since 1970. */
  readonly now: () => number;
}

/** BEL, ESC and a colour, NUL and the end of a line: what a terminal, a log or a header must not be fed. */
const CONTROLS = '\u0007\u001b[31m\u0000\r\n';

/** A function that takes send requests or refuses them; `fault` bends what becomes of one. */
export function createSending(deps: SendDeps): (body: string, fault: Fault | null) => Answer {
  let requests = 0;
  return (body, fault) => {
    const requestedAt = deps.now();
    const { registered, files } = deps;
    const checked = checkSend(body, { registered, now: requestedAt, file: (fileId) => files.find(fileId) });
    if (!checked.ok) {
      return sensError(400, checked.error);
    }
    requests += 1;
    const idTail = fault?.kind === 'control-ids' ? CONTROLS : '';
    const requestId = newRequestId(requestedAt, requests) + idTail;
    const fate = { idTail, failing: failingOf(deps, checked.value, fault) };
    take(deps, checked.value, { ...fate, requestId, requestedAt }, fault);
    return {
      status: 202,
      body: { requestId, requestTime: replyTime(requestedAt), statusCode: '202', statusName: 'success' },
    };
  };
}

function take(
  { store, reservations }: SendDeps,
  request: SendRequest,
  taken: Fate & { readonly requestId: string; readonly requestedAt: number },
  fault: Fault | null,
): void {
  const { reserve } = request;
  if (reserve === null) {
    store.add(request, { ...taken, sentAt: taken.requestedAt });
    return;
  }
  const { requestId: reserveId, ...fate } = taken;
  const lost = fault?.kind === 'reservation-lost' ? fault.reserveStatus : null;
  reservations.add({ ...fate, reserveId, request, zone: reserve.zone, dueAt: reserve.at, lost });
}

/** Advertisements do not reach who is on the opt-out list; the code for that is the practice SENS's own. */
const OPTED_OUT: Undelivered = { statusCode: '9002', statusMessage: 'Recipient has opted out (080).' };

function failingOf(
  { unreachable, unsubscribes }: SendDeps,
  { contentType }: SendRequest,
  fault: Fault | null,
): Fate['failing'] {
  return (to) => {
    if (fault?.kind === 'undelivered' && (fault.to === null || fault.to === to)) {
      return { statusCode: fault.statusCode, statusMessage: fault.statusMessage };
    }
    return unreachable.get(to) ?? (contentType === 'AD' && unsubscribes.has(to) ? OPTED_OUT : null);
  };
}
