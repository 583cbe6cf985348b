import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AlertPipeline } from '../../../../src/main/engine/alert/alert-pipeline';
import type { PipelineResult } from '../../../../src/main/engine/alert/pipeline-result';
import type { MatchInFile } from '../../../../src/main/engine/alert/message/types';
import { Pause } from '../../../../src/main/engine/alert/pause';
import { Ledger } from '../../../../src/main/engine/ledger/ledger';
import { compileRules } from '../../../../src/main/engine/match/compiled-rule';
import type { Settings } from '../../../../src/shared/settings/schema';
import { ManualClock } from '../../../support/time/manual-clock';
import { policySettings, START } from '../../../support/engine/policy-run';
import { scratchDir } from '../../../support/files/scratch-dir';

/** A step and the time since the one before, ms. */
type Step = { readonly afterMs: number } & (
  | { readonly does: 'lines'; readonly line: string; readonly times: number }
  | { readonly does: 'pause' | 'mute'; readonly forMs: number | null }
);

/** Kinds of states that the policy stores. */
const KINDS = [
  ...['held', 'cooldown', 'rollup', 'mute', 'threshold', 'incident', 'incidents'],
  ...['absence', 'pair', 'watched', 'spent', 'waiting'],
];

const RULES = [
  { cooldown: '10s', cooldownBy: 'rule' },
  { cooldown: '1h' },
  { cooldown: '30s', cooldownMax: '2m', rollup: true },
  { match: { regex: 'user=(?<user>\\w) ' }, key: 'user', cooldown: '1m', cooldownBy: 'key' },
  { match: { regex: 'user=(?<user>\\w) ' }, key: 'user', threshold: { count: 40, within: '20s' } },
  { threshold: { count: 3, within: '1m' }, cooldown: '2m' },
  { wait: '15s', message: '{{line|20}} {{count}} {{heldBack}} {{incident}}' },
  { budget: { textsPerDay: 1 }, cooldown: '5s' },
  { quiet: [{ from: '12:01', to: '12:04' }], cooldown: '1m', rollup: true },
  { match: { text: 'begun' }, pair: { end: { text: 'done' }, within: '20s' } },
  { ok: { text: 'well' }, cooldown: '1h', escalate: { after: '1m', to: ['me'] } },
];
const POLICIES = [{}, { budget: { textsPerDay: 4, reserve: 1 } }, { incidentMaxAge: '1m', quietBy: 'sens' }];
const LINES = ['user=a failed 7', 'user=b failed 8', 'disk full', 'begun', 'done', 'all is well'];

const afterMs = fc.oneof(fc.nat(40), fc.nat(20_000), fc.constant(90_000));
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        does: fc.constant('lines' as const),
        afterMs,
        line: fc.constantFrom(...LINES),
        times: fc.constantFrom(1, 2, 60),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        does: fc.constantFrom('pause' as const, 'mute' as const),
        afterMs,
        forMs: fc.constantFrom(null, 5_000, 70_000),
      }),
    },
  ),
  { maxLength: 16 },
);

/** A ledger and an alert pipeline that stores up to a number of held matches per rule and reason in a minute. */
class Desk {
  readonly #ledger: Ledger;
  readonly #clock = new ManualClock(START);
  readonly #pause: Pause;
  readonly #settings: Settings;
  readonly #desk: AlertPipeline;
  readonly #decided: PipelineResult[] = [];

