import { STATUS_CODES } from 'node:http';

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; null for no body. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Creates an error in the form of the API Gateway (API Gateway page, status codes). */
export function gatewayError(status: number, errorCode: string, message: string, details: string): Answer {
  return { status, body: { error: { errorCode, message, details } } };
}

/** Creates an error in the form of SENS in the public zone (SENS overview page). */
export function sensError(status: number, errorMessage: string): Answer {
  return { status, body: { status, errorMessage, errors: [] } };
}

/** Converts SENS's own errors to the field names documented for the government zone. */
export function toGovernmentForm(answer: Answer): Answer {
  const { status, body } = answer;
  return typeof body === 'object' && body !== null && 'errorMessage' in body
    ? { ...answer, body: { status, error: STATUS_CODES[status] ?? '', message: body.errorMessage } }
    : answer;
}

/** Answer to a lookup without a match. */
export const NOT_FOUND: Answer = { status: 404, body: null };

/** Answer to a removal. */
export const NO_CONTENT: Answer = { status: 204, body: null };

export const AUTHENTICATION_FAILED = gatewayError(
  401,
  '200',
  'Authentication Failed',
  'Invalid authentication information.',
);

export const PERMISSION_DENIED = gatewayError(401, '210', 'Permission Denied', 'No permission for this API.');

export const NO_SUCH_URL = gatewayError(404, '300', 'Not Found Exception', 'URL not found.');

export const TOO_LARGE = gatewayError(413, '430', 'Request Entity Too Large', 'Request body is too large.');

export const UNSUPPORTED_TYPE = gatewayError(415, '100', 'Unsupported Media Type', 'Request body is not JSON.');

export const NOT_UTF8 = gatewayError(400, '100', 'Bad Request Exception', 'Request body is not UTF-8.');

export const UNAVAILABLE = gatewayError(503, '500', 'Endpoint Error', 'Endpoint is not available.');

export const TIMED_OUT = gatewayError(504, '510', 'Endpoint Timeout', 'Endpoint did not answer in time.');

export const SERVER_ERROR = sensError(500, 'Internal server error.');
