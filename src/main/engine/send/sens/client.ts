import { fail, ok, type Result } from '../../../../shared/common/result';
import type { TextType } from '../../../../shared/sms/fit-text';
import type { Clock } from '../../common/clock';
import { sensFailure, type SensFailure } from './errors';
import type { SensHttp } from './http';
import { idOf, jsonObject, parsePage, type SensMessage, type SensPage, textOf } from './responses';
import { createSensSend, type SensSend } from './send-message';
import { createSensCall, isNothing, isSuccess, type SensCall, type TimeSpan } from './signed-call';
import { koreanTime, sensTime } from './time';
import type { SensAccess, SensFileRecords } from './types';

/** Client of the SENS SMS API v2. Takes the credentials with each call; failures are values and never contain a key. */
export interface SensClient extends SensLookups, SensReservations {
  readonly send: SensSend;
  /** Aborts requests in flight and closes the connections. */
  close(): void;
}

interface SensClientOptions {
  readonly clock: Clock;
  /** Connections, which the client closes. */
  readonly http: SensHttp;
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  readonly files: SensFileRecords;
  /** Resolves when a further request of the same call may start: a next page, or the one after an upload. */
  readonly turn: () => Promise<void>;
}

/** Creates a client with its own connections. */
export function createSensClient({ clock, http, userAgent, files, turn }: SensClientOptions): SensClient {
  const call = createSensCall(http, clock, userAgent);
  return {
    send: createSensSend(call, { clock, files, turn }),
    ...createSensLookups(call, turn),
    ...createSensReservations(call),
    close: () => http.close(),
  };
}

/** Largest page SENS gives; `MAX_PAGES` of them hold every text of a busy hour. */
const PAGE_SIZE = 100;
const MAX_PAGES = 20;

/** Filter for a list of sent messages. */
interface ListFilter {
  readonly requested: TimeSpan;
  readonly type: TextType;
  /** Recipient number; null for any. */
  readonly to: string | null;
}

/** Messages of a list; `complete` is false if there are, or may be, more than were read. */
interface MessageList {
  readonly messages: readonly SensMessage[];
  readonly complete: boolean;
}

/** Queries about messages that SENS accepted. */
interface SensLookups {
  /** Lists the messages of one request; empty while SENS does not know it. */
  listByRequest(access: SensAccess, requestId: string): Promise<Result<MessageList, SensFailure>>;
  /** Lists the messages requested in a time span; empty when there are none. */
  listByTime(access: SensAccess, filter: ListFilter): Promise<Result<MessageList, SensFailure>>;
  /** Gets one message with its content; null when SENS does not know it. */
  message(access: SensAccess, messageId: string): Promise<Result<SensMessage | null, SensFailure>>;
}

type Query = Readonly<Record<string, string>>;

/** Creates the queries (SENS sens-sms-list and sens-sms-get pages); each further page of a list waits for `turn`. */
function createSensLookups(call: SensCall, turn: () => Promise<void>): SensLookups {
  const page = async (access: SensAccess, query: Query, path = ''): Promise<Result<SensPage, SensFailure>> => {
    const exchange = await call(access, { method: 'GET', resource: `/messages${path}`, query });
    if (isNothing(exchange)) {
      return ok({ messages: [], nextToken: null });
    }
    const parsed = isSuccess(exchange) ? parsePage(exchange.text) : null;
    return parsed === null ? fail(sensFailure(exchange)) : ok(parsed);
  };

  const list = async (access: SensAccess, query: Query): Promise<Result<MessageList, SensFailure>> => {
    const messages: SensMessage[] = [];
    let nextToken: string | null = null;
    const pageSize = String(PAGE_SIZE);
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      if (pages > 0) {
        await turn();
      }
      const paging: Query = nextToken === null ? { pageSize } : { pageSize, nextToken };
      const result = await page(access, { ...query, ...paging });
      if (!result.ok) {
        return result;
      }
      messages.push(...result.value.messages);
      nextToken = result.value.nextToken;
      if (nextToken === null) {
        // Not all paging fields are documented: a full page without a next token may not be the last.
        return ok({ messages, complete: result.value.messages.length < PAGE_SIZE });
      }
    }
    return ok({ messages, complete: false });
  };

  return {
    listByRequest: (access, requestId) => list(access, { requestId }),
    listByTime: (access, filter) =>
      list(access, {
        requestStartTime: koreanTime(filter.requested.from),
        requestEndTime: koreanTime(filter.requested.to),
        type: filter.type,
        ...(filter.to === null ? {} : { to: filter.to }),
      }),
    message: async (access, messageId) => {
      const result = await page(access, {}, `/${encodeURIComponent(messageId)}`);
      return result.ok ? ok(result.value.messages[0] ?? null) : result;
    },
  };
}

/** States of the SENS reserve-status page: READY is waiting, STALE came too late, SKIP is a deleted service. */
const RESERVATION_STATES = ['READY', 'PROCESSING', 'CANCELED', 'FAIL', 'DONE', 'STALE', 'SKIP'] as const;
type ReservationState = (typeof RESERVATION_STATES)[number];

/** A message that SENS holds until its time. */
interface SensReservation {
  /** The requestId it was accepted with. */
  readonly reserveId: string;
  readonly state: ReservationState;
  /** Time at which SENS sends it, ms since 1970; null if not given. */
  readonly at: number | null;
}

/** Queries about messages sent with `reserve`, by their requestId. */
interface SensReservations {
  /** Gets the state of a reservation; null when SENS does not know it. */
  reservation(access: SensAccess, requestId: string): Promise<Result<SensReservation | null, SensFailure>>;
  /** Cancels a reservation that SENS has not sent yet. */
  cancelReservation(access: SensAccess, requestId: string): Promise<Result<undefined, SensFailure>>;
}

/** Creates the queries of the SENS reserve-status and reservation-delete pages. */
function createSensReservations(call: SensCall): SensReservations {
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
      // An answer other than the documented 204 may come from a proxy, and then nothing is cancelled.
      return isSuccess(exchange) && exchange.text.trim() === '' ? ok(undefined) : fail(sensFailure(exchange));
    },
  };
}

/** Parses an answer of the reserve-status page; null if it is malformed. */
function parseReservation(text: string): SensReservation | null {
  const body = jsonObject(text);
  const reserveId = idOf(body?.['reserveId']);
  const state = RESERVATION_STATES.find((known) => known === textOf(body?.['reserveStatus']).toUpperCase());
  return reserveId === null || state === undefined
    ? null
    : { reserveId, state, at: sensTime(textOf(body?.['reserveTime'])) };
}
