/** The errno, SQLite code or class of a failure (`ENOSPC`, `SQLITE_FULL`, `SyntaxError`): fit for logs, as messages may quote paths or content. */
export function errorCode(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return error instanceof Error ? error.name : 'unknown';
}

/** A frame ends with line and column, as no line of a message is likely to (V8, "Stack trace API"). */
const FRAME = /^\s+at .*:\d+:\d+\)?$/;

/** Where an error came from: its stack without the message, which may quote what must not be logged; at most five frames. */
export function errorFrames(error: unknown): string {
  const frames = stackBelowMessage(error)
    .split('\n')
    .filter((line) => FRAME.test(line));
  return frames
    .slice(0, 5)
    .map((frame) => frame.trim().replace(/^at |\(?[^(]*\/(?=[^/]*:\d+:\d+)/g, ''))
    .join(' < ');
}

/** A message may have lines that look like frames. */
function stackBelowMessage(error: unknown): string {
  if (!(error instanceof Error)) {
    return '';
  }
  const { message, stack = '' } = error;
  const at = stack.indexOf(message);
  return at < 0 ? stack : stack.slice(at + message.length);
}

/** Whether the system refused something (errno(3): `EIO`, `EMFILE` …), as against a fault of the program or of SQLite. */
export function isSystemFault(error: unknown): boolean {
  return /^E[A-Z0-9]+$/.test(errorCode(error));
}

/** The code of a refusal because another Logbell has taken the ledger over. */
export const LEDGER_TAKEN = 'LEDGER_TAKEN';

/** True when the ledger refused something: a full disk, a locked or damaged database, or another process that owns it. */
export function isDatabaseFault(error: unknown): boolean {
  const code = errorCode(error);
  return code.startsWith('SQLITE_') || code === LEDGER_TAKEN;
}
