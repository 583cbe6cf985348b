import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { inertLine } from './output/inert-text';
import { streams, terminal } from './output/terminal';

/** Asks for values on the terminal, one after the other; typing is shown only while a visible question is open. */
export class Interview {
  readonly #lines: Interface;
  /** Lines typed before their question. */
  readonly #typed: string[] = [];
  #answer: ((line: string | null) => void) | null = null;
  #isShown = false;
  #isOver = false;

  /** `stop` resolves when the user asks to stop by a signal. */
  constructor(stop: Promise<unknown>) {
    const echo = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (this.#isShown) {
          streams.stderr.raw(chunk.toString());
        }
        done();
      },
    });
    this.#lines = createInterface({ input: process.stdin, output: echo, terminal: true, historySize: 0 });
    this.#lines.on('line', (line) => this.#take(line));
    // Ctrl+C, and Ctrl+D.
    this.#lines.on('SIGINT', () => this.#cancel());
    this.#lines.on('close', () => this.#cancel());
    void stop.then(() => this.#cancel());
  }

  /** Asks and shows what is typed; null if the user gives up. */
  ask(question: string): Promise<string | null> {
    return this.#ask(question, true);
  }

  /** Asks without showing what is typed; null if the user gives up. */
  askHidden(question: string): Promise<string | null> {
    return this.#ask(question, false);
  }

  /** Gives the terminal back. */
  end(): void {
    this.#isOver = true;
    this.#lines.close();
  }

  #ask(question: string, isShown: boolean): Promise<string | null> {
    if (this.#isOver) {
      return Promise.resolve(null);
    }
    const prompt = `${inertLine(question)}: `;
    const typed = this.#typed.shift();
    if (typed !== undefined) {
      terminal.err(prompt.trimEnd());
      return Promise.resolve(typed);
    }
    this.#isShown = isShown;
    if (isShown) {
      this.#lines.setPrompt(prompt);
      // Keeps what is already typed of the answer.
      this.#lines.prompt(true);
    } else {
      streams.stderr.raw(prompt);
    }
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #take(line: string): void {
    const answer = this.#answer;
    if (answer === null) {
      this.#typed.push(line);
      return;
    }
    if (!this.#isShown) {
      terminal.err('');
    }
    this.#answer = null;
    this.#isShown = false;
    answer(line);
  }

  #cancel(): void {
    if (this.#isOver) {
      return;
    }
    this.end();
    terminal.err('');
    this.#answer?.(null);
  }
}
