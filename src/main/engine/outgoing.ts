import type { Problem } from '../../shared/contract/status';
import { clusterMembers } from '../../shared/settings/alertmanager/members';
import type { Settings } from '../../shared/settings/schema';
import { FallbackWatch } from './alert/fallback-watch';
import type { PipelineResult } from './alert/pipeline-result';
import type { Clock } from './common/clock';
import type { Emit } from './common/events';
import type { EngineConfig } from './engine-api';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { ProblemLog } from './problem-routing/problem-log';
import { ProblemRouter } from './problem-routing/problem-router';
import { type HistoryPublisher, TextPublisher } from './publisher';
import { AlertRefresh } from './send/channels/alertmanager/alert-refresh';
import type { DirectSender } from './send/channels/direct-sender';
import type { Sender } from './send/outbox/types';
import { directSender, engineSender, USER_AGENT } from './senders';
import { TextQueue } from './text-queue';

/** Longest wait for texts in flight when stopping, ms. */
const STOP_GRACE_MS = 5_000;

export interface OutgoingDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly health: LedgerHealth;
  readonly problems: ProblemLog;
  /** Open problems of the app around the engine. */
  readonly hostProblems: () => readonly Problem[];
  readonly emit: Emit;
  readonly history: HistoryPublisher;
  readonly hostName: string;
  readonly config: () => EngineConfig;
  readonly isPaused: () => boolean;
  /** Publishes what was committed, and sends the messages. */
  readonly publish: (result: PipelineResult) => void;
  readonly statusChanged: () => void;
}

/**
 * Everything that leaves this machine: queued texts and messages to channels, fallback messages, reports of Logbell's
 * own problems, and alerts to Alertmanager.
 */
export class Outgoing {
  /** The queued texts, and what a person does with them. */
  readonly texts: TextQueue;
  readonly #deps: OutgoingDeps;
  readonly #sender: Sender;
  readonly #direct: DirectSender;
  readonly #fallback: FallbackWatch;
  readonly #problemRouter: ProblemRouter;
  readonly #alertRefresh: AlertRefresh;

  constructor(deps: OutgoingDeps) {
    const { ledger, clock, health, problems, emit, history, config, statusChanged } = deps;
    const publisher = new TextPublisher({ ledger, emit, history, statusChanged });
    const changed = (ids: readonly number[]): void => publisher.changed(ids);
    this.#deps = deps;
    this.#sender = engineSender({ ledger, clock, problems, health, config, changed });
    this.#direct = directSender({ clock, problems, config });
    this.texts = new TextQueue({ ledger, clock, problems, publisher, sender: this.#sender });
    this.#fallback = this.#createFallbackWatch();
    this.#problemRouter = this.#createProblemRouter();
    this.#alertRefresh = this.#createAlertRefresh();
  }

  /** Applies changed settings to all but the senders, which use those of the moment. */
  apply(): void {
    this.#fallback.apply();
    this.#problemRouter.apply();
    this.#alertRefresh.apply();
  }

  /** Sends what is queued. */
  wake(): void {
    this.#sender.wake();
  }

  /** Tries at once what waits, as settings, keys or secrets may have changed. */
  again(): void {
    this.#sender.again();
    this.#direct.again();
  }

  /** Gives texts in flight up to 5 s, and stops. */
  async stop(): Promise<void> {
    await Promise.all([this.#sender.stop(STOP_GRACE_MS), this.#direct.stop(STOP_GRACE_MS)]);
    this.#fallback.stop();
    this.#problemRouter.stop();
    this.#alertRefresh.stop();
  }

  #createFallbackWatch(): FallbackWatch {
    const { ledger, clock, health, problems, history, hostName, isPaused, publish } = this.#deps;
    return new FallbackWatch({
      ...{ ledger, clock, health, hostName, isPaused, publish },
      problems: () => problems.standing(),
      settings: () => this.#settings(),
      reported: (alertIds) => alertIds.forEach((id) => history.matchesOfAlert(id)),
    });
  }

  #createProblemRouter(): ProblemRouter {
    const { ledger, clock, health, problems, hostProblems, hostName } = this.#deps;
    return new ProblemRouter({
      ...{ ledger, clock, health, hostName, direct: this.#direct },
      problems: () => [...problems.standing(), ...hostProblems()],
      settings: () => this.#settings(),
      queued: (ids) => this.texts.added(ids),
    });
  }

  #createAlertRefresh(): AlertRefresh {
    const { ledger, clock, health, problems, config } = this.#deps;
    return new AlertRefresh({
      clock,
      problems,
      userAgent: USER_AGENT,
      alerting: (limit) => health.read('policy', () => ledger.incidents.alerting(limit), []),
      endTold: (ids) => {
        const forget = (): void => ids.forEach((id) => ledger.incidents.setAlert(id, null));
        health.write('policy', () => ledger.commit(forget), undefined);
      },
      settings: () => {
        const { settings, alertmanagerToken: token = '' } = config();
        const rules = settings.rules.filter(({ to }) => to === 'alertmanager').map(({ id }) => id);
        const members = settings.sens.mode === 'practice' ? [] : clusterMembers(settings);
        return { members, token, rules: new Set(rules) };
      },
    });
  }

  #settings(): Settings {
    return this.#deps.config().settings;
  }
}
