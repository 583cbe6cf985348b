/** `npm test -- [--only NAME,NAME]`: runs all checks and tests; the last line is `N passed, N failed`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, runInTerminal, runQuietly, runScript } from './setup/command.mjs';
import { canHaveDebianRoot } from './setup/debian-root.mjs';
import { say, SetupError } from './setup/messages.mjs';
import { nodeRuntime } from './setup/node-runtime.mjs';
import { projectFolder, readJson } from './setup/project.mjs';
import { setUp } from './set-up.mjs';
import {
  playwrightFailures,
  playwrightTotals,
  settledTotals,
  sumOfTotals,
  tableOfTotals,
  vitestFailures,
  vitestTotals,
} from './test-totals.mjs';

/**
 * @typedef {import('./test-totals.mjs').Totals} Totals
 * @typedef {Totals & { failures: readonly string[] }} Outcome `failures` names each failed test in one line
 */

/** As in src/main/engine/ledger/file/node-sqlite.ts. */
const FIRST_NODE_WITH_SQLITE = 24;
const REPORT_FOLDER = join(projectFolder, '.cache', 'test-reports');

/**
 * One row of the table that `npm test` prints.
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {(report: string, serverNode: string) => readonly string[]} command with its arguments; `report` is the JSON
 *   file for it to write, `serverNode` the Node.js of the server package
 * @property {(status: number, report: string) => Outcome} outcome
 * @property {boolean} [isQuiet] true if it may run beside other quiet suites: its output is shown when it ends
 * @property {() => boolean} [fits] false where the suite is left out; without it, the suite runs everywhere
 * @property {'suite-without-libsql'} [unfit] message that says so, unless it is the one for a Debian system
 */

/**
 * A check of the sources, which passes or fails as a whole.
 *
 * @param {string} name
 * @param {string} npmScript of package.json
 * @returns {Suite}
 */
function sourceCheck(name, npmScript) {
  return {
    name,
    isQuiet: true,
    command: () => ['npm', 'run', '--silent', npmScript],
    outcome: (status) =>
      status === 0 ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [`✗ ${name}`] },
  };
}

/**
 * The projects of vitest.config.ts whose names begin so.
 *
 * @param {string} project
 * @param {{ name?: string, onServerNode?: boolean, folder?: string }} [options] `name` of the suite, by default that of the
 *   project; `onServerNode` to run with the Node.js that servers have; `folder` of the tests, by default all
 * @returns {Suite}
 */
function vitestProject(project, { name = project, onServerNode = false, folder } = {}) {
  const program = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  return {
    name,
    command: (report, serverNode) => [
      onServerNode ? serverNode : process.execPath,
      program,
      ...['run', '--project', `${project}*`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      ...(folder === undefined ? [] : [folder]),
    ],
    outcome: (_status, file) => {
      const report = /** @type {import('./test-totals.mjs').VitestReport} */ (readJson(file));
      return { ...vitestTotals(report), failures: vitestFailures(report, projectFolder) };
    },
  };
}

/** @returns {Suite} the tests of the app, on a desktop of their own */
function endToEndTests() {
  const program = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js');
  return {
    name: 'e2e',
    command: (report) => [
      'env',
      `PLAYWRIGHT_JSON_OUTPUT_FILE=${report}`,
      ...[process.execPath, program, 'test', '--reporter=list,json'],
    ],
    outcome: (_status, file) => {
      const report = /** @type {import('./test-totals.mjs').PlaywrightReport} */ (readJson(file));
      return { ...playwrightTotals(report), failures: playwrightFailures(report) };
    },
  };
}

/**
 * All suites in the order in which they start: the longest quiet one first, so that the others run beside it.
 *
 * @type {readonly Suite[]}
 */
const suites = [
  // It installs packages into a Debian system, and mostly waits.
  { ...vitestProject('package'), fits: canHaveDebianRoot, isQuiet: true },
  sourceCheck('lint', 'lint'),
  sourceCheck('types', 'types'),
  sourceCheck('format', 'format:check'),
  sourceCheck('deps', 'deps'),
  sourceCheck('unused', 'unused'),
  {
    // As the desktop app has it; it mostly waits, too.
    ...vitestProject('integration', { name: 'libsql', folder: 'test/integration/engine/ledger' }),
    isQuiet: true,
    fits: () => Number.parseInt(process.versions.node, 10) < FIRST_NODE_WITH_SQLITE,
    unfit: 'suite-without-libsql',
  },
  vitestProject('unit'),
  vitestProject('integration', { onServerNode: true }),
  endToEndTests(),
];

/** Quiet suites that run at the same time: source checks keep a core busy each, and one more waits most of its time. */
const QUIET_AT_ONCE = 3;

/**
 * Runs one suite in this terminal and counts its tests.
 *
 * @param {Suite} suite
 * @param {string} serverNode
 * @returns {Promise<Outcome>}
 */
async function runSuite(suite, serverNode) {
  const report = join(REPORT_FOLDER, `${suite.name}.json`);
  mkdirSync(REPORT_FOLDER, { recursive: true });
  rmSync(report, { force: true });
  const [command = '', ...args] = suite.command(report, serverNode);
  const status = await (suite.isQuiet ? runAndShow(suite, command, args) : runHere(suite, command, args));
  const outcome = readOutcome(suite, status, report);
  if (outcome.passed + outcome.failed === 0) {
    say('suite-without-tests', { suite: suite.name });
  }
  return { ...settledTotals(outcome, status), failures: outcome.failures };
}

/** @type {(suite: Suite, command: string, args: readonly string[]) => Promise<number>} */
async function runHere(suite, command, args) {
  say('running-suite', { suite: suite.name });
  return await runInTerminal(command, args, { cwd: projectFolder });
}

/**
 * Runs a suite and shows its output when it ends.
 *
 * @type {(suite: Suite, command: string, args: readonly string[]) => Promise<number>}
 */
async function runAndShow(suite, command, args) {
  const { status, output } = await runQuietly(command, args, { cwd: projectFolder });
  say('running-suite', { suite: suite.name });
  process.stdout.write(output);
  return status;
}

/**
 * Reads the outcome of a suite: no tests if it crashed before it wrote its report.
 *
 * @param {Suite} suite
 * @param {number} status
 * @param {string} report
 */
function readOutcome(suite, status, report) {
  try {
    return suite.outcome(status, report);
  } catch {
    return { passed: 0, failed: 0, failures: [] };
  }
}

/** @returns {readonly Suite[]} */
function chosenSuites() {
  const { values } = readOptions({ options: { only: { type: 'string' } } }, 'npm test -- [--only NAME,NAME]');
  if (values.only === undefined) {
    const unfit = suites.filter(({ fits }) => fits?.() === false);
    unfit.forEach((suite) => say(suite.unfit ?? 'suite-left-out', { suite: suite.name }));
    return suites.filter((suite) => !unfit.includes(suite));
  }
  const names = values.only.split(',');
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new SetupError('suite-unknown', { suite: unknown, known: suites.map((suite) => suite.name).join(', ') });
  }
  return suites.filter((suite) => names.includes(suite.name));
}

