import { STATUS_CODES } from 'node:http';

/** An answer about to be given. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; null for no body at all. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API Gateway's shape of an error (API Gateway page, status codes). */
export function gatewayError(status: number, errorCode: string, message: string, details: string): Answer {
  return { status, body: { error: { errorCode, message, details } } };
}

/** SENS's own shape of an error in the public zone (SENS overview page). */
export function sensError(status: number, errorMessage: string): Answer {
  return { status, body: { status, errorMessage, errors: [] } };
}

/** The same answer as the government zone documents it: SENS's own errors have other names there. */
export function asGovernmentSays(answer: Answer): Answer {
  const { status, body } = answer;
  return typeof body === 'object' && body !== null && 'errorMessage' in body
    ? { ...answer, body: { status, error: STATUS_CODES[status] ?? '', message: body.errorMessage } }
    : answer;
}

/** What a lookup without a match gets: no body. */
export const NOTHING_FOUND: Answer = { status: 404, body: null };

/** What a removal gets. */
export const DONE: Answer = { status: 204, body: null };

export const AUTHENTICATION_FAILED = gatewayError(
  401,
  '200',
  'Authentication Failed',
  'Invalid authentication information.',
);

export const PERMISSION_DENIED = gatewayError(401, '210', 'Permission Denied', 'No permission for this API.');

export const NO_SUCH_URL = gatewayError(404, '300', 'Not Found Exception', 'URL not found.');

export const TOO_LARGE = gatewayError(413, '430', 'Request Entity Too Large', 'Request body is too large.');

export const NOT_UTF8 = gatewayError(400, '100', 'Bad Request Exception', 'Request body is not UTF-8.');

export const UNAVAILABLE = gatewayError(503, '500', 'Endpoint Error', 'Endpoint is not available.');

export const TIMED_OUT = gatewayError(504, '510', 'Endpoint Timeout', 'Endpoint did not answer in time.');

export const SERVER_ERROR = sensError(500, 'Internal server error.');
