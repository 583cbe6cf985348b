import { ok, type Result } from '../../shared/common/result';
import type { DecisionWhy } from '../../shared/contract/history';
import type { IncidentRefusal, IncidentView } from '../../shared/contract/incident';
import type { Mute } from '../../shared/contract/status';
import type { Rule, Settings } from '../../shared/settings/schema';
import { ruleTitle } from '../../shared/settings/titles';
import { AlertPipeline } from './alert/alert-pipeline';
import { DueTimer } from './alert/due-timer';
import { forgetAbsence, loadAbsence } from './alert/expectations/absence';
import { AbsenceMonitor } from './alert/expectations/absence-monitor';
import { loadPairs, saveWatched } from './alert/expectations/pair';
import { PairMonitor } from './alert/expectations/pair-monitor';
import { acknowledgeIncident, closeIncident, incidentEvent } from './alert/incidents/incident-log';
import type { Pause } from './alert/pause';
import type { PipelineResult } from './alert/pipeline-result';
import { waitsForBudget } from './alert/policy/incident';
import { PolicyState } from './alert/policy/policy-state';
import { forgetPaidAgain } from './alert/policy/spending';
import { forgetPractice } from './alert/practice-memory';
import { RuleVisibility, type RuleVisibilityDeps } from './alert/rule-visibility';
import type { Clock } from './common/clock';
import type { Emit, EngineEvent } from './common/events';
import type { ProblemReporter } from './common/problems';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import { HeldCountPublisher, type HistoryPublisher } from './publisher';

/** Delay before the next attempt after a ledger fault, ms. */
const LEDGER_RETRY_MS = 5_000;

/** Decisions that change the next deadline of a pair. */
const PAIR_WHYS = ['pair-started', 'pair-ended', 'pair-late'] as const satisfies readonly DecisionWhy[];

export interface AlertSchedulerDeps extends Pick<RuleVisibilityDeps, 'canRead' | 'reading'> {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly pause: Pause;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  /** The time that incidents age by, ms since 1970; a jump of the clock does not move it (plausible-time.ts). */
  readonly plausibleNow: () => number;
  readonly emit: Emit;
  readonly history: HistoryPublisher;
  readonly hostName: string;
  readonly settings: () => Settings;
  /** Called with texts that were queued. */
  readonly queued: (textIds: readonly number[]) => void;
  readonly matchesWritten: (matches: number) => void;
  readonly statusChanged: () => void;
}

/** Runs the alert policy: publishes decisions once they are committed, and settles deferred work when it is due. */
export class AlertScheduler {
  readonly pipeline: AlertPipeline;
  readonly #deps: AlertSchedulerDeps;
  readonly #heldCounts: HeldCountPublisher;
  readonly #timer: DueTimer;
  readonly #absence: AbsenceMonitor;
  readonly #pairs: PairMonitor;
  #cancelForgetting: () => void = () => undefined;
  /** Rules with unchecked lines, of which the urgent ones are still to be reported. */
  #unchecked = new Set<string>();
  #cancelUnchecked: (() => void) | null = null;

