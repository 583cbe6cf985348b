import { Interview } from './interview';

/** Most characters that are read from standard input; two keys are far shorter. */
const MOST_CHARACTERS = 4_096;

/** Asks for a value each on the terminal, without showing what is typed; null if the user gives up or `stop` resolves. */
export async function askHidden(
  questions: readonly string[],
  stop: Promise<unknown>,
): Promise<readonly string[] | null> {
  const interview = new Interview(stop);
  const answers: string[] = [];
  for (const question of questions) {
    const answer = await interview.askHidden(question);
    if (answer === null) {
      return null;
    }
    answers.push(answer);
  }
  interview.end();
  return answers;
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
