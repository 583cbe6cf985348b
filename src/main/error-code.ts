/** The errno, SQLite code or class of a failure (`ENOSPC`, `SQLITE_FULL`, `SyntaxError`): fit for logs, as messages may quote paths or content. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}
