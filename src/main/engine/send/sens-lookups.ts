import { fail, ok, type Result } from '../../../shared/common/result';
import type { TextType } from '../../../shared/sms/text';
import type { SensAccess } from './sender-types';
import { parsePage, type SensMessage, type SensPage } from './sens-answer';
import { isNothing, isSuccess, type SensCall } from './sens-call';
import { sensFailure, type SensFailure } from './sens-errors';
import type { TimeSpan } from './sens-target';
import { koreanTime } from './sens-time';

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
export interface SensLookups {
  /** The messages of one request; empty when SENS does not know it (yet). */
  listByRequest(access: SensAccess, requestId: string): Promise<Result<MessageList, SensFailure>>;
  /** The messages requested in a span of time; empty when there are none. */
  listByTime(access: SensAccess, filter: ListFilter): Promise<Result<MessageList, SensFailure>>;
  /** One message with its content; null when SENS does not know it. */
  message(access: SensAccess, messageId: string): Promise<Result<SensMessage | null, SensFailure>>;
}

type Query = Readonly<Record<string, string>>;

/** Lists with their pages, and single messages (SENS sens-sms-list and sens-sms-get pages); each further page waits for `turn`. */
export function createSensLookups(call: SensCall, turn: () => Promise<void>): SensLookups {
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
