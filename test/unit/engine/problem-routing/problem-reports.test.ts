import { beforeEach, describe, expect, it } from 'vitest';
import { type ProblemReport, ProblemReports } from '../../../../src/main/engine/problem-routing/problem-reports';
import type { Problem, ProblemCode } from '../../../../src/shared/contract/status';

const MINUTE_MS = 60_000;
const START = Date.UTC(2026, 10, 23, 3);

let reports: ProblemReports;

beforeEach(() => {
  reports = new ProblemReports();
});

function problem(code: ProblemCode, minute = 0): Problem {
  return { code, subject: '', params: {}, since: START + minute * MINUTE_MS };
}

function short(report: ProblemReport | null): string[] {
  const { begun = [], ended = [] } = report ?? {};
  return [...begun.map(({ code }) => `+${code}`), ...ended.map((each) => `-${each.problem.code}`)];
}

/** Looks at a minute after the start, and reports at once. */
function at(minute: number, ...open: readonly Problem[]): string[] {
  const now = START + minute * MINUTE_MS;
  const report = reports.look(open, MINUTE_MS, now);
  if (report) {
    reports.reported(report, now);
  }
  return short(report);
}

describe('ProblemReports', () => {
  it('reports a problem that lasts, once, and its end', () => {
    const keys = problem('sens-refused-key');
    expect(at(0, keys)).toEqual([]);
    expect(at(1, keys)).toEqual(['+sens-refused-key']);
    expect(at(10, keys)).toEqual([]);
    expect(at(11)).toEqual([]);
    expect(at(12)).toEqual(['-sens-refused-key']);
    expect(at(60)).toEqual([]);
  });

  it('says nothing of a problem that ends in time', () => {
    at(0, problem('sens-server'));
    expect(at(0.9)).toEqual([]);
    expect(at(5)).toEqual([]);
  });

  it('reports several at once', () => {
    const both = [problem('sens-server'), problem('file-unreadable', 0.5)];
    at(0.5, ...both);
    expect(at(1.5, ...both)).toEqual(['+sens-server', '+file-unreadable']);
  });

  it('sends at most one message a minute', () => {
    const first = problem('sens-server');
    const second = problem('file-unreadable', 0.2);
    expect(at(1, first, second)).toEqual(['+sens-server']);
    expect(at(1.5, first, second)).toEqual([]);
    expect(at(2, first, second)).toEqual(['+file-unreadable']);
  });

  it('counts a problem that is back within the wait as never ended', () => {
    at(1, problem('sens-server'));
    at(5);
    expect(at(5.5, problem('sens-server', 5.5))).toEqual([]);
    at(20);
    expect(at(21)).toEqual(['-sens-server']);
  });

  it('does not storm for a problem that comes and goes for a day', () => {
    let messages = 0;
    for (let minute = 0; minute < 24 * 60; minute += 0.5) {
      const isOn = Math.floor(minute / 5) % 2 === 0;
      const since = Math.floor(minute / 5) * 5;
      messages += at(minute, ...(isOn ? [problem('file-unreadable', since)] : [])).length > 0 ? 1 : 0;
    }
    expect(messages).toBeLessThanOrEqual(8);
  });

  it('reports the end after a restart, but not the begin again', () => {
    at(1, problem('sens-refused-key'));
    reports = new ProblemReports(reports.reportedBefore());
    expect(at(2)).toEqual([]);
    expect(at(2.5, problem('sens-refused-key', 2.5))).toEqual([]);
    expect(at(9, problem('sens-refused-key', 2.5))).toEqual([]);
    at(10);
    expect(at(11)).toEqual(['-sens-refused-key']);
  });
});
