import { NOT_FOUND, sensError, type Answer } from '../http/answers';
import { listTime, parseListTime } from '../validation/korean-clock';
import type { MessageStore, PracticeMessage } from '../store/message-store';

const DAY_MS = 86_400_000;
/** Longest spans of request and completion times (SENS list page). */
const MAX_REQUEST_SPAN_MS = 30 * DAY_MS;
const MAX_COMPLETE_SPAN_MS = DAY_MS;
const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

/** Answers a list (SENS list page): in pages, without contents, and with an empty 404 if nothing matches. */
export function listMessages(store: MessageStore, query: URLSearchParams): Answer {
  const group = searchGroup(store, query);
  const pageSize = Number(query.get('pageSize') ?? DEFAULT_PAGE_SIZE);
  const start = Number(query.get('nextToken') ?? 0);
  const pageable = Number.isInteger(pageSize) && pageSize >= 1 && pageSize <= MAX_PAGE_SIZE;
  if (group === null || !pageable || !Number.isInteger(start) || start < 0) {
    return sensError(400, 'Invalid search parameter.');
  }
  const found = group.filter((message) => passesFilters(store, message, query));
  const page = found.slice(start, start + pageSize);
  if (page.length === 0) {
    return NOT_FOUND;
  }
  const end = start + pageSize;
  return {
    status: 200,
    body: {
      statusCode: '200',
      statusName: 'success',
      messages: page.map((message) => listed(store, message)),
      pageSize,
      ...(end < found.length ? { nextToken: String(end) } : {}),
    },
  };
}

/** Answers a query for one message with the fields of a list and the submitted content (SENS get page). */
export function getMessage(store: MessageStore, messageId: string): Answer {
  const message = store.find(messageId);
  if (!message) {
    return NOT_FOUND;
  }
  const { subject, content, files } = message;
  const item = { ...listed(store, message), subject, content, ...(files.length > 0 ? { files } : {}) };
  return { status: 200, body: { statusCode: '200', statusName: 'success', messages: [item] } };
}

/** Messages of the request id or time span that a list must name; null if it names none correctly. */
function searchGroup(store: MessageStore, query: URLSearchParams): readonly PracticeMessage[] | null {
  const requestId = query.get('requestId');
  if (requestId !== null) {
    return store.ofRequest(requestId);
  }
  const requested = timeSpan(query, 'request', MAX_REQUEST_SPAN_MS);
  if (requested) {
    return store.listed().filter(({ requestedAt }) => within(requestedAt, requested));
  }
  const completed = timeSpan(query, 'complete', MAX_COMPLETE_SPAN_MS);
  return completed && store.listed().filter(({ completesAt }) => within(completesAt, completed));
}

function timeSpan(query: URLSearchParams, kind: string, longestMs: number): { from: number; to: number } | null {
  const from = parseListTime(query.get(`${kind}StartTime`) ?? '');
  const to = parseListTime(query.get(`${kind}EndTime`) ?? '');
  return from === null || to === null || to < from || to - from > longestMs ? null : { from, to };
}

/** Compares times by the second, the resolution of the query. */
function within(at: number, span: { readonly from: number; readonly to: number }): boolean {
  const second = Math.floor(at / 1_000) * 1_000;
  return second >= span.from && second <= span.to;
}

function passesFilters(store: MessageStore, message: PracticeMessage, query: URLSearchParams): boolean {
  const fields = listed(store, message);
  return ['messageId', 'type', 'contentType', 'countryCode', 'from', 'to', 'status', 'statusName'].every((name) => {
    const wanted = query.get(name);
    return wanted === null || fields[name] === wanted;
  });
}

/** Fields of a message in a list; the delivery result is omitted until it is known. */
function listed(store: MessageStore, message: PracticeMessage): Record<string, string> {
  const status = store.statusOf(message);
  const { undelivered } = message;
  return {
    requestId: message.requestId,
    messageId: message.messageId,
    requestTime: listTime(message.requestedAt),
    contentType: message.contentType,
    type: message.type,
    countryCode: message.countryCode,
    from: message.from,
    to: message.to,
    status,
    ...(status === 'COMPLETED'
      ? {
          statusCode: undelivered?.statusCode ?? '0',
          statusName: undelivered ? 'fail' : 'success',
          statusMessage: undelivered?.statusMessage ?? '성공',
          completeTime: listTime(message.completesAt),
          telcoCode: 'ETC',
        }
      : {}),
  };
}