  constructor(deps: AlertSchedulerDeps) {
    const { ledger, clock, pause, health, hostName, settings, emit, history, plausibleNow } = deps;
    this.#deps = deps;
    this.#heldCounts = new HeldCountPublisher({ clock, emit, history });
    const practice = (): boolean => settings().sens.mode === 'practice';
    const watchedMs = (ruleId: string): number => this.#pairs.watchedMs(ruleId);
    this.pipeline = new AlertPipeline({ ledger, clock, pause, hostName, settings, practice, watchedMs, plausibleNow });
    this.#timer = new DueTimer({
      clock,
      nextDue: () => this.#read(() => ledger.policy.nextDue(), clock.now() + LEDGER_RETRY_MS),
      notDueBefore: () => this.#read(() => ledger.policy.notDueBefore(), clock.now() + LEDGER_RETRY_MS),
      settle: () => {
        const settled = this.#commitAndPublish(() => this.pipeline.settleDue());
        if (settled) {
          this.#showBudget();
        }
        return settled;
      },
    });
    const visibility = new RuleVisibility({ ...deps, mutes: () => this.mutes() });
    this.#absence = new AbsenceMonitor({
      clock,
      rules: () => settings().rules,
      visibilityOf: (rule) => visibility.ofRule(rule),
      showBlind: (rule, blind) => visibility.showBlind(rule, blind),
      filesOf: (rule) => visibility.ofFiles(rule),
      loadCases: (rule) => this.#read(() => loadAbsence(ledger.policy, rule), null),
      report: (rule, cases, missing) => this.#commitAndPublish(() => this.pipeline.reportAbsence(rule, cases, missing)),
      forget: (rule, cases) =>
        health.write('policy', () => forgetAbsence(ledger.policy, rule, cases, clock.now()), false),
    });
    this.#pairs = new PairMonitor({
      clock,
      rules: () => settings().rules,
      visibilityOf: (rule) => visibility.ofRule(rule),
      showBlind: (rule, blind) => visibility.showBlind(rule, blind),
      loadPairs: (rule) => this.#read(() => loadPairs(ledger.policy, rule), null),
      saveWatched: (rule, watchedMs) =>
        health.write('policy', () => saveWatched(ledger.policy, rule, watchedMs, clock.now()), undefined),
      report: (rule) => this.#commitAndPublish(() => this.pipeline.reportOverdue(rule)),
    });
  }

  /** Applies changed settings: forgets the state of rules that are gone, and of practice when it ends. */
  apply(): void {
    const { problems, settings } = this.#deps;
    this.#forgetOutdated();
    problems.keepOnly('too-many-keys', new Set());
    const expecting = settings().rules.filter(({ enabled, absence, pair }) => enabled && (absence ?? pair));
    problems.keepOnly('absence-blind', new Set(expecting.map(({ id }) => id)));
    this.#showBudget();
    this.#absence.apply();
    this.#pairs.apply();
    this.checkDue();
  }

  /** Checks when the next work is due, as the machine may have slept or its clock was set. */
  checkDue(): void {
    this.#timer.check();
  }

  /** Publishes committed decisions. */
  publish({
    events,
    heldByPause,
    matchIds,
    counted,
    countIds,
    whys,
    queuedTexts,
    expected,
    forgot,
    givenUp,
  }: PipelineResult): void {
    const { pause, emit, history, matchesWritten, problems, statusChanged } = this.#deps;
    events.forEach(emit);
    pause.counted(heldByPause);
    forgot.forEach((ruleId) => problems.raise('too-many-keys', ruleId, { title: this.#titleOf(ruleId) }));
    givenUp.forEach(({ id, title }) => problems.note('escalation-given-up', String(id), { id, title }));
    if (whys.has('budget')) {
      problems.raise('budget-used-up', '');
    }
    history.matches(matchIds);
    this.#heldCounts.counted(counted, countIds);
    if (queuedTexts.length > 0 || events.some(({ event }) => event === 'incident')) {
      // An incident that was closed may have queued the end of its silences.
      this.#deps.queued(queuedTexts);
    }
    if (matchIds.length > 0) {
      matchesWritten(matchIds.length);
    }
    statusChanged();
    this.checkDue();
    if (PAIR_WHYS.some((why) => whys.has(why))) {
      this.#pairs.changed();
    }
    if (expected.size > 0) {
      this.#absence.seen(expected);
    }
  }

  /** Mutes a rule until a time (ms since 1970), or unmutes it with null. Throws if the ledger cannot be written. */
  mute(ruleId: string, until: number | null): void {
    this.publish(this.#deps.ledger.commit(() => this.pipeline.mute(ruleId, until)));
  }

  /** Acknowledges an incident for a person. Throws if the ledger cannot be written. */
  acknowledge(id: number): Result<undefined, IncidentRefusal> {
    const { ledger, clock, settings, hostName: host } = this.#deps;
    const change = { cause: 'person', at: clock.now() } as const;
    const done = ledger.commit(() => acknowledgeIncident(ledger, id, { settings: settings(), host }, change));
    return done.ok ? this.#incidentsChanged([done.value]) : done;
  }

  /** Closes an incident for a person. Throws if the ledger cannot be written. */
  closeIncident(id: number): Result<undefined, IncidentRefusal> {
    const { ledger, clock, settings, hostName: host } = this.#deps;
    const change = { cause: 'person', at: clock.now() } as const;
    const done = ledger.commit(() => closeIncident(ledger, id, { settings: settings(), host }, change));
    return done.ok ? this.#incidentsChanged([done.value]) : done;
  }

  mutes(): readonly Mute[] {
    const { ledger } = this.#deps;
    const muted = this.#read(() => new PolicyState(ledger.policy).all('mute'), []);
    return muted.map(({ ruleId, state }) => ({
      rule: ruleId,
      title: this.#titleOf(ruleId),
      until: state.until,
      held: state.held,
    }));
  }

  /**
   * Reports that lines of a rule go unchecked; for an urgent rule its recipients are texted, once the ledger is
   * writable.
   */
  reportUnchecked({ id }: Rule): void {
    this.#unchecked.add(id);
    this.#cancelUnchecked ??= this.#deps.clock.after(0, () => this.#reportUnchecked());
  }

  stop(): void {
    this.#cancelForgetting();
    this.#cancelUnchecked?.();
    this.#heldCounts.publish();
    this.#timer.stop();
    this.#absence.stop();
    this.#pairs.stop();
  }

  /** Publishes incidents that another process changed. */
  publishExternalChanges(incidents: readonly IncidentView[]): void {
    const events = incidents.flatMap((incident) => {
      const change = incident.changes.findLast(({ cause }) => cause === 'command');
      return change ? [incidentEvent(incident, change)] : [];
    });
    this.#incidentsChanged(events);
  }

  /** Takes up what another process has changed in the policy, such as mutes. */
  policyChanged(): void {
    this.#deps.ledger.policy.invalidate();
    this.#deps.statusChanged();
    this.checkDue();
  }

  #incidentsChanged(events: readonly EngineEvent[]): Result<undefined, never> {
    events.forEach(this.#deps.emit);
    // Silences or their ends may have been queued.
    this.#deps.queued([]);
    this.#deps.statusChanged();
    this.checkDue();
    return ok(undefined);
  }

  /** Forgets the state of practice and of rules that are gone, now or once the ledger is writable. */
  #forgetOutdated(): void {
    const { ledger, clock, health, settings, emit } = this.#deps;
    this.#cancelForgetting();
    const { rules, sens } = settings();
    const forget = (): readonly EngineEvent[] => {
      forgetPractice(ledger, sens.mode);
      ledger.policy.keepOnly(new Set(rules.map(({ id }) => id)));
      ledger.policy.keepOnly(new Set(rules.flatMap(({ id, pair }) => (pair ? [id] : []))), 'pair');
      const memory = new PolicyState(ledger.policy);
      forgetPaidAgain(memory, clock.now(), settings());
      ledger.policy.save(memory.takeChanges(), clock.now());
      return this.pipeline.incidents.reschedule();
    };
    const closed = health.write('policy', () => ledger.commit(forget), null);
    if (closed === null) {
      this.#cancelForgetting = clock.after(LEDGER_RETRY_MS, () => this.#forgetOutdated());
      return;
    }
    closed.forEach(emit);
    if (closed.length > 0) {
      this.#deps.queued([]);
    }
  }

  #reportUnchecked(): void {
    const { clock, settings } = this.#deps;
    const urgent = settings().rules.filter(({ id, urgent }) => urgent && this.#unchecked.has(id));
    const unpublished = urgent.filter((rule) => !this.#commitAndPublish(() => this.pipeline.reportUnchecked(rule)));
    this.#unchecked = new Set(unpublished.map(({ id }) => id));
    this.#cancelUnchecked = unpublished.length > 0 ? clock.after(LEDGER_RETRY_MS, () => this.#reportUnchecked()) : null;
  }

  /** Shows the budget as used up while any alert waits for the next one, or would if other channels had not reported it. */
  #showBudget(): void {
    const { ledger, problems } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    const isWaiting = this.#read(
      () =>
        memory.all('waiting').some(({ state }) => state.reason === 'budget') ||
        memory.all('overBudget').length > 0 ||
        memory.all('incident').some(({ state }) => waitsForBudget(state)),
      false,
    );
    if (isWaiting) {
      problems.raise('budget-used-up', '');
    } else {
      problems.clear('budget-used-up', '');
    }
  }

  #titleOf(ruleId: string): string {
    const rule = this.#deps.settings().rules.find(({ id }) => id === ruleId);
    return rule ? ruleTitle(rule) : ruleId;
  }

  /** Commits decisions and publishes them; false if the ledger could not be used. */
  #commitAndPublish(decide: () => PipelineResult): boolean {
    const { ledger, health } = this.#deps;
    const decided = health.write('policy', () => ledger.commit(decide), null);
    if (decided === null) {
      return false;
    }
    return this.#read(() => {
      this.publish(decided);
      return true;
    }, false);
  }

  #read<Value>(work: () => Value, otherwise: Value): Value {
    return this.#deps.health.read('policy', work, otherwise);
  }
}
