import { NO_CONTENT, NOT_FOUND, sensError, type Answer } from '../http/answers';
import { charactersOf, type SendRequest } from '../validation/check-send';
import type { LostReservation } from '../faults/faults';
import type { DeliveryOutcome, MessageStore } from '../store/message-store';
import { reserveTimeText } from '../validation/reserve-time';

/** A request scheduled for later. */
interface Reservation extends DeliveryOutcome {
  readonly reserveId: string;
  readonly request: SendRequest;
  readonly zone: string;
  /** ms since 1970. */
  readonly requestedAt: number;
  readonly dueAt: number;
  /** Status it fails with when it is due; null if it is sent. */
  readonly lost: LostReservation | null;
}

type ReserveStatus = 'READY' | 'PROCESSING' | 'CANCELED' | 'DONE' | LostReservation;

export interface Reservations {
  add(reservation: Reservation): void;
  /** Sends the reservations that are due. */
  sendDue(): void;
  /** Answers a status query (SENS reservation page). */
  status(reserveId: string): Answer;
  /** Answers a cancellation, which succeeds only before the reservation is due. */
  cancel(reserveId: string): Answer;
}

/** Most reservations and total characters kept; the newest reservation is always kept. */
const MAX_KEPT = 10_000;
const MAX_CHARACTERS = 20_000_000;

/** Keeps reservations until they are sent to `store`; `now` in ms since 1970. */
export function createReservations(store: MessageStore, now: () => number): Reservations {
  const all = new Map<string, Reservation>();
  const waiting = new Set<Reservation>();
  const canceled = new Set<Reservation>();
  let characters = 0;

  const sendDue = (): void => {
    for (const reservation of waiting) {
      if (reservation.dueAt <= now()) {
        waiting.delete(reservation);
        send(reservation);
      }
    }
  };
  const send = ({ request, reserveId: requestId, dueAt: sentAt, ...rest }: Reservation): void => {
    if (rest.lost === null) {
      store.add(request, { ...rest, requestId, sentAt });
    }
  };
  const statusOf = (reservation: Reservation): ReserveStatus => {
    if (canceled.has(reservation)) {
      return 'CANCELED';
    }
    if (waiting.has(reservation)) {
      return 'READY';
    }
    const sent = store.ofRequest(reservation.reserveId);
    const onTheWay = sent.some((message) => store.statusOf(message) !== 'COMPLETED');
    return reservation.lost ?? (onTheWay ? 'PROCESSING' : 'DONE');
  };
  return {
    add: (reservation) => {
      all.set(reservation.reserveId, reservation);
      waiting.add(reservation);
      characters += charactersOf(reservation.request);
      for (const oldest of all.values()) {
        if (oldest === reservation || (all.size <= MAX_KEPT && characters <= MAX_CHARACTERS)) {
          break;
        }
        characters -= charactersOf(oldest.request);
        [waiting, canceled].forEach((set) => set.delete(oldest));
        all.delete(oldest.reserveId);
      }
    },
    sendDue,
    status: (reserveId) => {
      const reservation = all.get(reserveId);
      return reservation === undefined ? NOT_FOUND : described(reservation, statusOf(reservation));
    },
    cancel: (reserveId) => {
      const reservation = all.get(reserveId);
      if (reservation === undefined) {
        return NOT_FOUND;
      }
      if (!waiting.delete(reservation)) {
        return sensError(400, 'Only a waiting reservation can be canceled.');
      }
      canceled.add(reservation);
      return NO_CONTENT;
    },
  };
}

function described({ reserveId, zone, dueAt }: Reservation, reserveStatus: ReserveStatus): Answer {
  return {
    status: 200,
    body: { reserveId, reserveTimeZone: zone, reserveTime: reserveTimeText(dueAt, zone), reserveStatus },
  };
}
