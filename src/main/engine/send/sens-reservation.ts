import { fail, ok, type Result } from '../../../shared/common/result';
import type { SensAccess } from './sender-types';
import { idOf, jsonObject, textOf } from './sens-answer';
import { isNothing, isSuccess, type SensCall } from './sens-call';
import { sensFailure, type SensFailure } from './sens-errors';
import { sensTime } from './sens-time';

/** SENS reserve-status page: READY waits, STALE came too late, SKIP is a service that is gone. */
const RESERVATION_STATES = ['READY', 'PROCESSING', 'CANCELED', 'FAIL', 'DONE', 'STALE', 'SKIP'] as const;
type ReservationState = (typeof RESERVATION_STATES)[number];

/** A message that SENS holds until its time. */
interface SensReservation {
  /** The requestId it was taken with. */
  readonly reserveId: string;
  readonly state: ReservationState;
  /** When it goes out, ms since 1970; null when SENS does not say. */
  readonly at: number | null;
}

/** What can be asked about messages sent with `reserve`, by their requestId. */
export interface SensReservations {
  /** What became of it; null when SENS does not know it. */
  reservation(access: SensAccess, requestId: string): Promise<Result<SensReservation | null, SensFailure>>;
  /** Takes it back while it waits for its time. */
  cancelReservation(access: SensAccess, requestId: string): Promise<Result<undefined, SensFailure>>;
}

/** The calls of the SENS reserve-status and reservation-delete pages. */
export function createSensReservations(call: SensCall): SensReservations {
  const resource = (requestId: string): string => `/reservations/${encodeURIComponent(requestId)}`;
  return {
    reservation: async (access, requestId) => {
      const exchange = await call(access, { method: 'GET', resource: `${resource(requestId)}/reserve-status` });
      if (isNothing(exchange)) {
        return ok(null);
      }
      const found = isSuccess(exchange) ? parseReservation(exchange.text) : null;
      return found === null ? fail(sensFailure(exchange)) : ok(found);
    },
    cancelReservation: async (access, requestId) => {
      const exchange = await call(access, { method: 'DELETE', resource: resource(requestId) });
      // Anything but the documented 204 may be of something on the way, and nothing is cancelled.
      return isSuccess(exchange) && exchange.text.trim() === '' ? ok(undefined) : fail(sensFailure(exchange));
    },
  };
}

/** The answer of the reserve-status page, or null when the body is no such answer. */
function parseReservation(text: string): SensReservation | null {
  const body = jsonObject(text);
  const reserveId = idOf(body?.['reserveId']);
  const state = RESERVATION_STATES.find((known) => known === textOf(body?.['reserveStatus']).toUpperCase());
  return reserveId === null || state === undefined
    ? null
    : { reserveId, state, at: sensTime(textOf(body?.['reserveTime'])) };
}
