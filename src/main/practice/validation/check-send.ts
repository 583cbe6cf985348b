import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../../shared/common/result';
import { parseJson } from '../http/request-body';
import { parseReserveTime } from './reserve-time';

/** A validated send request (SENS "messages" page). */
export interface SendRequest {
  /** Type that is sent: an MMS without a picture is an LMS. */
  readonly type: 'SMS' | 'LMS' | 'MMS';
  readonly contentType: 'COMM' | 'AD';
  readonly countryCode: string;
  readonly from: string;
  readonly messages: readonly { readonly to: string; readonly subject: string; readonly content: string }[];
  readonly files: readonly NamedFile[];
  /** Scheduled time, ms since 1970, and its time zone; null to send at once. */
  readonly reserve: { readonly at: number; readonly zone: string } | null;
}

/** Total characters in the texts of a request. */
export function charactersOf({ messages }: Pick<SendRequest, 'messages'>): number {
  return messages.reduce((sum, { subject, content }) => sum + subject.length + content.length, 0);
}

/** A picture as named in results. */
export interface NamedFile {
  readonly fileId: string;
  readonly name: string;
}

/** State that a send request is checked against. */
export interface SendContext {
  /** Approved sender numbers, digits only. */
  readonly registered: readonly string[];
  /** ms since 1970. */
  readonly now: number;
  /** Finds an uploaded picture that has not expired; null if there is none. */
  readonly file: (fileId: string) => NamedFile | null;
}

/** Shortest time to a reservation, ms; one reading of the documentation (2026). */
const MIN_AHEAD_MS = 10 * 60_000;
const HOME = '82';
/** Most pictures per text; the documentation names no limit. */
const MAX_FILES = 10;

/** A Korean number as dialed in Korea: with its 0, or a service number such as 1588-0000. */
const DOMESTIC = /^(0\d{7,11}|1\d{7})$/;

const digits = z.string().check(z.regex(/^\d{8,15}$/));
const schema = z.object({
  type: z.pipe(z.string().check(z.toUpperCase()), z.enum(['SMS', 'LMS', 'MMS'])),
  contentType: z._default(z.enum(['COMM', 'AD']), 'COMM'),
  countryCode: z._default(z.string().check(z.regex(/^[1-9]\d{0,3}$/)), HOME),
  from: digits,
  subject: z.optional(z.string()),
  content: z.string().check(z.minLength(1)),
  messages: z
    .array(
      z.object({ to: digits, subject: z.optional(z.string()), content: z.optional(z.string().check(z.minLength(1))) }),
    )
    .check(z.minLength(1), z.maxLength(100)),
  files: z.optional(z.array(z.object({ fileId: z.string().check(z.minLength(1)) })).check(z.maxLength(MAX_FILES))),
  reserveTime: z.optional(z.string()),
  reserveTimeZone: z._default(z.string(), 'Asia/Seoul'),
});

type Body = z.infer<typeof schema>;

/** Validates the body of a send request; fails with the message of the 400. SENS accepts texts that are too long. */
export function checkSend(body: string, context: SendContext): Result<SendRequest, string> {
  const json = parseJson(body);
  if (json === undefined) {
    return fail('Request body is not valid JSON.');
  }
  const parsed = schema.safeParse(json);
  if (!parsed.success) {
    const first = parsed.error.issues[0];
    return fail(`Invalid parameter: ${first?.path.join('.') ?? 'body'}`);
  }
  const wrong = faultOf(parsed.data, context);
  if (wrong !== null) {
    return fail(wrong);
  }
  const files = namedFiles(parsed.data, context);
  const reserve = reservation(parsed.data, context.now);
  if (!files.ok) {
    return files;
  }
  return reserve.ok ? ok(sendRequest(parsed.data, files.value, reserve.value)) : reserve;
}

function faultOf({ type, countryCode, from, subject, messages, files }: Body, context: SendContext): string | null {
  if (!context.registered.includes(from)) {
    return 'Calling number is not registered.';
  }
  if (countryCode === HOME && !messages.every(({ to }) => DOMESTIC.test(to))) {
    return 'Invalid parameter: messages.to';
  }
  if (countryCode !== HOME && type !== 'SMS') {
    return 'Invalid parameter: only SMS goes abroad.';
  }
  const own = messages.some((message) => message.subject !== undefined);
  if (type === 'SMS' && ((subject ?? '') !== '' || own)) {
    return 'Invalid parameter: subject is for LMS and MMS only.';
  }
  return type !== 'MMS' && files !== undefined && files.length > 0
    ? 'Invalid parameter: files are for MMS only.'
    : null;
}

function namedFiles({ files = [] }: Body, context: SendContext): Result<readonly NamedFile[], string> {
  const found = files.map(({ fileId }) => context.file(fileId));
  const named = found.filter((file) => file !== null).map(({ fileId, name }) => ({ fileId, name }));
  return named.length === files.length ? ok(named) : fail('Invalid parameter: no such file, or it has expired.');
}

function reservation(
  { reserveTime, reserveTimeZone: zone }: Body,
  now: number,
): Result<SendRequest['reserve'], string> {
  if (reserveTime === undefined) {
    return ok(null);
  }
  const at = parseReserveTime(reserveTime, zone);
  if (at === null) {
    return fail('Invalid parameter: reserveTime');
  }
  return at - now >= MIN_AHEAD_MS ? ok({ at, zone }) : fail('Invalid parameter: reserveTime is too near.');
}

function sendRequest(body: Body, files: readonly NamedFile[], reserve: SendRequest['reserve']): SendRequest {
  const { type, contentType, countryCode, from, subject = '', content, messages } = body;
  return {
    type: type === 'MMS' && files.length === 0 ? 'LMS' : type,
    contentType,
    countryCode,
    from,
    messages: messages.map((message) => ({
      to: message.to,
      subject: message.subject ?? subject,
      content: message.content ?? content,
    })),
    files,
    reserve,
  };
}
