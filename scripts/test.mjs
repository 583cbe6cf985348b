/** `npm test -- [--only NAME,NAME]`: all checks and tests; the last line is `N passed, N failed`. */
import { runSuite, suites } from './checks/suites.mjs';
import { tableOfTotals } from './checks/table.mjs';
import { sumOfTotals } from './checks/totals.mjs';
import { readOptions } from './setup/options.mjs';
import { prepare } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { runScript, say } from './setup/say.mjs';

/** @returns {readonly import('./checks/suites.mjs').Suite[]} */
function chosenSuites() {
  const { values } = readOptions({ options: { only: { type: 'string' } } }, 'npm test -- [--only NAME,NAME]');
  if (values.only === undefined) {
    return suites;
  }
  const names = values.only.split(',');
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new SetupProblem('suite-unknown', { suite: unknown, known: suites.map((suite) => suite.name).join(', ') });
  }
  return suites.filter((suite) => names.includes(suite.name));
}

/** @param {readonly import('./checks/suites.mjs').Suite[]} chosen */
function setupFor(chosen) {
  const names = chosen.map((suite) => suite.name);
  return names.includes('e2e') ? 'e2e' : names.includes('integration') ? 'integration' : 'packages';
}

/** @param {readonly import('./checks/suites.mjs').Suite[]} chosen */
async function runAll(chosen) {
  const asked = new AbortController();
  const stop = () => asked.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {{ name: string, passed: number, failed: number }[]} */
  const rows = [];
  for (const suite of chosen) {
    if (!asked.signal.aborted) {
      rows.push({ name: suite.name, ...(await runSuite(suite)) });
    }
  }
  return rows;
}

/** Scripts that read the result look for exactly this line, whatever the language. */
function printResult(/** @type {import('./checks/totals.mjs').Totals} */ { passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
}

await runScript(async () => {
  const chosen = chosenSuites();
  try {
    await prepare(setupFor(chosen));
  } catch (error) {
    if (!(error instanceof SetupProblem)) {
      throw error;
    }
    say(error.sentence, error.values);
    printResult({ passed: 0, failed: 1 });
    return 1;
  }
  const rows = await runAll(chosen);
  const total = sumOfTotals(rows);
  console.log(tableOfTotals(rows));
  printResult(total);
  return total.failed === 0 && rows.length === chosen.length ? 0 : 1;
});
