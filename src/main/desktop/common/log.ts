import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Values of a log line: codes, counts and Logbell's own names; never a phone number, key or line of a log file. */
type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Logbell's own log; each line has a scope and a code. */
export interface Log {
  info(scope: string, code: string, fields?: LogFields): void;
  warn(scope: string, code: string, fields?: LogFields): void;
  error(scope: string, code: string, fields?: LogFields): void;
}

/** Size at which a file is moved to `<path>.old`, bytes; there are never more than these two files. */
const MAX_BYTES = 1_000_000;
const FIELD_CHARACTERS = 200;

/** Opens a log in one text file of mode 0600. A failed write is ignored and never stops the app. */
export function openLog(path: string, now: () => number = Date.now): Log {
  const write = (level: string, scope: string, code: string, fields: LogFields = {}): void => {
    const suffix = Object.entries(fields).map(([name, value]) => ` ${name}=${fieldText(value)}`);
    try {
      rotate(path);
      appendFileSync(path, `${new Date(now()).toISOString()} ${level} ${scope} ${code}${suffix.join('')}\n`, {
        mode: 0o600,
      });
    } catch {
      // A full or read-only disk must not stop the watching.
    }
  };
  return {
    info: (scope, code, fields) => write('info', scope, code, fields),
    warn: (scope, code, fields) => write('warn', scope, code, fields),
    error: (scope, code, fields) => write('error', scope, code, fields),
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size >= MAX_BYTES) {
    renameSync(path, `${path}.old`);
  }
}

/** Formats a value on one line. Digits that could be a phone number are masked, in case a caller passes one. */
function fieldText(value: string | number | boolean): string {
  return typeof value === 'string'
    ? JSON.stringify(value.slice(0, FIELD_CHARACTERS).replace(/\b0\d{7,10}\b|\b0\d{1,2}-\d{3,4}-\d{4}\b/g, '***'))
    : String(value);
}
