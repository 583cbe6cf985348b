import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { streams, terminal } from './output/terminal';

/** Most characters that are read from standard input; two keys are far shorter. */
const MOST_CHARACTERS = 4_096;

/** Asks for a value each on the terminal, without showing what is typed; null if the user gives up. */
export function askHidden(questions: readonly string[]): Promise<readonly string[] | null> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  return new Promise((resolve) => {
    const answers: string[] = [];
    const end = (result: readonly string[] | null): void => {
      resolve(result);
      lines.close();
    };
    const ask = (): void => streams.stderr.raw(`${questions[answers.length] ?? ''}: `);
    lines.on('line', (line) => {
      answers.push(line);
      terminal.err('');
      if (answers.length === questions.length) {
        end(answers);
      } else {
        ask();
      }
    });
    // Ctrl+C, and Ctrl+D.
    lines.on('SIGINT', () => end(null));
    lines.on('close', () => resolve(null));
    ask();
  });
}

/** Reads the lines of standard input that are not blank; null if `stop` resolves before its end. */
export function linesOfInput(stop: Promise<unknown>): Promise<readonly string[] | null> {
  return Promise.race([readInput(), stop.then(() => null)]);
}

async function readInput(): Promise<readonly string[]> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > MOST_CHARACTERS) {
      break;
    }
  }
  return text.split('\n').filter((line) => line.trim() !== '');
}
