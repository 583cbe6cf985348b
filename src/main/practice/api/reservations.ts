import { DONE, NOTHING_FOUND, sensError, type Answer } from '../http/answers';
import { charactersOf, type SendRequest } from '../validation/check-send';
import type { LostReservation } from '../faults/faults';
import type { Fate, MessageStore } from '../store/message-store';
import { reserveTimeText } from '../validation/reserve-time';

/** A request that waits for its time. */
interface Reservation extends Fate {
  readonly reserveId: string;
  readonly request: SendRequest;
  readonly zone: string;
  /** ms since 1970. */
  readonly requestedAt: number;
  readonly dueAt: number;
  /** What it comes to when it is due in place of going out; null for going out. */
  readonly lost: LostReservation | null;
}

type ReserveStatus = 'READY' | 'PROCESSING' | 'CANCELED' | 'DONE' | LostReservation;

/** The reserved requests of this run. */
export interface Reservations {
  add(reservation: Reservation): void;
  /** Lets go out what is due. */
  settle(): void;
  /** The answer to a question for one (SENS reservation page). */
  status(reserveId: string): Answer;
  /** The answer to a cancel: only what still waits can be cancelled. */
  cancel(reserveId: string): Answer;
}

/** More are not kept, nor longer ones together; the newest always is. */
const KEPT = 10_000;
const KEPT_CHARACTERS = 20_000_000;

/** Keeps reservations until they go out into `store`; `now` in ms since 1970. */
export function createReservations(store: MessageStore, now: () => number): Reservations {
  const all = new Map<string, Reservation>();
  const waiting = new Set<Reservation>();
  const canceled = new Set<Reservation>();
  let characters = 0;

  const settle = (): void => {
    for (const reservation of waiting) {
      if (reservation.dueAt <= now()) {
        waiting.delete(reservation);
        goOut(reservation);
      }
    }
  };
  const goOut = ({ request, reserveId: requestId, dueAt: sentAt, ...rest }: Reservation): void => {
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
        if (oldest === reservation || (all.size <= KEPT && characters <= KEPT_CHARACTERS)) {
          break;
        }
        characters -= charactersOf(oldest.request);
        [waiting, canceled].forEach((set) => set.delete(oldest));
        all.delete(oldest.reserveId);
      }
    },
    settle,
    status: (reserveId) => {
      const reservation = all.get(reserveId);
      return reservation === undefined ? NOTHING_FOUND : described(reservation, statusOf(reservation));
    },
    cancel: (reserveId) => {
      const reservation = all.get(reserveId);
      if (reservation === undefined) {
        return NOTHING_FOUND;
      }
      if (!waiting.delete(reservation)) {
        return sensError(400, 'Only a waiting reservation can be canceled.');
      }
      canceled.add(reservation);
      return DONE;
    },
  };
}

function described({ reserveId, zone, dueAt }: Reservation, reserveStatus: ReserveStatus): Answer {
  return {
    status: 200,
    body: { reserveId, reserveTimeZone: zone, reserveTime: reserveTimeText(dueAt, zone), reserveStatus },
  };
}
