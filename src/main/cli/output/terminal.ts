import { standardSink } from './byte-sink';
import { inertJson, inertLine } from './inert-text';
import { LineWriter } from './line-writer';

/** Output of a command. Each call prints one line, which cannot control the terminal, whatever it contains. */
export interface Output {
  readonly out: (line: string) => void;
  /** Prints a value as one line of JSON on standard output. */
  readonly json: (value: object) => void;
  readonly err: (line: string) => void;
}

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

/** The terminal, or what stands in for it. */
export const terminal: Output = {
  out: (line) => streams.stdout.line(inertLine(line)),
  json: (value) => streams.stdout.line(inertJson(value)),
  err: (line) => streams.stderr.line(inertLine(line)),
};

/** One line that is written over as things go on. */
export interface StatusLine {
  readonly show: (text: string) => void;
  readonly clear: () => void;
}

/** Such a line on standard error; null where that is no terminal. */
export function statusLine(): StatusLine | null {
  const { stderr } = streams;
  // To the beginning of the line, then what stands there is erased (ECMA-48, CR and EL).
  const write = (text: string): void => stderr.raw(`\r\u001b[K${inertLine(text)}`);
  const show = (text: string): void => {
    // Progress is of no use later, when a stopped terminal continues.
    if (stderr.isIdle()) {
      write(text);
    }
  };
  return process.stderr.isTTY ? { show, clear: () => write('') } : null;
}
