import { expect, it } from 'vitest';
import type { EngineMetrics } from '../../../src/main/engine/metrics/engine-metrics';
import { exposition } from '../../../src/main/metrics/exposition';
import { type MetricsFacts, type Series, seriesOf } from '../../../src/main/metrics/series';
import { emptySettings } from '../../../src/shared/settings/schema';

const NOW = 1_800_000_000_000;

function engine(more: Partial<EngineMetrics> = {}): EngineMetrics {
  const durations = { bounds: [0.1, 1], cumulative: [2, 3, 4], sum: 6.5 };
  return {
    logs: [{ log: 'app', lines: 3, bytes: 40, lagBytes: 7 }],
    rules: [{ rule: 'disk', decisions: [{ outcome: 'held', why: 'cooldown', count: 2 }] }],
    texts: new Map([['delivered', 5]]),
    queues: { texts: 1, messages: 4, matches: 2, files: 3 },
    queuedSince: NOW - 90_000,
    spent: { today: { texts: 4, won: 36 }, month: { texts: 40, won: 360 } },
    commits: durations,
    loopLag: durations,
    ...more,
  };
}

function facts(more: Partial<MetricsFacts> = {}): MetricsFacts {
  const health = { running: true, problems: [], pausedUntil: null, queuedSince: null };
  return { engine: engine(), health, budget: emptySettings().policy.budget, now: NOW, ...more };
}

/** Number of series in an answer, buckets included. */
function countOf({ samples, histograms }: Series): number {
  return histograms.reduce((sum, { counts }) => sum + counts.cumulative.length + 2, samples.length);
}

async function linesOf(given: MetricsFacts, accept = ''): Promise<readonly string[]> {
  return (await exposition(seriesOf(given, 200), accept)).body.split('\n');
}

it('has logs, rules, deliveries, ages, costs, queues and health', async () => {
  const lines = await linesOf(facts());
  expect(lines).toEqual(
    expect.arrayContaining([
      'logbell_healthy 1',
      'logbell_log_lines_total{log="app"} 3',
      'logbell_log_read_bytes_total{log="app"} 40',
      'logbell_log_lag_bytes{log="app"} 7',
      'logbell_matches_total{rule="disk"} 2',
      'logbell_decisions_total{rule="disk",outcome="held",why="cooldown"} 2',
      'logbell_deliveries_total{channel="sens",state="delivered"} 5',
      'logbell_deliveries_total{channel="sens",state="failed"} 0',
      'logbell_oldest_queued_seconds{channel="sens"} 90',
      'logbell_queue_length{queue="matches"} 2',
      'logbell_queue_length{queue="messages"} 4',
      'logbell_spent_won{period="month"} 360',
      'logbell_budget_left_texts{period="today"} 96',
      'logbell_ledger_commit_seconds_bucket{le="0.1"} 2',
      'logbell_ledger_commit_seconds_bucket{le="+Inf"} 4',
      'logbell_ledger_commit_seconds_sum 6.5',
      'logbell_event_loop_lag_seconds_count 4',
      'logbell_series_left_out 0',
    ]),
  );
  expect(lines.join('\n')).not.toContain('logbell_budget_left_won{');
});

it('is OpenMetrics for a client that accepts it', async () => {
  const lines = await linesOf(facts(), 'application/openmetrics-text;version=1.0.0;q=0.75,text/plain;q=0.5');
  expect(lines).toContain('# TYPE logbell_matches counter');
  expect(lines).toContain('logbell_matches_total{rule="disk"} 2');
  expect(lines.slice(-2)).toEqual(['# EOF', '']);
});

it('counts problems by code, and says unhealthy', async () => {
  const problem = { code: 'file-unreadable', subject: '/var/log/a.log', params: {}, since: NOW } as const;
  const health = {
    running: true,
    problems: [problem, { ...problem, subject: '/b' }],
    pausedUntil: 1,
    queuedSince: null,
  };
  const lines = await linesOf(facts({ health }));
  expect(lines).toEqual(
    expect.arrayContaining(['logbell_healthy 0', 'logbell_paused 1', 'logbell_problems{code="file-unreadable"} 2']),
  );
  expect(lines.join('\n')).not.toContain('/var/log');
});

it('says unhealthy without an engine', async () => {
  const lines = await linesOf(facts({ engine: null }));
  expect(lines).toContain('logbell_healthy 0');
  expect(lines.join('\n')).not.toContain('logbell_queue_length');
});

it('never exceeds the limit, keeps both logs and rules, and counts the rest', () => {
  const logs = Array.from({ length: 300 }, (_nothing, at) => ({ log: `log${at}`, lines: 0, bytes: 0, lagBytes: 0 }));
  const rules = logs.map(({ log }) => ({ rule: log, decisions: [] }));
  const most = 200;
  const all = countOf(seriesOf(facts({ engine: engine({ logs, rules }) }), 100_000));
  const cut = seriesOf(facts({ engine: engine({ logs, rules }) }), most);
  expect(countOf(cut)).toBeLessThanOrEqual(most);
  expect(countOf(cut)).toBeGreaterThan(most - 4);
  const kept = (label: string): number => cut.samples.filter(({ labels }) => label in labels).length;
  expect(kept('log')).toBeGreaterThan(60);
  expect(kept('rule')).toBeGreaterThan(20);
  const leftOut = cut.samples.find(({ family }) => family === 'logbell_series_left_out')?.value ?? 0;
  expect(countOf(cut) + leftOut).toBe(all);
});
