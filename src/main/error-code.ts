/** The errno, SQLite code or class of a failure (`ENOSPC`, `SQLITE_FULL`, `SyntaxError`): fit for logs, as messages may quote paths or content. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** Where an error came from: its stack without the message, which may quote what must not be logged; at most five frames. */
export function errorFrames(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return frames
    .slice(0, 5)
    .map((frame) => frame.trim().replace(/^at |\(?[^(]*\/(?=[^/]*:\d+:\d+)/g, ''))
    .join(' < ');
}

/** Whether the system refused something (errno(3): `EIO`, `EMFILE` …), as against a fault of the program or of SQLite. */
export function isSystemFault(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(errorCode(error));
}

/** Whether SQLite refused something: the disk is full, the database locked or damaged. */
export function isDatabaseFault(error: unknown): boolean {
  return errorCode(error).startsWith('SQLITE_');
}
