import { standardSink } from './byte-sink';
import { inertJson, inertLine } from './inert-text';
import { formatLine, type Line } from './line';
import { LineWriter } from './line-writer';

/** Output of a command. Each call prints one line, which cannot control the terminal, whatever it contains. */
export interface Output {
  readonly out: (line: Line) => void;
  /** Prints a value as one line of JSON on standard output. */
  readonly json: (value: object) => void;
  readonly err: (line: Line) => void;
  /** Width of the terminal behind standard output, columns; null if there is none. */
  readonly width: () => number | null;
}

/** Width of a terminal that does not tell its own. */
const USUAL_WIDTH = 80;

/** Standard output and standard error of this process. */
export interface StandardStreams {
  readonly stdout: LineWriter;
  readonly stderr: LineWriter;
}

/** The only writers to standard output and standard error. */
export const streams: StandardStreams = {
  stdout: new LineWriter(standardSink(1)),
  stderr: new LineWriter(standardSink(2)),
};

/** Output on the standard streams. */
export const terminal: Output = {
  out: (line) => streams.stdout.line(formatLine(line, process.stdout)),
  json: (value) => streams.stdout.line(inertJson(value)),
  err: (line) => streams.stderr.line(formatLine(line, process.stderr)),
  width: () => (process.stdout.isTTY ? process.stdout.columns || USUAL_WIDTH : null),
};

/** A line that is overwritten with each update. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Creates a status line on standard error; null if that is no terminal. */
export function statusLine(): StatusLine | null {
  const { stderr } = streams;
  // Returns to the start of the line and erases it (ECMA-48, CR and EL).
  const write = (text: string): void => stderr.raw(`\r\u001b[K${inertLine(text)}`);
  let isShown = false;
  const show = (text: string): void => {
    // Progress is of no use later, when a stopped terminal continues.
    if (stderr.isIdle()) {
      isShown = true;
      write(text);
    }
  };
  const clear = (): void => {
    if (isShown) {
      isShown = false;
      write('');
    }
  };
  return process.stderr.isTTY ? { show, clear } : null;
}
