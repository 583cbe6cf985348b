import { spawn, type ChildProcess } from 'node:child_process';
import { StringDecoder } from 'node:string_decoder';
import { onTestFinished } from 'vitest';
import { errorCode } from '../../src/main/engine/common/error-code';

/** Called for each line a process prints, with the time it was read, ms on the clock of `performance.now()`. */
export type LineListener = (line: string, at: number) => void;

/** Command line of a process. */
export interface BenchCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

const KEPT_ERROR_CHARACTERS = 2_000;

/** Processes that have not ended. */
const running = new Set<BenchProcess>();

function killRunning(): void {
  running.forEach((each) => each.signal('SIGKILL'));
}

// A signal, or the end of Vitest amid a test, would leave them: they are in process groups of their own.
process.once('exit', killRunning);
process.once('disconnect', killRunning);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    killRunning();
    process.kill(process.pid, signal);
  });
}

/** A measured process in its own process group; it ends with the test at the latest, and with Vitest. */
export class BenchProcess {
  /** Start time, ms on the clock of `performance.now()`. */
  readonly startedAt: number;
  readonly #child: ChildProcess;
  readonly #exit: Promise<void>;
  readonly #listeners = new Set<LineListener>();
  #errors = '';
  #gone = false;

  constructor({ command, args, env = {}, cwd }: BenchCommand) {
    // First, as it throws after the end of a test that has timed out and still runs.
    onTestFinished(() => this.end());
    this.startedAt = performance.now();
    const child = spawn(command, [...args], {
      env: { PATH: process.env['PATH'] ?? '', ...env },
      ...(cwd === undefined ? {} : { cwd }),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    this.#child = child;
    this.#exit = new Promise((resolve) => {
      child.on('close', () => {
        this.#gone = true;
        running.delete(this);
        resolve();
      });
    });
    child.on('error', (error) => {
      this.#errors += error.message;
    });
    this.#readLines(child);
    running.add(this);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  listen(listener: LineListener): void {
    this.#listeners.add(listener);
  }

  /**
   * Resolves with the time at which the first fitting line was read; rejects after `limitMs` or when the process ends.
   */
  line(fits: (line: string) => boolean, what: string, limitMs: number): Promise<number> {
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        act();
      };
      const fail = (how: string): void =>
        settle(() => reject(new Error(`${this.#child.spawnfile} ${how} before ${what}. ${this.#errors}`)));
      const look: LineListener = (line, at) => {
        if (fits(line)) {
          settle(() => resolve(at));
        }
      };
      const timer = setTimeout(() => fail(`took more than ${limitMs} ms`), limitMs);
      this.#listeners.add(look);
      void this.#exit.then(() => fail('ended'));
    });
  }

  /** Resolves when the process has ended by itself. */
  ended(): Promise<void> {
    return this.#exit;
  }

  /** Sends a signal to the process and its children. */
  signal(signal: NodeJS.Signals): void {
    if (this.#gone || this.#child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      // It may have just ended by itself (kill(2)).
      if (errorCode(error) !== 'ESRCH') {
        throw error;
      }
    }
  }

  /** Kills the process, or ends it cleanly if a profile is to be written. */
  async end(): Promise<void> {
    if (this.#gone) {
      return;
    }
    this.signal(process.env['LOGBELL_BENCH_PROFILE'] ? 'SIGTERM' : 'SIGKILL');
    const kill = setTimeout(() => this.signal('SIGKILL'), 10_000);
    await this.#exit;
    clearTimeout(kill);
  }

  #readLines({ stdout, stderr }: ChildProcess): void {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stdout?.on('data', (chunk: Buffer) => {
      const at = performance.now();
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        this.#listeners.forEach((listener) => listener(line, at));
      }
    });
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-KEPT_ERROR_CHARACTERS);
    });
  }
}
