/**
 * How many tests passed and failed.
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
 * Counts each test of a Vitest report. A file that failed before any of its tests could counts as one failure.
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
 * Counts each test of a Playwright report. A test that passed only at a second try has failed, and so has each error
 * outside of the tests.
 *
 * @param {PlaywrightReport} report
 * @returns {Totals}
 */
export function playwrightTotals({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

/**
 * What a suite counts for in the end: one that ended badly without a failed test has one failure, and so has one in which
 * no test ran.
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
