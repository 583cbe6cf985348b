import { writeSync } from 'node:fs';
import { version } from '../../../package.json';

/**
 * Prints the version if that is all these arguments ask for, before anything else is loaded. Returns false if they ask
 * for something else, or if standard output does not take it at once.
 */
export function printedVersion(words: readonly string[]): boolean {
  const [word] = words;
  if (words.length !== 1 || (word !== '--version' && word !== '-V')) {
    return false;
  }
  try {
    writeSync(1, `${version}\n`);
    return true;
  } catch {
    return false;
  }
}
