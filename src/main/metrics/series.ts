import { version } from '../../../package.json';
import { healthOf, type HealthFacts } from '../../shared/contract/health';
import type { TextState } from '../../shared/contract/history';
import type { Budget } from '../../shared/settings/rules/policy-schema';
import type { PolicySettings } from '../../shared/settings/schema';
import type { DurationCounts } from '../engine/metrics/duration-histogram';
import type { EngineMetrics, LogMetrics, RuleMetrics } from '../engine/metrics/engine-metrics';
import type { FamilyName } from './families';

/** Facts that one answer is made from. */
export interface MetricsFacts {
  /** Null while the engine does not run or does not answer. */
  readonly engine: EngineMetrics | null;
  readonly health: HealthFacts;
  readonly budget: PolicySettings['budget'];
  /** Current time, ms since 1970. */
  readonly now: number;
}

/** One value with its labels, which are ids and codes only. */
export interface Sample {
  readonly family: FamilyName;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Values of one answer. */
export interface Series {
  readonly samples: readonly Sample[];
  readonly histograms: readonly { readonly family: FamilyName; readonly counts: DurationCounts }[];
}

const STATES = [
  'owed',
  'sending',
  'accepted',
  'delivered',
  'failed',
  'unknown',
] as const satisfies readonly TextState[];

/**
 * Makes the series of one answer, at most `most`. Those of whole logs and rules are left out first, in turn from the
 * end of the settings; `logbell_series_left_out` counts them.
 */
export function seriesOf(facts: MetricsFacts, most: number): Series {
  const { engine } = facts;
  const general = [...ownSamples(facts), ...(engine === null ? [] : engineSamples(engine, facts))];
  const histograms =
    engine === null
      ? []
      : ([
          { family: 'logbell_ledger_commit_seconds', counts: engine.commits },
          { family: 'logbell_event_loop_lag_seconds', counts: engine.loopLag },
        ] as const);
  const inHistograms = histograms.reduce((sum, { counts }) => sum + counts.cumulative.length + 2, 0);
  const groups = engine === null ? [] : inTurn(engine.logs.map(samplesOfLog), engine.rules.map(samplesOfRule));
  // One is for the counter of those left out.
  let room = most - inHistograms - 1;
  let leftOut = 0;
  const samples: Sample[] = [];
  for (const group of [...general.map((sample) => [sample]), ...groups]) {
    if (leftOut > 0 || group.length > room) {
      leftOut += group.length;
    } else {
      room -= group.length;
      samples.push(...group);
    }
  }
  return { samples: [...samples, sample('logbell_series_left_out', {}, leftOut)], histograms };
}

function sample(family: FamilyName, labels: Sample['labels'], value: number): Sample {
  return { family, labels, value };
}

function ownSamples({ engine, health, now }: MetricsFacts): readonly Sample[] {
  const { ok } = healthOf(health, now);
  const codes = new Map<string, number>();
  health.problems.forEach(({ code }) => codes.set(code, (codes.get(code) ?? 0) + 1));
  return [
    sample('logbell_build_info', { version }, 1),
    sample('logbell_healthy', {}, Number(ok && engine !== null)),
    sample('logbell_paused', {}, Number(health.pausedUntil !== null)),
    ...Array.from(codes, ([code, count]) => sample('logbell_problems', { code }, count)),
  ];
}

function engineSamples(engine: EngineMetrics, { budget, now }: MetricsFacts): readonly Sample[] {
  const { texts, queues, queuedSince, spent } = engine;
  const ageMs = queuedSince === null ? 0 : Math.max(0, now - queuedSince);
  return [
    ...Object.entries(queues).map(([queue, length]) => sample('logbell_queue_length', { queue }, length)),
    sample('logbell_oldest_queued_seconds', { channel: 'sens' }, ageMs / 1_000),
    ...STATES.map((state) => sample('logbell_deliveries_total', { channel: 'sens', state }, texts.get(state) ?? 0)),
    ...(['today', 'month'] as const).flatMap((period) => [
      sample('logbell_spent_texts', { period }, spent[period].texts),
      sample('logbell_spent_won', { period }, spent[period].won),
    ]),
    ...leftOf(budget, spent),
  ];
}

/** Series of what the budget of all rules leaves, where it has a limit. */
function leftOf(budget: MetricsFacts['budget'], { today, month }: EngineMetrics['spent']): readonly Sample[] {
  const limits: readonly [FamilyName, 'today' | 'month', Budget[keyof Budget] | null, number][] = [
    ['logbell_budget_left_texts', 'today', budget.textsPerDay, today.texts],
    ['logbell_budget_left_texts', 'month', budget.textsPerMonth, month.texts],
    ['logbell_budget_left_won', 'today', budget.wonPerDay, today.won],
    ['logbell_budget_left_won', 'month', budget.wonPerMonth, month.won],
  ];
  return limits.flatMap(([family, period, limit, used]) =>
    typeof limit === 'number' ? [sample(family, { period }, Math.max(0, limit - used))] : [],
  );
}

function samplesOfLog({ log, lines, bytes, lagBytes }: LogMetrics): readonly Sample[] {
  return [
    sample('logbell_log_lines_total', { log }, lines),
    sample('logbell_log_read_bytes_total', { log }, bytes),
    ...(lagBytes === null ? [] : [sample('logbell_log_lag_bytes', { log }, lagBytes)]),
  ];
}

function samplesOfRule({ rule, decisions }: RuleMetrics): readonly Sample[] {
  const matches = decisions.reduce((sum, { count }) => sum + count, 0);
  return [
    sample('logbell_matches_total', { rule }, matches),
    ...decisions.map(({ outcome, why, count }) => sample('logbell_decisions_total', { rule, outcome, why }, count)),
  ];
}

/** Takes from both lists in turn, so that many of one kind do not leave out all of the other. */
function inTurn<Item>(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  const longest = Math.max(one.length, other.length);
  return Array.from({ length: longest }, (_nothing, index) => [
    ...one.slice(index, index + 1),
    ...other.slice(index, index + 1),
  ]).flat();
}
