/** Counts the tests in the reports of Vitest and Playwright, and prints them as a table. */
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
 * @typedef {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} VitestReport
 */

/**
 * The part of Playwright's JSON report that is read here (playwright.dev, testReporter, JSONReport).
 *
 * @typedef {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} PlaywrightReport
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
