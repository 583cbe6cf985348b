import { createContext, Script, type Context } from 'node:vm';
import { errorCode } from '../../common/error-code';
import { TIME_LIMIT_MS, UNLIMITED, type Allowance } from './time-allowance';

/** What a run that was stopped gives. */
export const STOPPED = 'stopped';

const script = new Script('run()');
const task: { run: () => void } = { run: () => undefined };
let room: Context | null = null;

/** What a search in V8's own RegExp gives. */
export type Execution = RegExpExecArray | null | typeof STOPPED;

/** Searches the line with V8's own RegExp without a time limit; stopped when it ran out of the stack for backtracking. */
export function execAtOnce(regex: RegExp, line: string): Execution {
  try {
    return regex.exec(line);
  } catch {
    return STOPPED;
  }
}

/** Tries of a line whose time passed while the machine was busy elsewhere or asleep, or the expression was compiled. */
const TRIES = 3;
const stoppedBefore = new WeakSet<RegExp>();

/** The same, and the time that it took counts. */
export function execCounted(regex: RegExp, line: string, allowance: Allowance): Execution {
  if (allowance.limit() === 0) {
    return STOPPED;
  }
  const began = performance.now();
  const found = execAtOnce(regex, line);
  allowance.spent(performance.now() - began, line.length);
  return found;
}

/**
 * Searches the line with V8's own RegExp, for as long as the allowance says; its result is the same as that of `exec`. The
 * limit costs a thread of its own (node:vm, `timeout`), some 0.1 ms. It is one of real time: when the process had less than
 * half of it, the line is tried again. It does not hold for compiling the expression, which nothing can interrupt.
 */
export function execWithTimeLimit(regex: RegExp, line: string, allowance: Allowance = UNLIMITED): Execution {
  const limitMs = allowance.limit();
  if (limitMs === 0) {
    return STOPPED;
  }
  const began = performance.now();
  // The first runs compile the expression, as bytecode and as machine code.
  const isNew = !stoppedBefore.has(regex);
  // A shorter time is too short to tell whether the process had it.
  const most = isNew || limitMs === TIME_LIMIT_MS ? TRIES : 1;
  for (let tries = 1; ; tries++) {
    const before = process.cpuUsage();
    const { found, ms } = execOnce(regex, line, limitMs);
    if (found !== 'out of time') {
      allowance.spent(ms, line.length);
      return found;
    }
    const { user, system } = process.cpuUsage(before);
    if (tries === most || (!isNew && (user + system) / 1_000 > limitMs / 2)) {
      stoppedBefore.add(regex);
      // A stopped run costs more than its limit, but a machine that was asleep is not to blame for all of that.
      allowance.spent(Math.min(performance.now() - began, TRIES * TIME_LIMIT_MS), line.length);
      return STOPPED;
    }
  }
}

interface Try {
  readonly found: Execution | 'out of time';
  /** How long it took, without what the limit costs. */
  readonly ms: number;
}

function execOnce(regex: RegExp, line: string, limitMs: number): Try {
  let found: RegExpExecArray | null = null;
  let ms = limitMs;
  task.run = () => {
    const began = performance.now();
    found = regex.exec(line);
    ms = performance.now() - began;
  };
  room ??= createContext(task);
  try {
    script.runInContext(room, { timeout: limitMs });
    return { found, ms };
  } catch (error) {
    // Otherwise it ran out of the stack that V8 gives to backtracking.
    return { found: errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'out of time' : STOPPED, ms };
  }
}
