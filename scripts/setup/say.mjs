import { terminalLanguage } from './language.mjs';
import { SetupProblem } from './problem.mjs';
import { sentences } from './sentences.mjs';

/**
 * The sentence of a key with `{name}` filled in, in the language of the terminal.
 *
 * @param {import('./sentences.mjs').SentenceKey} key
 * @param {Readonly<Record<string, string | number>>} [values]
 * @param {NodeJS.ProcessEnv} [environment]
 */
export function sentence(key, values = {}, environment = process.env) {
  const text = sentences[terminalLanguage(environment)][key];
  return text.replaceAll(/\{(\w+)\}/g, (_whole, /** @type {string} */ name) => String(values[name] ?? ''));
}

/**
 * Writes one sentence to standard error, so that standard output stays what the started program prints.
 *
 * @param {import('./sentences.mjs').SentenceKey} key
 * @param {Readonly<Record<string, string | number>>} [values]
 */
export function say(key, values) {
  process.stderr.write(`${sentence(key, values)}\n`);
}

/**
 * Runs a whole script: its result is the exit status, and a SetupProblem ends as one sentence and status 1.
 *
 * @param {() => Promise<number>} body
 */
export async function runScript(body) {
  try {
    process.exitCode = await body();
  } catch (error) {
    if (!(error instanceof SetupProblem)) {
      throw error;
    }
    say(error.sentence, error.values);
    process.exitCode = 1;
  }
}
