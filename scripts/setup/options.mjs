import { parseArgs } from 'node:util';
import { SetupProblem } from './problem.mjs';

/**
 * The options of a script, as parseArgs reads them. Throws a SetupProblem that shows `usage` at one it does not know.
 *
 * @template {import('node:util').ParseArgsConfig} Config
 * @param {Config} config
 * @param {string} usage
 */
export function readOptions(config, usage) {
  try {
    return parseArgs(config);
  } catch {
    throw new SetupProblem('usage', { usage });
  }
}