/**
 * Installs what these suites need, and no more.
 *
 * @param {readonly Suite[]} chosen
 */
async function setUpFor(chosen) {
  const names = chosen.map((suite) => suite.name);
  const needsPrograms = names.includes('integration') || names.includes('libsql');
  await setUp(names.includes('e2e') ? 'e2e' : needsPrograms ? 'integration' : 'packages');
  if (names.includes('package')) {
    try {
      await setUp('package');
    } catch (error) {
      // Without a Debian mirror, this suite fails and the others still run.
      sayFault(error);
    }
  }
}

/**
 * Returns the Node.js of the server package, or the one that runs this script where that cannot be fetched or run.
 *
 * @param {readonly Suite[]} chosen
 */
async function serverNodeFor(chosen) {
  const suite = 'integration';
  if (!chosen.some(({ name }) => name === suite)) {
    return process.execPath;
  }
  try {
    const node = join(await nodeRuntime(), 'bin', 'node');
    if (spawnSync(node, ['--version']).status === 0) {
      return node;
    }
  } catch (error) {
    sayFault(error);
  }
  say('suite-on-own-node', { suite, version: process.versions.node });
  return process.execPath;
}

/**
 * Prints why a setup failed. Throws any other error again.
 *
 * @param {unknown} error
 */
function sayFault(error) {
  if (!(error instanceof SetupError)) {
    throw error;
  }
  say(error.key, error.values);
}

/**
 * @param {readonly Suite[]} chosen
 * @param {string} serverNode
 */
async function runAll(chosen, serverNode) {
  const interrupted = new AbortController();
  const stop = () => interrupted.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  /** @type {(Outcome & { name: string })[]} */
  const rows = [];
  const runEach = async (/** @type {Suite[]} */ waiting) => {
    for (let suite = waiting.shift(); suite && !interrupted.signal.aborted; suite = waiting.shift()) {
      rows.push({ name: suite.name, ...(await runSuite(suite, serverNode)) });
    }
  };
  const quiet = chosen.filter((suite) => suite.isQuiet);
  await Promise.all(Array.from({ length: QUIET_AT_ONCE }, () => runEach(quiet)));
  await runEach(chosen.filter((suite) => !suite.isQuiet));
  return rows;
}

/** The same line in every language: other programs read it. */
function printResult(/** @type {Totals} */ { passed, failed }) {
  console.log(`${passed} passed, ${failed} failed`);
}

await runScript(async () => {
  const chosen = chosenSuites();
  try {
    await setUpFor(chosen);
  } catch (error) {
    sayFault(error);
    printResult({ passed: 0, failed: 1 });
    return 1;
  }
  const rows = await runAll(chosen, await serverNodeFor(chosen));
  const total = sumOfTotals(rows);
  rows.flatMap((row) => row.failures).forEach((failure) => console.log(failure));
  console.log(tableOfTotals(rows));
  printResult(total);
  return total.failed === 0 && rows.length === chosen.length ? 0 : 1;
});
