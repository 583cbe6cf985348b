import { describe, expect, it, vi } from 'vitest';
import {
  playwrightFailures,
  playwrightTotals,
  settledTotals,
  sumOfTotals,
  tableOfTotals,
  vitestFailures,
  vitestTotals,
} from '../../../scripts/test-totals.mjs';

const test = (status: string, ...failureMessages: string[]) => ({ status, fullName: 'retry waits', failureMessages });
const file = (status: string, ...assertionResults: ReturnType<typeof test>[]) => ({
  name: '/logbell/test/unit/retry.test.ts',
  status,
  message: 'Cannot find module\nstack',
  assertionResults,
});

describe('totals of a Vitest report', () => {
  it('counts each test and leaves out the skipped', () => {
    const testResults = [
      file('passed', test('passed'), test('passed'), test('skipped')),
      file('failed', test('passed'), test('failed')),
    ];
    expect(vitestTotals({ testResults })).toEqual({ passed: 3, failed: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    expect(vitestTotals({ testResults: [file('failed')] })).toEqual({
      passed: 0,
      failed: 1,
    });
  });
});

describe('failures of a Vitest report', () => {
  it('are named with their file and the first line of the error', () => {
    const testResults = [
      file('passed', test('passed')),
      file('failed', test('passed'), test('failed', '\u001B[31mexpected 1\u001B[39m\nat line 3')),
      file('failed'),
    ];
    expect(vitestFailures({ testResults }, '/logbell')).toEqual([
      '✗ test/unit/retry.test.ts · retry waits · expected 1',
      '✗ test/unit/retry.test.ts · Cannot find module',
    ]);
  });
});

describe('failures of a Playwright report', () => {
  it('are named with their file and the first line of the error', () => {
    const spec = (title: string, ok: boolean, ...messages: string[]) => ({
      title,
      ok,
      file: 'keys.test.ts',
      tests: [{ results: messages.map((message) => ({ error: { message } })) }],
    });
    const suites = [
      { specs: [spec('saves', true)], suites: [{ specs: [spec('deletes', false, 'Timed out\nCall log')] }] },
    ];
    const stats = { expected: 1, unexpected: 1, flaky: 0 };
    expect(playwrightFailures({ stats, suites, errors: [{ message: 'boom' }] })).toEqual([
      '✗ keys.test.ts · deletes · Timed out',
      '✗ boom',
    ]);
  });
});

describe('totals of a Playwright report', () => {
  it('counts a flaky test and an error outside of the tests as failures', () => {
    const stats = { expected: 5, unexpected: 1, flaky: 2 };
    expect(playwrightTotals({ stats, errors: [{ message: 'boom' }], suites: [] })).toEqual({ passed: 5, failed: 4 });
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
