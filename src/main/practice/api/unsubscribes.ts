import * as z from 'zod/mini';
import { NO_CONTENT, NOT_FOUND, sensError, type Answer } from '../http/answers';
import { replyTime } from '../validation/korean-clock';
import { parseJson } from '../http/request-body';

/** Numbers that refuse advertisements (080 opt-out list). */
export interface Unsubscribes {
  /** Answers a list, in pages. */
  list(query: URLSearchParams): Answer;
  /** Answers an addition of numbers. */
  add(body: string): Answer;
  /** Answers a removal of numbers. */
  remove(body: string): Answer;
  has(number: string): boolean;
}

/** Body of the SENS opt-out pages: up to 1,000 numbers per request, up to 100 per page. */
const schema = z
  .array(z.object({ clientTelNo: z.string().check(z.regex(/^\d{8,15}$/)) }))
  .check(z.minLength(1), z.maxLength(1_000));
const wholeNumber = z.coerce.number().check(z.int());
const querySchema = z.object({
  clientTelNo: z.optional(z.string()),
  pageSize: z._default(wholeNumber.check(z.gte(1), z.lte(100)), 100),
  pageIndex: z._default(wholeNumber.check(z.gte(0)), 0),
  startTime: z._default(wholeNumber, 0),
  endTime: z._default(wholeNumber, Infinity),
});

/** Most numbers kept; the oldest are dropped. */
const MAX_NUMBERS = 100_000;

/** Keeps the list in memory; `now` in ms since 1970. */
export function createUnsubscribes(now: () => number): Unsubscribes {
  const numbers = new Map<string, number>();
  const change = (body: string, apply: (number: string) => void): boolean => {
    const parsed = schema.safeParse(parseJson(body));
    parsed.data?.forEach(({ clientTelNo }) => apply(clientTelNo));
    return parsed.success;
  };
  const item = ([clientTelNo, at]: readonly [string, number]): object => {
    return { clientTelNo, registerTime: replyTime(at), registerType: 'M' };
  };
  return {
    list: (query) => {
      const parsed = querySchema.safeParse(Object.fromEntries(query));
      if (!parsed.success) {
        return sensError(400, 'Invalid search parameter.');
      }
      const { clientTelNo, pageSize, pageIndex, startTime, endTime } = parsed.data;
      const page = [...numbers]
        .filter(([number, at]) => (clientTelNo ?? number) === number && at >= startTime && at <= endTime)
        .slice(pageIndex * pageSize, (pageIndex + 1) * pageSize);
      return page.length === 0 ? NOT_FOUND : { status: 200, body: page.map(item) };
    },
    add: (body) => {
      const added: [string, number][] = [];
      const good = change(body, (number) => {
        numbers.set(number, now());
        added.push([number, now()]);
      });
      for (const oldest of numbers.keys()) {
        if (numbers.size <= MAX_NUMBERS) {
          break;
        }
        numbers.delete(oldest);
      }
      return good ? { status: 201, body: added.map(item) } : BAD_LIST;
    },
    remove: (body) => (change(body, (number) => numbers.delete(number)) ? NO_CONTENT : BAD_LIST),
    has: (number) => numbers.has(number),
  };
}

const BAD_LIST = sensError(400, 'Invalid parameter: clientTelNo');
