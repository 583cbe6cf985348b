/**
 * Errno, SQLite code or class of an error (`ENOSPC`, `SQLITE_FULL`, `SyntaxError`). Safe to log, unlike its message,
 * which may quote paths or content.
 */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** Stack frames end with line and column, which lines of a message hardly do (V8, "Stack trace API"). */
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

/** Origin of an error: at most five frames of its stack, without the message, which may quote secrets or log lines. */
export function errorFrames(error: unknown): string {
  const frames = stackBelowMessage(error)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames
    .slice(0, 5)
    .map((frame) => frame.trim().replace(/^at |\(?[^(]*\/(?=[^/]*:\d+:\d+)/g, ''))
    .join(' < ');
}

/** Cuts the message off, as its lines may look like frames. */
function stackBelowMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    return '';
  }
  const { message, stack = '' } = error;
  const at = stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}

/** True for a system error (errno(3): `EIO`, `EMFILE` …), false for a bug or an error of SQLite. */
export function isSystemFault(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(errorCode(error));
}

/** Error code of a ledger that another Logbell process has taken over. */
export const LEDGER_TAKEN = 'LEDGER_TAKEN';

/** True for an error of the ledger: a full disk, a locked or damaged database, or another process that owns it. */
export function isDatabaseFault(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('SQLITE_') || code === LEDGER_TAKEN;
}
