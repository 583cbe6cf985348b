import { fail, ok, type Result } from '../../../../shared/common/result';
import type { TextType } from '../../../../shared/sms/text';
import type { Clock } from '../../common/clock';
import { sensFailure, type SensFailure } from './errors';
import { createSensHttp, type ExchangeTimeouts } from './http';
import { idOf, jsonObject, parsePage, type SensMessage, type SensPage, textOf } from './responses';
import { createSensSend, type SensSend } from './send-message';
import { createSensCall, isNothing, isSuccess, type SensCall, type TimeSpan } from './signed-call';
import { koreanTime, sensTime } from './time';
import type { SensAccess, SensFileRecords } from './types';

/** Speaks the SENS SMS API, v2, for whatever access it is handed. Failures are values; a key is never in them. */
export interface SensClient extends SensLookups, SensReservations {
  readonly send: SensSend;
  /** Loads what the first request would have to wait for. */
  load(): Promise<void>;
  /** Breaks off what is in flight and closes the connections. */
  close(): void;
}

export interface SensClientOptions {
  readonly clock: Clock;
  readonly timeouts: ExchangeTimeouts;
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
  readonly files: SensFileRecords;
  /** Resolves when a further request of the same question may begin: a next page, or what an upload is followed by. */
  readonly turn: () => Promise<void>;
}

/** Creates a client with connections of its own. */
export function createSensClient({ clock, timeouts, userAgent, files, turn }: SensClientOptions): SensClient {
  const sensHttp = createSensHttp(clock, timeouts);
  const call = createSensCall(sensHttp, clock, userAgent);
  return {
    send: createSensSend(call, { clock, files, turn }),
    ...createSensLookups(call, turn),
    ...createSensReservations(call),
    load: () => sensHttp.load(),
    close: () => sensHttp.close(),
  };
}

/** 100 results a page is the most SENS gives; this many pages hold every text of a busy hour. */
const PAGE_SIZE = 100;
const MAX_PAGES = 20;

/** Which sent messages are asked for by time. */
interface ListFilter {
  readonly requested: TimeSpan;
  readonly type: TextType;
  /** Only to this number; null for any. */
  readonly to: string | null;
}

/** What a list gives: all messages, or `complete` false when there were more than are read, or may be. */
interface MessageList {
  readonly messages: readonly SensMessage[];
  readonly complete: boolean;
}

/** The questions about messages that SENS took. */
interface SensLookups {
  /** The messages of one request; empty when SENS does not know it (yet). */
  listByRequest(access: SensAccess, requestId: string): Promise<Result<MessageList, SensFailure>>;
  /** The messages requested in a span of time; empty when there are none. */
  listByTime(access: SensAccess, filter: ListFilter): Promise<Result<MessageList, SensFailure>>;
  /** One message with its content; null when SENS does not know it. */
  message(access: SensAccess, messageId: string): Promise<Result<SensMessage | null, SensFailure>>;
}

type Query = Readonly<Record<string, string>>;

/** Lists with their pages, and single messages (SENS sens-sms-list and sens-sms-get pages); each further page waits for `turn`. */
function createSensLookups(call: SensCall, turn: () => Promise<void>): SensLookups {
  const page = async (access: SensAccess, query: Query, rest = ''): Promise<Result<SensPage, SensFailure>> => {
    const exchange = await call(access, { method: 'GET', resource: `/messages${rest}`, query });
    if (isNothing(exchange)) {
      return ok({ messages: [], nextToken: null });
    }
    const read = isSuccess(exchange) ? parsePage(exchange.text) : null;
    return read === null ? fail(sensFailure(exchange)) : ok(read);
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
        // The paging fields are not all documented: a full page that names no next one may not be the last.
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
interface SensReservations {
  /** What became of it; null when SENS does not know it. */
  reservation(access: SensAccess, requestId: string): Promise<Result<SensReservation | null, SensFailure>>;
  /** Takes it back while it waits for its time. */
  cancelReservation(access: SensAccess, requestId: string): Promise<Result<undefined, SensFailure>>;
}

/** The calls of the SENS reserve-status and reservation-delete pages. */
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
