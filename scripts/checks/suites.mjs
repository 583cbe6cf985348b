import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runInTerminal } from '../setup/command.mjs';
import { projectFolder } from '../setup/project.mjs';
import { readJson } from '../setup/read-json.mjs';
import { say } from '../setup/say.mjs';
import { playwrightTotals, settledTotals, vitestTotals } from './totals.mjs';

const REPORT_FOLDER = join(projectFolder, '.cache', 'test-reports');

/**
 * One line of the table that `npm test` prints.
 *
 * @typedef {object} Suite
 * @property {string} name
 * @property {(report: string) => readonly string[]} command with its arguments; `report` is the JSON file it should write
 * @property {(status: number, report: string) => import('./totals.mjs').Totals} count
 */

/**
 * A check of the sources: passed or failed as a whole.
 *
 * @param {string} name
 * @param {string} npmScript of package.json
 * @returns {Suite}
 */
function check(name, npmScript) {
  return {
    name,
    command: () => ['npm', 'run', '--silent', npmScript],
    count: (status) => (status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

/**
 * A project of vitest.config.ts.
 *
 * @param {string} name
 * @returns {Suite}
 */
function vitest(name) {
  const program = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  return {
    name,
    command: (report) => [
      process.execPath,
      program,
      ...['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ],
    count: (_status, report) => vitestTotals(/** @type {import('./totals.mjs').VitestReport} */ (readJson(report))),
  };
}

/** @returns {Suite} the tests of the app on a desktop of their own */
function playwright() {
  const desktop = join(projectFolder, 'scripts', 'with-desktop.mjs');
  const program = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js');
  return {
    name: 'e2e',
    command: (report) => [
      'env',
      `PLAYWRIGHT_JSON_OUTPUT_FILE=${report}`,
      ...[process.execPath, desktop, process.execPath, program, 'test', '--reporter=list,json'],
    ],
    count: (_status, report) =>
      playwrightTotals(/** @type {import('./totals.mjs').PlaywrightReport} */ (readJson(report))),
  };
}

/** All suites, in the order in which they run: the quick ones first. */
export const suites = [
  check('format', 'format:check'),
  check('lint', 'lint'),
  check('types', 'types'),
  check('deps', 'deps'),
  check('unused', 'unused'),
  vitest('unit'),
  vitest('integration'),
  playwright(),
];

/**
 * Runs one suite in this terminal and counts its tests.
 *
 * @param {Suite} suite
 * @returns {Promise<import('./totals.mjs').Totals>}
 */
export async function runSuite(suite) {
  const report = join(REPORT_FOLDER, `${suite.name}.json`);
  mkdirSync(REPORT_FOLDER, { recursive: true });
  rmSync(report, { force: true });
  say('running-suite', { suite: suite.name });
  const [command = '', ...args] = suite.command(report);
  const status = await runInTerminal(command, args, { cwd: projectFolder });
  const totals = counted(suite, status, report);
  if (totals.passed + totals.failed === 0) {
    say('suite-without-tests', { suite: suite.name });
  }
  return settledTotals(totals, status);
}

/**
 * A suite that broke down before it could report has counted nothing.
 *
 * @param {Suite} suite
 * @param {number} status
 * @param {string} report
 */
function counted(suite, status, report) {
  try {
    return suite.count(status, report);
  } catch {
    return { passed: 0, failed: 0 };
  }
}
