import { parseDuration } from '../../../shared/common/duration';
import type { Problem } from '../../../shared/contract/status';
import type { FallbackSettings } from '../../../shared/settings/channels/channel-schema';
import type { Settings } from '../../../shared/settings/schema';
import { dueHeldEscalations, writeHeldEscalations } from './fallback/held-escalations';
import { dueOverBudget, type OverBudgetContext, writeOverBudget } from './fallback/over-budget';
import { sensCondition } from './fallback/text-trouble';
import {
  dueFallbacks,
  type FallbackContext,
  type FallbackPlan,
  planFallback,
  writeFallback,
} from './fallback/write-fallback';
import { EMPTY_RESULT, type PipelineResult } from './pipeline-result';
import { PolicyState } from './policy/policy-state';
import type { Clock } from '../common/clock';
import { repeatEvery } from '../common/repeat';
import type { Ledger } from '../ledger/ledger';
import type { LedgerHealth } from '../ledger/ledger-health';

/** Interval between two looks at the texts, ms. */
const LOOK_MS = 5_000;
/** Time that SENS is given for its first answer after a start or a suspend, ms. */
const START_GRACE_MS = 15_000;
/** Time between two looks that means the machine was suspended, ms. */
const SUSPENDED_MS = 60_000;
/** Age of the oldest texts that are reported, ms. */
const HORIZON_MS = 86_400_000;
/** Most texts of one look. */
const MAX_TEXTS = 10_000;
/** Entry of the ledger's state: time since when there are fallback channels, ms since 1970. */
const SINCE = 'fallback-since';

export interface FallbackWatchDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  /** Open problems, which say how SENS is. */
  readonly problems: () => readonly Problem[];
  readonly settings: () => Settings;
  readonly isPaused: () => boolean;
  readonly hostName: string;
  /** Publishes what was committed, and sends the messages. */
  readonly publish: (result: PipelineResult) => void;
  /** Called with alerts whose matches a message through a fallback channel reports. */
  readonly reported: (alertIds: readonly number[]) => void;
}

/**
 * Reports texts that do not get through and matches that the budget holds to the fallback channels. A message and the
 * mark that it was written are committed together, so that no crash loses or repeats it.
 */
export class FallbackWatch {
  readonly #deps: FallbackWatchDeps;
  #cancel: (() => void) | null = null;
  #lookedAt: number;
  #earlyUntil: number;
  /** Texts that failed before this time, ms since 1970, are reported or need not be. */
  #failedSince = 0;

  constructor(deps: FallbackWatchDeps) {
    this.#deps = deps;
    this.#lookedAt = deps.clock.now();
    this.#earlyUntil = this.#lookedAt + START_GRACE_MS;
  }

  /** Applies changed settings. */
  apply(): void {
    const { clock, settings } = this.#deps;
    this.#failedSince = 0;
    if (settings().delivery.fallback === undefined) {
      this.#end();
      return;
    }
    this.#lookedAt = clock.now();
    this.#cancel ??= repeatEvery(clock, LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #end(): void {
    const { ledger, health } = this.#deps;
    this.stop();
    if (health.read('policy', () => ledger.state.entry(SINCE), null) !== null) {
      health.write('policy', () => ledger.commit(() => ledger.state.removeEntry(SINCE)), undefined);
    }
  }

  #look(): void {
    const { clock, health, settings } = this.#deps;
    const { fallback } = settings().delivery;
    if (fallback === undefined) {
      return;
    }
    const now = clock.now();
    if (Math.abs(now - this.#lookedAt) > SUSPENDED_MS) {
      this.#earlyUntil = now + START_GRACE_MS;
    }
    this.#lookedAt = now;
    const since = this.#since(now);
    if (since === null) {
      return;
    }
    this.#failedSince = Math.max(this.#failedSince, since, now - HORIZON_MS);
    health.read('policy', () => this.#report(fallback, now), undefined);
  }

  /** Time since when there are fallback channels; null if the ledger cannot keep it. */
  #since(now: number): number | null {
    const { ledger, health } = this.#deps;
    const known = health.read('policy', () => ledger.state.entry(SINCE), null);
    if (known !== null) {
      return Number(known);
    }
    const save = (): number => {
      ledger.state.saveEntry(SINCE, String(now));
      return now;
    };
    return health.write('policy', () => ledger.commit(save), null);
  }

  #report(fallback: FallbackSettings, now: number): void {
    const { settings, hostName, problems, isPaused } = this.#deps;
    const afterMs = parseDuration(fallback.after) ?? 0;
    const common = { settings: settings(), now, afterMs, host: hostName };
    const sens = sensCondition(problems().map(({ code }) => code));
    this.#reportTexts({ ...common, sens, isEarly: now < this.#earlyUntil });
    this.#reportHeldByBudget({ ...common, paused: isPaused() });
  }

  #reportTexts(context: FallbackContext): void {
    const { ledger, health, publish, reported } = this.#deps;
    const due = this.#plans(context);
    if (due.length === 0) {
      return;
    }
    const write = (): readonly [plans: readonly FallbackPlan[], textIds: readonly number[]] => {
      const plans = this.#plans(context);
      return [plans, plans.flatMap((plan) => writeFallback(ledger, plan, context))];
    };
    const written = health.write('policy', () => ledger.commit(write), null);
    if (written === null) {
      return;
    }
    const [plans, textIds] = written;
    if (textIds.length > 0) {
      publish({ ...EMPTY_RESULT, queuedTexts: textIds });
      reported(plans.flatMap(({ messages }) => messages.flatMap(({ alerts }) => alerts.map(({ alertId }) => alertId))));
    }
  }

  /** Plans that would write something now. */
  #plans(context: FallbackContext): FallbackPlan[] {
    const { now, afterMs, sens, settings } = context;
    const { ledger } = this.#deps;
    const bounds = {
      practice: settings.sens.mode === 'practice',
      dueSince: now - HORIZON_MS,
      failedSince: this.#failedSince,
      onlyWithReason: sens === 'works',
      limit: MAX_TEXTS,
    };
    const due = dueFallbacks(ledger.fallbacks.unreported(bounds, now), ledger.fallbacks.notTaken(bounds, now), context);
    if (due.length === 0) {
      this.#failedSince = Math.max(this.#failedSince, now - afterMs - SUSPENDED_MS);
    }
    return due
      .map((alerts) => planFallback(ledger, alerts, context))
      .filter(({ messages, settled }) => messages.length > 0 || settled.length > 0);
  }

  #reportHeldByBudget(context: OverBudgetContext): void {
    const { ledger, health, publish, reported } = this.#deps;
    const seen = new PolicyState(ledger.policy);
    if (dueOverBudget(seen, context).length + dueHeldEscalations(seen, context).length === 0) {
      return;
    }
    const write = (): readonly [PipelineResult, alertIds: readonly number[]] => {
      const memory = new PolicyState(ledger.policy);
      const written = [
        ...dueHeldEscalations(memory, context).map((held) => writeHeldEscalations(ledger, held, memory, context)),
        ...dueOverBudget(memory, context).map((held) => writeOverBudget(ledger, held, memory, context)),
      ];
      const result = {
        ...EMPTY_RESULT,
        events: written.map(({ event }) => event),
        queuedTexts: written.flatMap(({ textIds }) => textIds),
        forgot: ledger.policy.save(memory.takeChanges(), context.now),
      };
      return [result, written.map(({ id }) => id)];
    };
    const committed = health.write('policy', () => ledger.commit(write), null);
    if (committed !== null) {
      const [result, alertIds] = committed;
      publish(result);
      reported(alertIds);
    }
  }
}