  constructor(settings: Settings, heldStored: number) {
    const opened = Ledger.open(join(scratchDir(), 'ledger.db'), START);
    if (!opened.ok) {
      throw new Error(opened.error.code);
    }
    const [ledger, clock] = [opened.value, this.#clock];
    const pause = new Pause({ state: ledger.state, clock, ended: () => undefined });
    const common = { ledger, clock, pause, hostName: 'host', practice: () => false, heldStored };
    this.#ledger = ledger;
    this.#pause = pause;
    this.#settings = settings;
    this.#desk = new AlertPipeline({ ...common, settings: () => settings });
  }

  take(step: Step): void {
    this.#pass(step.afterMs);
    const until = 'forMs' in step && step.forMs !== null ? this.#clock.now() + step.forMs : null;
    switch (step.does) {
      case 'pause':
        this.#pause.set(until);
        break;
      case 'mute':
        this.#settings.rules.forEach(({ id }) => this.#commit(() => this.#desk.mute(id, until)));
        break;
      case 'lines': {
        const found = this.#found(step.line, step.times);
        this.#commit(() => this.#desk.decideAll(found));
      }
    }
  }

  /** Number of held matches that were only counted. */
  get counted(): number {
    return this.#decided.flatMap((each) => each.counted).reduce((sum, { count }) => sum + count, 0);
  }

  /** Final state, except for the storage of matches. */
  end(): object {
    this.#pass(3 * 86_400_000);
    const ledger = this.#ledger;
    const told = this.#decided.map(({ events, heldByPause, whys, queuedTexts }) => ({
      events: events.filter(({ event }) => event !== 'match'),
      heldByPause,
      whys: [...whys],
      queuedTexts,
    }));
    const states = KINDS.map((kind) => [kind, ledger.policy.ofKind(kind)]);
    const incidents = (['open', 'closed'] as const).flatMap((which) =>
      ledger.incidents.list({ which, before: null, limit: 500 }),
    );
    const outcome = { told, states, incidents, heldByPause: this.#pause.held, matches: this.#counts() };
    ledger.close();
    return outcome;
  }

  /** Number of matches by rule, decision and incident in the history, and the number that alerts reported. */
  #counts(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    const byCase = this.#settings.rules.some(({ cooldownBy }) => cooldownBy !== 'rule');
    for (const entry of this.#ledger.history.list({ before: null, limit: 10_000, search: '', kind: 'match' })) {
      if (entry.kind === 'match' || entry.kind === 'held') {
        const { ruleId, decision, incident = 0, content } = entry;
        const varying = decision.why === 'cooldown' ? 'until' : 'seen';
        const params = Object.entries(decision.params).filter(([param]) => param !== varying);
        // One count may include several groups of a rule, whose cooldown summaries are separate texts.
        const text = decision.why === 'cooldown' && byCase ? '' : content;
        const name = JSON.stringify([ruleId, decision.why, params, incident, text]);
        counts[name] = (counts[name] ?? 0) + (entry.kind === 'held' ? entry.count : 1);
      }
    }
    return Object.fromEntries(Object.entries(counts).sort());
  }

  #found(line: string, times: number): MatchInFile[] {
    const rules = compileRules(this.#settings.rules);
    return Array.from({ length: times }, (_none, number) => `${line} at ${number}`).flatMap((text) =>
      rules.flatMap((rule) => {
        const found = rule.find(text);
        return found ? [{ match: { rule, line: text, found }, path: '/app.log', fileIds: ['app'] }] : [];
      }),
    );
  }

  #pass(ms: number): void {
    const end = this.#clock.now() + ms;
    const { policy } = this.#ledger;
    for (let due = policy.nextDue(); due !== null && due <= end; due = policy.nextDue()) {
      this.#clock.pass(Math.max(0, due - this.#clock.now()));
      this.#commit(() => this.#desk.settleDue());
      if (policy.nextDue() === due) {
        break;
      }
    }
    this.#clock.pass(Math.max(0, end - this.#clock.now()));
  }

  #commit(decide: () => PipelineResult): void {
    const decided = this.#ledger.commit(decide);
    this.#pause.counted(decided.heldByPause);
    this.#decided.push(decided);
  }
}

it('reports and counts matches the same, stored or only counted', () => {
  let counted = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...RULES),
      fc.constantFrom(...POLICIES),
      steps,
      fc.nat(3),
      (rule, policy, taken, bound) => {
        const settings = policySettings([{ match: { regex: '.+' }, ...rule }], {
          policy: { zone: 'Asia/Seoul', ...policy },
          files: [{ id: 'app', path: '/app.log' }],
        });
        const [counting, storing] = [new Desk(settings, bound), new Desk(settings, Infinity)];
        for (const step of taken) {
          counting.take(step);
          storing.take(step);
        }
        expect(counting.end()).toEqual(storing.end());
        counted += counting.counted;
      },
    ),
    { numRuns: 150 },
  );
  expect(counted).toBeGreaterThan(1_000);
});
