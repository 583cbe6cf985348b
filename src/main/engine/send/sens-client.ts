import { fail, ok, type Result } from '../../../shared/result';
import type { TextType } from '../../../shared/sms-text';
import type { Clock } from '../clock';
import type { SensAccess } from './sender-types';
import { parsePage, parseRequestId, type SensMessage, type SensPage } from './sens-answer';
import { sensFailure, type SensFailure } from './sens-errors';
import { createSensHttp, type Exchange, type ExchangeTimeouts } from './sens-http';
import { messagesTarget, type TimeSpan } from './sens-target';
import { koreanTime } from './sens-time';
import { signature } from './signature';

/** SENS "messages" page: at most this many entries in `messages`. */
export const MAX_RECIPIENTS = 100;

/** 100 results a page is the most SENS gives; this many pages hold every text of a busy hour. */
const MAX_PAGES = 20;

/** One message to up to 100 numbers (digits only). */
interface SendRequest {
  readonly type: TextType;
  /** Empty for none; at most 40 bytes in CP949, and not for an SMS. */
  readonly subject: string;
  readonly content: string;
  readonly to: readonly string[];
}

/** Which sent messages are asked for by time. */
interface ListFilter {
  readonly requested: TimeSpan;
  readonly type: TextType;
  /** Only to this number; null for any. */
  readonly to: string | null;
}

/** What a list gives: all messages, or `complete` false when there were more pages than are read. */
interface MessageList {
  readonly messages: readonly SensMessage[];
  readonly complete: boolean;
}

/** Speaks the SENS SMS API, v2, for whatever access it is handed. Failures are values; a key is never in them. */
export interface SensClient {
  /** Asks SENS to take a message; gives its requestId. */
  send(access: SensAccess, request: SendRequest): Promise<Result<string, SensFailure>>;
  /** The messages of one request; empty when SENS does not know it (yet). */
  listByRequest(access: SensAccess, requestId: string): Promise<Result<MessageList, SensFailure>>;
  /** The messages requested in a span of time; empty when there are none. */
  listByTime(access: SensAccess, filter: ListFilter): Promise<Result<MessageList, SensFailure>>;
  /** One message with its content; null when SENS does not know it. */
  message(access: SensAccess, messageId: string): Promise<Result<SensMessage | null, SensFailure>>;
  /** Breaks off what is in flight and closes the connections. */
  close(): void;
}

export interface SensClientOptions {
  readonly clock: Clock;
  readonly timeouts: ExchangeTimeouts;
  /** `User-Agent` of every request, for example "Logbell/1.0.0". */
  readonly userAgent: string;
}

/** Creates a client (SENS API overview, sens-sms-send, sens-sms-list and sens-sms-get pages). */
export function createSensClient(options: SensClientOptions): SensClient {
  const { clock } = options;
  const sensHttp = createSensHttp(clock, options.timeouts);

  const call = (access: SensAccess, method: 'GET' | 'POST', parts: Call): Promise<Exchange> => {
    const at = messagesTarget(access, parts.rest ?? '', parts.query ?? {});
    if (at === null) {
      return Promise.resolve({ kind: 'broken', code: 'ERR_INVALID_URL', mayBeWritten: false });
    }
    const headers = signedHeaders(access, method, at.target, clock.now(), options.userAgent);
    return sensHttp.exchange({ method, url: at.url, headers, body: parts.body ?? null });
  };

  const page = async (access: SensAccess, query: Readonly<Record<string, string>>, rest = ''): Promise<PageResult> =>
    pageResult(await call(access, 'GET', { rest, query }));

  const list = async (
    access: SensAccess,
    query: Readonly<Record<string, string>>,
  ): Promise<Result<MessageList, SensFailure>> => {
    const messages: SensMessage[] = [];
    let nextToken: string | null = null;
    for (let pages = 0; pages < MAX_PAGES; pages += 1) {
      const result = await page(access, nextToken === null ? query : { ...query, nextToken });
      if (!result.ok) {
        return result;
      }
      messages.push(...result.value.messages);
      nextToken = result.value.nextToken;
      if (nextToken === null) {
        return ok({ messages, complete: true });
      }
    }
    return ok({ messages, complete: false });
  };

  return {
    send: async (access, request) => {
      const exchange = await call(access, 'POST', { body: sendBody(access, request) });
      const taken = exchange.kind === 'answer' && exchange.status >= 200 && exchange.status < 300;
      const requestId = taken ? parseRequestId(exchange.text) : null;
      return requestId === null ? fail(sensFailure(exchange)) : ok(requestId);
    },
    listByRequest: (access, requestId) => list(access, { requestId, pageSize: '100' }),
    listByTime: (access, filter) =>
      list(access, {
        requestStartTime: koreanTime(filter.requested.from),
        requestEndTime: koreanTime(filter.requested.to),
        type: filter.type,
        ...(filter.to === null ? {} : { to: filter.to }),
        pageSize: '100',
      }),
    message: async (access, messageId) => {
      const result = await page(access, {}, `/${encodeURIComponent(messageId)}`);
      return result.ok ? ok(result.value.messages[0] ?? null) : result;
    },
    close: () => sensHttp.close(),
  };
}

interface Call {
  /** What follows `/messages` in the path. */
  readonly rest?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
}

type PageResult = Result<SensPage, SensFailure>;

/** A lookup without a match is answered with 404 and no body at all. */
function pageResult(exchange: Exchange): PageResult {
  if (exchange.kind === 'answer' && exchange.status === 404 && exchange.text.trim() === '') {
    return ok({ messages: [], nextToken: null });
  }
  const page = exchange.kind === 'answer' && exchange.status === 200 ? parsePage(exchange.text) : null;
  return page === null ? fail(sensFailure(exchange)) : ok(page);
}

function signedHeaders(
  access: SensAccess,
  method: 'GET' | 'POST',
  target: string,
  now: number,
  userAgent: string,
): Record<string, string> {
  const timestamp = String(Math.trunc(now));
  const { accessKey, secretKey } = access;
  return {
    'Content-Type': 'application/json; charset=utf-8',
    Accept: 'application/json',
    'User-Agent': userAgent,
    'x-ncp-apigw-timestamp': timestamp,
    'x-ncp-iam-access-key': accessKey,
    'x-ncp-apigw-signature-v2': signature({ method, target, timestamp, accessKey, secretKey }),
  };
}

function sendBody(access: SensAccess, request: SendRequest): string {
  return JSON.stringify({
    type: request.type,
    contentType: 'COMM',
    countryCode: '82',
    from: access.from,
    ...(request.type === 'SMS' || request.subject === '' ? {} : { subject: request.subject }),
    content: request.content,
    messages: request.to.map((to) => ({ to })),
  });
}
