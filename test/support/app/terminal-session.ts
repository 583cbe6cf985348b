import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import { CLI, environment } from './command-line';

/** Size and environment of a terminal under test. */
interface TerminalOptions {
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
}

/** Erases the line so far (ECMA-48, CR and EL). */
const ERASED = '\r\u001b[K';
/** Colors (ECMA-48, SGR). */
const COLOR = /\u001b\[[\d;]*m/g;

/** Runs `logbell …` on a pseudo-terminal of its own, with script(1). */
export class TerminalSession {
  readonly #process: ChildProcess;
  readonly #exit: Promise<number | null>;
  #output = '';

  constructor(dir: string, args: readonly string[], { columns = 120, env = {} }: TerminalOptions = {}) {
    const command = [process.execPath, CLI, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    const child = spawn('script', ['-qefc', `stty cols ${columns}; exec ${command}`, '/dev/null'], {
      env: environment(dir, { TERM: 'xterm-256color', SHELL: '/bin/sh', ...env }),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      this.#output += part;
    });
    this.#process = child;
    this.#exit = new Promise((resolve) => child.on('close', (code) => resolve(code)));
    onTestFinished(async () => {
      // script(1) ends after its command; killed itself, it would leave a command that still writes files.
      this.#commands().forEach((pid) => process.kill(pid, 'SIGKILL'));
      await this.#exit;
    });
  }

  /** Everything printed so far, byte for byte. */
  get raw(): string {
    return this.#output;
  }

  /** Lines as a person reads them: without colors and what was erased. */
  get lines(): readonly string[] {
    const lines = this.#output.split('\r\n').slice(0, -1);
    return lines.map((line) => (line.split(ERASED).at(-1) ?? '').replace(COLOR, ''));
  }

  /** Types text; Ctrl+C is `\u0003`. */
  type(text: string): void {
    this.#process.stdin?.write(text);
  }

  /** Sends a signal to the command, which is the only child of script(1). */
  signal(name: NodeJS.Signals): void {
    const [pid = 0] = this.#commands();
    process.kill(pid, name);
  }

  /** Waits until the command ends; returns its exit status. */
  exitStatus(): Promise<number | null> {
    return this.#exit;
  }

  /** Process ids of the command; empty before its start and after its end. */
  #commands(): readonly number[] {
    const { pid = 0 } = this.#process;
    const children = `/proc/${pid}/task/${pid}/children`;
    return existsSync(children) ? (readFileSync(children, 'utf8').match(/\d+/g) ?? []).map(Number) : [];
  }
}
