import { createContext, Script, type Context } from 'node:vm';
import { errorCode } from '../../../error-code';

/** How long a pattern may look at one line, ms. */
const TIME_BOX_MS = 50;

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

/** Tries of a line whose time passed while the machine was busy elsewhere or asleep. */
const TRIES = 3;

/**
 * Searches the line with V8's own RegExp, for at most `limitMs`; its result is the same as that of `exec`. The limit costs
 * a thread of its own (node:vm, `timeout`), some 0.1 ms. It is one of real time: when the process had less than half of
 * it, the line is tried again.
 */
export function execWithin(regex: RegExp, line: string, limitMs = TIME_BOX_MS): Execution {
  for (let tries = 1; ; tries++) {
    const before = process.cpuUsage();
    const result = execOnce(regex, line, limitMs);
    if (result !== 'out of time') {
      return result;
    }
    const { user, system } = process.cpuUsage(before);
    if (tries === TRIES || (user + system) / 1_000 > limitMs / 2) {
      return STOPPED;
    }
  }
}

function execOnce(regex: RegExp, line: string, limitMs: number): Execution | 'out of time' {
  let result: RegExpExecArray | null = null;
  task.run = () => {
    result = regex.exec(line);
  };
  room ??= createContext(task);
  try {
    script.runInContext(room, { timeout: limitMs });
    return result;
  } catch (error) {
    // Otherwise it ran out of the stack that V8 gives to backtracking.
    return errorCode(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 'out of time' : STOPPED;
  }
}
