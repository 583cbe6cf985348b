import { maskNumber } from '../../../../shared/sms/phone-number';
import { sanitize } from '../../../../shared/sms/sanitize';

/** An id or a token as SENS makes them: printable, without spaces. Anything else is not taken for one. */
const ID = /^[!-~]{1,300}$/;

/** The result of one message, as the SENS list and get pages describe it; what SENS left out is empty. */
export interface SensMessage {
  readonly requestId: string;
  readonly messageId: string;
  readonly to: string;
  readonly from: string;
  readonly type: string;
  /** What was submitted; only the page of a single message has it, so it is null in a list. */
  readonly content: string | null;
  /** READY, PROCESSING or COMPLETED. */
  readonly status: string;
  /** The handset's result: "0" is delivered, anything else is not; empty until completed. */
  readonly statusCode: string;
  readonly statusName: string;
  readonly statusMessage: string;
}

/** One page of results. */
export interface SensPage {
  readonly messages: readonly SensMessage[];
  /** Asks for the next page; null on the last. */
  readonly nextToken: string | null;
}

/** What an error body says, whichever of its three shapes it has; empty where it says nothing. */
export interface SensErrorBody {
  /** The gateway's errorCode (API Gateway page), for example "200". */
  readonly code: string;
  readonly words: string;
}

/** The request id of a 202 answer; null when the body does not have one, or says at the same time that the request failed. */
export function parseRequestId(text: string): string | null {
  const body = jsonObject(text);
  return isFail(body) ? null : idOf(body?.['requestId']);
}

/**
 * The messages in an answer of the list or get page, or null when the body is no such answer. One message without
 * proper ids spoils the page: a lookup that overlooks it would send its text again.
 */
export function parsePage(text: string): SensPage | null {
  const body = jsonObject(text);
  const messages: unknown = body?.['messages'];
  if (!body || !Array.isArray(messages)) {
    return null;
  }
  const read = messages.map(messageOf).filter((message) => message !== null);
  const token = textOf(body['nextToken']);
  if (read.length < messages.length || (token !== '' && !ID.test(token))) {
    return null;
  }
  return { messages: read, nextToken: token === '' ? null : token };
}

/** True when the body says that the request failed (`statusName` of the send reply) and names no request. */
export function saysFailed(text: string): boolean {
  const body = jsonObject(text);
  return isFail(body) && textOf(body?.['requestId']) === '';
}

function isFail(body: ReturnType<typeof jsonObject>): boolean {
  return textOf(body?.['statusName']).toLowerCase() === 'fail';
}

/**
 * Reads the gateway's `{error:{errorCode,message,details}}`, the public zone's `{status,errors,errorMessage}` and the
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

/** The value as an id, or null when it cannot be one. */
export function idOf(value: unknown): string | null {
  const text = textOf(value);
  return ID.test(text) ? text : null;
}

/** The object a body holds, or null when it is none. */
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

/** A text or a number as text, else empty: SENS writes its codes as strings, but numbers have been seen. */
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

const LONGEST = 120;
const TAGS = /<[^<>]*>/g;
const LONG_NUMBER = /\d{8,}/g;
/** Keys and signatures: a long run without spaces that mixes letters and digits. */
const LONG_TOKEN = /(?=[A-Za-z+/_=-]*\d)(?=[\d+/_=-]*[A-Za-z])[A-Za-z0-9+/_=-]{20,}/g;

/**
 * What SENS said, fit for the screen, the history and a log: one line without controls and tags, phone numbers masked,
 * anything like a key left out, at most 120 characters.
 */
export function sanitizeErrorText(words: string): string {
  const oneLine = sanitize(words.slice(0, 4_000).replace(TAGS, ' '))
    .content.replace(/\s+/g, ' ')
    .trim()
    .replace(LONG_TOKEN, '***')
    .replace(LONG_NUMBER, maskNumber);
  return oneLine.length <= LONGEST ? oneLine : `${oneLine.slice(0, LONGEST - 1)}…`;
}
