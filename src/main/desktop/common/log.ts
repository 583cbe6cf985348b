import { appendFileSync, renameSync, statSync } from 'node:fs';

/** Values a log line may carry: codes, counts and names of Logbell's own making; never a number, key or log line. */
type LogFields = Readonly<Record<string, string | number | boolean>>;

/** The app's own log: what happened where, as a code. */
export interface Log {
  info(scope: string, code: string, fields?: LogFields): void;
  warn(scope: string, code: string, fields?: LogFields): void;
  error(scope: string, code: string, fields?: LogFields): void;
}

/** A file is moved to `<path>.old` when it has grown to this, so that two such files are all there ever is. */
const MAX_BYTES = 1_000_000;
const FIELD_CHARACTERS = 200;

/** A log in one text file of mode 0600. Writing never fails the app: without a writable file there is no log. */
export function openLog(path: string, now: () => number = Date.now): Log {
  const write = (level: string, scope: string, code: string, fields: LogFields = {}): void => {
    const said = Object.entries(fields).map(([name, value]) => ` ${name}=${fieldText(value)}`);
    try {
      rotate(path);
      appendFileSync(path, `${new Date(now()).toISOString()} ${level} ${scope} ${code}${said.join('')}\n`, {
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

/** A value on one line; digits that could be a phone number are hidden even if a caller should forget. */
function fieldText(value: string | number | boolean): string {
  return typeof value === 'string'
    ? JSON.stringify(value.slice(0, FIELD_CHARACTERS).replace(/\b0\d{7,10}\b|\b0\d{1,2}-\d{3,4}-\d{4}\b/g, '***'))
    : String(value);
}
