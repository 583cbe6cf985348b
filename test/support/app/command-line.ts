import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { scratchDir } from '../files/scratch-dir';
import { until } from '../time/until';

const PROJECT = join(import.meta.dirname, '..', '..', '..');
/** Built command line. */
export const CLI = join(PROJECT, 'out', 'main', 'cli.js');
/** Cache of all tests: Node.js 24 keeps compiled code there. */
const CACHE = join(PROJECT, '.cache', 'of-tests');

/** Longest wait for an event, ms: a start alone can take a minute on a busy machine. */
const EVENT_LIMIT_MS = 180_000;

/** One line of `logbell watch --json`. */
export type JsonEvent = Readonly<Record<string, unknown>> & { readonly event: string };

/** Environment of a command under test: English, none of the settings of the machine, and no folder of a session. */
export function environment(dir: string, more: Readonly<Record<string, string>>): Record<string, string> {
  const folders = { HOME: dir, XDG_CACHE_HOME: CACHE, XDG_RUNTIME_DIR: join(dir, 'no-session') };
  const own = { ...folders, LOGBELL_CONFIG_DIR: dir };
  return { PATH: process.env['PATH'] ?? '', LANG: 'en_US.UTF-8', ...own, ...more };
}

/** Input, output and launcher of a command. */
export interface CommandOptions {
  /** `pipe` for tests that type something. */
  readonly stdin?: 'ignore' | 'pipe';
  /** Descriptors to use instead of pipes whose lines are kept. */
  readonly stdout?: number;
  readonly stderr?: number;
  /** A launcher with its arguments, such as nohup(1). */
  readonly through?: readonly string[];
  /** The program with its first arguments; default: the built command line. */
  readonly program?: readonly string[];
}

/** Runs `logbell …` as its own process in a scratch folder. */
export class CommandLine {
  readonly out: string[] = [];
  readonly err: string[] = [];
  readonly #printedAt: number[] = [];
  readonly #process: ChildProcess;
  readonly #exit: Promise<number | null>;

  constructor(
    dir: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
    { stdin = 'ignore', stdout, stderr, through = [], program = [process.execPath, CLI] }: CommandOptions = {},
  ) {
    const [file = '', ...rest] = [...through, ...program, ...args];
    const child = spawn(file, rest, {
      env: environment(dir, env),
      stdio: [stdin, stdout ?? 'pipe', stderr ?? 'pipe'],
    });
    this.#process = child;
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#printedAt.push(performance.now());
        this.out.push(line);
      });
    }
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => this.err.push(line));
    }
    this.#exit = new Promise((resolve) => child.on('close', (code) => resolve(code)));
    onTestFinished(async () => {
      child.kill('SIGKILL');
      await this.#exit;
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  events(): JsonEvent[] {
    return this.out.map((line) => JSON.parse(line) as JsonEvent);
  }

  /** Times at which lines of standard output that contain `part` were read, on the clock of `performance.now()`. */
  printed(part: string): number[] {
    return this.#printedAt.filter((_at, index) => this.out[index]?.includes(part));
  }

  /** Waits for the first line of standard output that contains `part`. */
  async prints(part: string): Promise<string> {
    const what = `“${part}” was printed; ${this.err.join(' ')}`;
    return until(() => this.out.find((line) => line.includes(part)), what, EVENT_LIMIT_MS);
  }

  /** Number of matches reported, one by one or as a count. */
  matches(): number {
    return this.events().reduce((sum, each) => {
      const counted = each.event === 'held' ? Number(each['count']) : 0;
      return sum + (each.event === 'match' ? 1 : counted);
    }, 0);
  }

  /** Waits for the first event that has these values. */
  async event(wanted: Readonly<Record<string, unknown>>): Promise<JsonEvent> {
    const fits = (event: JsonEvent): boolean => Object.entries(wanted).every(([key, value]) => event[key] === value);
    const what = `${JSON.stringify(wanted)} was printed; ${this.err.join(' ')}`;
    return until(() => this.events().find(fits), what, EVENT_LIMIT_MS);
  }

  /** True until the process has ended. */
  isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Ids of its child processes. */
  children(): number[] {
    const pids = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').trim();
    return pids === '' ? [] : pids.split(' ').map(Number);
  }

  /** Writes to its standard input. */
  type(text: string): void {
    this.#process.stdin?.write(text);
  }

  /** Ends its standard input. */
  endInput(): void {
    this.#process.stdin?.end();
  }

  /** Closes the reading end of an output, as a reader that exits does. */
  closeReader(output: 'stdout' | 'stderr'): void {
    this.#process[output]?.destroy();
  }

  /** Waits until the process ends by itself; returns its exit status. */
  exitStatus(): Promise<number | null> {
    return this.#exit;
  }

  /** Sends a signal and waits for the end; returns the exit status, null if the signal killed the process. */
  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.#process.kill(signal);
    return this.#exit;
  }
}

/** Creates a scratch folder with a `config.json`; a string is written as it is. */
export function configured(config: object | string): string {
  const dir = scratchDir();
  mkdirSync(join(dir, 'logs'));
  writeFileSync(join(dir, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  return dir;
}

/** Writes settings into an existing scratch folder. */
export function configure(dir: string, config: object | string): void {
  writeFileSync(join(dir, 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
}
