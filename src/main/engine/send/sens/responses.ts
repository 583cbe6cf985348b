import { maskNumber } from '../../../../shared/sms/phone-number';
import { sanitize } from '../../../../shared/sms/sanitize';

/** Ids and tokens of SENS: printable, without spaces. Other values are rejected. */
const ID = /^[!-~]{1,300}$/;

const MAX_ERROR_CHARACTERS = 120;
const TAGS = /<[^<>]*>/g;
const LONG_NUMBER = /\d{8,}/g;

/** Keys and signatures: long runs without spaces that mix letters and digits. */
const LONG_TOKEN = /(?=[A-Za-z+/_=-]*\d)(?=[\d+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{20,}/g;

/** Result of one message, as the SENS list and get pages describe it; missing fields are empty. */
export interface SensMessage {
  readonly requestId: string;
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly type: string;
  /** Submitted content; null in a list, as only the page of a single message has it. */
  readonly content: string | null;
  /** READY, PROCESSING or COMPLETED. */
  readonly status: string;
  /** Result of the handset: "0" is delivered, any other is not; empty until completed. */
  readonly statusCode: string;
  readonly statusName: string;
  readonly statusMessage: string;
}

/** One page of results. */
export interface SensPage {
  readonly messages: readonly SensMessage[];
  /** Token of the next page; null on the last. */
  readonly nextToken: string | null;
}

/** Content of an error body in any of its three shapes; empty fields where it has none. */
export interface SensErrorBody {
  /** The gateway's errorCode (API Gateway page), for example "200". */
  readonly code: string;
  readonly words: string;
}

/** Parses the request id of a 202 answer; null if it has none, or says at the same time that the request failed. */
export function parseRequestId(text: string): string | null {
  const body = jsonObject(text);
  return isFailure(body) ? null : idOf(body?.['requestId']);
}

/**
 * Parses an answer of the list or get page; null if it is malformed. One message without proper ids rejects the page: a
 * lookup that missed it would send its text again.
 */
export function parsePage(text: string): SensPage | null {
  const body = jsonObject(text);
  const messages: unknown = body?.['messages'];
  if (!body || !Array.isArray(messages)) {
    return null;
  }
  const parsed = messages.map(messageOf).filter((message) => message !== null);
  const token = textOf(body['nextToken']);
  if (parsed.length < messages.length || (token !== '' && !ID.test(token))) {
    return null;
  }
  return { messages: parsed, nextToken: token === '' ? null : token };
}

/** True if the body says that the request failed (`statusName` of the send reply) and names no request. */
export function saysFailed(text: string): boolean {
  const body = jsonObject(text);
  return isFailure(body) && textOf(body?.['requestId']) === '';
}

function isFailure(body: ReturnType<typeof jsonObject>): boolean {
  return textOf(body?.['statusName']).toLowerCase() === 'fail';
}

/**
 * Parses the gateway's `{error:{errorCode,message,details}}`, the public zone's `{status,errors,errorMessage}` and the
 * government zone's `{status,error,message}` (API Gateway and SENS overview pages).
 */
export function parseErrorBody(text: string): SensErrorBody {
  const body = jsonObject(text);
  if (!body) {
    return { code: '', words: '' };
  }
  const gateway = body['error'];
  const source = isRecord(gateway) ? gateway : body;
  const words = ['message', 'errorMessage', 'details', 'error', 'errors'].map((name) => wordsOf(source[name]));
  return { code: textOf(source['errorCode']), words: [...new Set(words)].filter((word) => word !== '').join(' / ') };
}

function messageOf(item: unknown): SensMessage | null {
  const requestId = isRecord(item) ? idOf(item['requestId']) : null;
  const messageId = isRecord(item) ? idOf(item['messageId']) : null;
  if (!isRecord(item) || requestId === null || messageId === null) {
    return null;
  }
  const content = item['content'];
  return {
    requestId,
    messageId,
    to: textOf(item['to']),
    from: textOf(item['from']),
    type: textOf(item['type']),
    content: typeof content === 'string' ? content : null,
    status: textOf(item['status']),
    statusCode: textOf(item['statusCode']),
    statusName: textOf(item['statusName']),
    statusMessage: textOf(item['statusMessage']),
  };
}

/** The value as an id; null if it is none. */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  return ID.test(text) ? text : null;
}

/** The object in a JSON body; null if it has none. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A string or number as a string, else empty: SENS writes its codes as strings, but numbers have been seen. */
export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(wordsOf).join(', ');
  }
  if (isRecord(value)) {
    return Object.values(value).map(textOf).join(' ').trim();
  }
  return textOf(value);
}

/**
 * Sanitizes an error text of SENS for the screen, the history and logs: one line of at most 120 characters, without
 * control characters, tags and keys, with phone numbers masked.
 */
export function sanitizeErrorText(words: string): string {
  const oneLine = sanitize(words.slice(0, 4_000).replace(TAGS, ' '))
    .content.replace(/\s+/g, ' ')
    .trim()
    .replace(LONG_TOKEN, '***')
    .replace(LONG_NUMBER, maskNumber);
  return oneLine.length <= MAX_ERROR_CHARACTERS ? oneLine : `${oneLine.slice(0, MAX_ERROR_CHARACTERS - 1)}…`;
}
