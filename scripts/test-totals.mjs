/** Counts the tests in the reports of Vitest and Playwright, names the failed ones, and prints the totals as a table. */
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { message } from './setup/messages.mjs';

const COLUMN_GAP = 3;
const HANGUL_SYLLABLE = /[가-힣]/g;

/**
 * The numbers of tests that passed and failed.
 *
 * @typedef {{ passed: number, failed: number }} Totals
 */

/**
 * The part of Vitest's JSON report that is read here (vitest.dev, reporters, "JSON Reporter").
 *
 * @typedef {{ status: string, fullName: string, failureMessages: readonly string[] }} VitestTest
 * @typedef {{ name: string, status: string, message: string, assertionResults: VitestTest[] }} VitestFile
 * @typedef {{ testResults: VitestFile[] }} VitestReport
 */

/**
 * The part of Playwright's JSON report that is read here (playwright.dev, testReporter, JSONReport).
 *
 * @typedef {{ title: string, ok: boolean, file: string, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ specs: Spec[], suites?: PlaywrightSuite[] }} PlaywrightSuite
 * @typedef {{ expected: number, unexpected: number, flaky: number }} PlaywrightStats
 * @typedef {{ stats: PlaywrightStats, errors: { message?: string }[], suites: PlaywrightSuite[] }} PlaywrightReport
 */

/**
 * Counts each test of a Vitest report. A file that failed before its first test counts as one failure.
 *
 * @param {VitestReport} report
 * @returns {Totals}
 */
export function vitestTotals(report) {
  let passed = 0;
  let failed = 0;
  for (const file of report.testResults) {
    const failures = file.assertionResults.filter((test) => test.status === 'failed').length;
    passed += file.assertionResults.filter((test) => test.status === 'passed').length;
    failed += file.status === 'failed' ? Math.max(failures, 1) : failures;
  }
  return { passed, failed };
}

/**
 * Counts each test of a Playwright report. A test that passed only on a retry counts as failed, and so does each error
 * outside of the tests.
 *
 * @param {PlaywrightReport} report
 * @returns {Totals}
 */
export function playwrightTotals({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * Names each failed test of a Vitest report with the first line of its error.
 *
 * @param {VitestReport} report
 * @param {string} folder that file names are relative to
 * @returns {string[]}
 */
export function vitestFailures(report, folder) {
  return report.testResults.flatMap((file) => {
    const path = relative(folder, file.name);
    const failed = file.assertionResults.filter((test) => test.status === 'failed');
    const named = failed.map((test) => failureLine(path, test.fullName, test.failureMessages[0]));
    return file.status === 'failed' && named.length === 0 ? [failureLine(path, '', file.message)] : named;
  });
}

/**
 * Names each failed test of a Playwright report, and each error outside of the tests, with the first line of its error.
 *
 * @param {PlaywrightReport} report
 * @returns {string[]}
 */
export function playwrightFailures({ suites, errors }) {
  const failed = suites.flatMap(specsOf).filter((spec) => !spec.ok);
  return [
    ...failed.map((spec) => failureLine(spec.file, spec.title, errorOf(spec))),
    ...errors.map((error) => failureLine('', '', error.message)),
  ];
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {Spec[]}
 */
function specsOf(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}

/** @param {Spec} spec */
function errorOf(spec) {
  return spec.tests.flatMap((test) => test.results).find((result) => result.error)?.error?.message;
}

/**
 * @param {string} path
 * @param {string} name
 * @param {string} [error]
 */
function failureLine(path, name, error = '') {
  const firstLine = stripVTControlCharacters(error).trim().split('\n')[0] ?? '';
  return `✗ ${[path, name, firstLine].filter((part) => part !== '').join(' · ')}`;
}

/**
 * Counts one failure for a suite whose command failed without a failed test, and for a suite in which no test ran.
 *
 * @param {Totals} totals
 * @param {number} exitStatus of the suite's command
 * @returns {Totals}
 */
export function settledTotals({ passed, failed }, exitStatus) {
  const ranNothing = passed + failed === 0;
  return { passed, failed: failed === 0 && (exitStatus !== 0 || ranNothing) ? 1 : failed };
}

/**
 * @param {readonly Totals[]} all
 * @returns {Totals}
 */
export function sumOfTotals(all) {
  return all.reduce((sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed }), {
    passed: 0,
    failed: 0,
  });
}

/**
 * Formats the totals of each suite as a table.
 *
 * @param {readonly { name: string, passed: number, failed: number }[]} rows
 */
export function tableOfTotals(rows) {
  const head = [message('suite-column'), message('passed-column'), message('failed-column')];
  const lines = [head, ...rows.map((row) => [row.name, String(row.passed), String(row.failed)])];
  const widths = head.map((_title, column) => Math.max(...lines.map((line) => terminalWidth(line[column] ?? ''))));
  return lines
    .map((line) =>
      line
        .map((cell, column) => padded(cell, widths[column] ?? 0))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * @param {string} cell
 * @param {number} width
 */
function padded(cell, width) {
  return cell + ' '.repeat(width - terminalWidth(cell) + COLUMN_GAP);
}

/**
 * Terminals show a Hangul syllable two columns wide.
 *
 * @param {string} text
 */
function terminalWidth(text) {
  return text.length + (text.match(HANGUL_SYLLABLE)?.length ?? 0);
}
