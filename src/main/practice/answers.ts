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

/** What a lookup without a match gets: no body. */
export const NOTHING_FOUND: Answer = { status: 404, body: null };

export const AUTHENTICATION_FAILED = gatewayError(
  401,
  '200',
  'Authentication Failed',
  'Invalid authentication information.',
);

export const PERMISSION_DENIED = gatewayError(401, '210', 'Permission Denied', 'No permission for this API.');

export const NO_SUCH_URL = gatewayError(404, '300', 'Not Found Exception', 'URL not found.');

export const SERVER_ERROR = sensError(500, 'Internal server error.');
