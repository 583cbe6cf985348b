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

/** The request id of a 202 answer, or null when the body does not have one. */
export function parseRequestId(text: string): string | null {
  const requestId = textOf(jsonObject(text)?.['requestId']);
  return requestId === '' ? null : requestId;
}

/** The messages in an answer of the list or get page, or null when the body is no such answer. */
export function parsePage(text: string): SensPage | null {
  const body = jsonObject(text);
  const messages = body?.['messages'];
  if (!body || !Array.isArray(messages)) {
    return null;
  }
  const nextToken = textOf(body['nextToken']);
  return {
    messages: messages.filter(isRecord).map(messageOf),
    nextToken: nextToken === '' ? null : nextToken,
  };
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

function messageOf(item: Readonly<Record<string, unknown>>): SensMessage {
  const content = item['content'];
  return {
    requestId: textOf(item['requestId']),
    messageId: textOf(item['messageId']),
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

function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
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

/** SENS writes its codes as strings, but numbers have been seen. */
function textOf(value: unknown): string {
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
