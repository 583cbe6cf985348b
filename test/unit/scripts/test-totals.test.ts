import { describe, expect, it, vi } from 'vitest';
import {
  playwrightTotals,
  settledTotals,
  sumOfTotals,
  tableOfTotals,
  vitestTotals,
} from '../../../scripts/test-totals.mjs';

const test = (status: string) => ({ status });

describe('totals of a Vitest report', () => {
  it('counts each test and leaves out the skipped', () => {
    const testResults = [
      { status: 'passed', assertionResults: [test('passed'), test('passed'), test('skipped')] },
      { status: 'failed', assertionResults: [test('passed'), test('failed')] },
    ];
    expect(vitestTotals({ testResults })).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(vitestTotals({ testResults: [{ status: 'failed', assertionResults: [] }] })).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});

describe('totals of a Playwright report', () => {
  it('counts a flaky test and an error outside of the tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2 };
    expect(playwrightTotals({ stats, errors: [{ message: 'boom' }] })).toEqual({ passed: 5, failed: 4 });
  });
});

describe('settled totals', () => {
  it('are those of the report when the command ended well', () => {
    expect(settledTotals({ passed: 4, failed: 0 }, 0)).toEqual({ passed: 4, failed: 0 });
  });

  it('do not count a failed command again when its report names failures', () => {
    expect(settledTotals({ passed: 4, failed: 2 }, 1)).toEqual({ passed: 4, failed: 2 });
  });

  it('have a failure when the command failed without a failed test', () => {
    expect(settledTotals({ passed: 4, failed: 0 }, 1)).toEqual({ passed: 4, failed: 1 });
  });

  it('have a failure when no test ran', () => {
    expect(settledTotals({ passed: 0, failed: 0 }, 0)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('the sum of totals', () => {
  it('adds up both columns', () => {
    expect(
      sumOfTotals([
        { passed: 1, failed: 2 },
        { passed: 3, failed: 4 },
      ]),
    ).toEqual({ passed: 4, failed: 6 });
  });
});

it('the table aligns its columns, with Hangul two columns wide', () => {
  vi.stubEnv('LC_ALL', 'ko_KR.UTF-8');
  const lines = tableOfTotals([{ name: 'integration', passed: 120, failed: 0 }]).split('\n');
  expect(lines).toEqual(['검사          통과   실패', 'integration   120    0']);
  vi.unstubAllEnvs();
});
