import { createContext, Script, type Context } from 'node:vm';
import { errorCode } from '../../common/error-code';
import { TIME_LIMIT_MS, UNLIMITED, type Allowance } from './time-allowance';

/** Result of a run that was stopped. */
export const STOPPED = 'stopped';

const script = new Script('run()');
const task: { run: () => void } = { run: () => undefined };
let context: Context | null = null;

/** Result of a search with V8's RegExp. */
export type Execution = RegExpExecArray | null | typeof STOPPED;

/** Searches the line with V8's RegExp without a time limit; stopped if it exhausts the backtracking stack. */
export function execUnlimited(regex: RegExp, line: string): Execution {
  try {
    return regex.exec(line);
  } catch {
    return STOPPED;
  }
}

/** Attempts on a line that timed out while the machine was busy or asleep, or the expression was being compiled. */
const MAX_ATTEMPTS = 3;
const stoppedBefore = new WeakSet<RegExp>();

/** Does the same as `execUnlimited` and charges the time to the allowance; stopped if the allowance is used up. */
export function execMeasured(regex: RegExp, line: string, allowance: Allowance): Execution {
  if (allowance.limit() === 0) {
    return STOPPED;
  }
  const startedAt = performance.now();
  const found = execUnlimited(regex, line);
  allowance.spend(performance.now() - startedAt, line.length);
  return found;
}

/**
 * Searches the line with V8's RegExp within the time of the allowance; the result is that of `exec`. The limit costs a
 * watchdog thread (node:vm, `timeout`), about 0.1 ms. It is wall-clock time, so the line is retried if the process got
 * less than half of it as CPU time. It cannot interrupt the compilation of the expression.
 */
export function execWithTimeLimit(regex: RegExp, line: string, allowance: Allowance = UNLIMITED): Execution {
  const limitMs = allowance.limit();
  if (limitMs === 0) {
    return STOPPED;
  }
  const startedAt = performance.now();
  // The first runs compile the expression to bytecode and machine code.
  const isNew = !stoppedBefore.has(regex);
  // CPU time is too coarse to judge a shorter limit.
  const maxAttempts = isNew || limitMs === TIME_LIMIT_MS ? MAX_ATTEMPTS : 1;
  for (let attempt = 1; ; attempt++) {
    const before = process.cpuUsage();
    const { found, ms } = execOnce(regex, line, limitMs);
    if (found !== 'out of time') {
      allowance.spend(ms, line.length);
      return found;
    }
    const { user, system } = process.cpuUsage(before);
    if (attempt === maxAttempts || (!isNew && (user + system) / 1_000 > limitMs / 2)) {
      stoppedBefore.add(regex);
      // A stopped run costs more than its limit; the cap keeps a suspend from being charged in full.
      allowance.spend(Math.min(performance.now() - startedAt, MAX_ATTEMPTS * TIME_LIMIT_MS), line.length);
      return STOPPED;
    }
  }
}

interface Attempt {
  readonly found: Execution | 'out of time';
  /** Search time without the overhead of the limit. */
  readonly ms: number;
}

function execOnce(regex: RegExp, line: string, limitMs: number): Attempt {
  let found: RegExpExecArray | null = null;
  let ms = limitMs;
  task.run = () => {
    const startedAt = performance.now();
    found = regex.exec(line);
    ms = performance.now() - startedAt;
  };
  context ??= createContext(task);
  try {
    script.runInContext(context, { timeout: limitMs });
    return { found, ms };
  } catch (error) {
    // Any other error means that V8's backtracking stack is exhausted.
    return { found: errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'out of time' : STOPPED, ms };
  }
}
