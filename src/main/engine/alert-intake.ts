import type { LogSource } from '../../shared/settings/schema';
import { alertsSources, alertsTitle } from '../../shared/settings/log-source';
import type { AlertPipeline } from './alert/alert-pipeline';
import type { MatchInFile } from './alert/message/types';
import { groupKey } from './alert/policy/keys';
import type { PipelineResult } from './alert/pipeline-result';
import type { Clock } from './common/clock';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import type { AlertCase, AlertExpiry, KnownAlert } from './ledger/tables/received-alerts';
import type { CompiledRule } from './match/compiled-rule';
import { alertText, alertVariables, isSelected, type ReceivedAlert } from './watch/alerts/received-alert';

/** Time that requests wait for others, to be committed together, ms. */
const GROUP_MS = 4;
/** Alerts after which a group is committed at once. */
const MAX_GROUP = 2_000;
/**
 * Time after its end for which the same start of an alert counts as a late copy, ms: members of an Alertmanager cluster
 * wait 15 s for each other (`--cluster.peer-timeout`). After it, the alert fires again.
 */
const LATE_COPY_MS = 60_000;
/** Most alerts that end by themselves in one transaction. */
const MOST_EXPIRED = 500;
/** Interval of the looks for such alerts, ms. */
const EXPIRY_MS = 5_000;

export interface AlertIntakeDeps {
  readonly ledger: Ledger;
  readonly pipeline: AlertPipeline;
  readonly health: LedgerHealth;
  readonly clock: Clock;
  readonly rules: () => readonly CompiledRule[];
  readonly files: () => readonly LogSource[];
  /** Called with decisions, once they are committed. */
  readonly publish: (decided: PipelineResult) => void;
}

/** A request that waits for its commit. */
interface Waiting {
  readonly alerts: readonly ReceivedAlert[];
  readonly done: (written: boolean) => void;
}

/** An alert as matches show it, and the entries of the settings that select it. */
interface SeenAlert extends Pick<AlertExpiry, 'line' | 'named' | 'fileIds' | 'path'> {
  readonly alert: ReceivedAlert;
}

/** Matches received alerts, decides on the new ones, and commits both before their senders get an answer. */
export class AlertIntake {
  readonly #deps: AlertIntakeDeps;
  readonly #lastAt = new Map<string, number>();
  #waiting: Waiting[] = [];
  #cancel: (() => void) | null = null;
  #cancelExpiry: (() => void) | null = null;
  #isFailing = false;
  #isStopped = false;

  constructor(deps: AlertIntakeDeps) {
    this.#deps = deps;
  }

  /** True if the last commit failed. */
  get isFailing(): boolean {
    return this.#isFailing;
  }

  /** Time of the last alert of an entry of the settings, ms since 1970. */
  lastAlertAt(fileId: string): number | undefined {
    return this.#lastAt.get(fileId);
  }

  /** Begins to end alerts by themselves that their senders no longer send. */
  start(): void {
    this.#expireLater();
  }

  /** Takes alerts; false if they could not be committed. */
  take(alerts: readonly ReceivedAlert[]): Promise<boolean> {
    if (this.#isStopped || (this.#isFailing && !this.#deps.health.mayTryAgain())) {
      return Promise.resolve(false);
    }
    return new Promise((done) => {
      this.#waiting.push({ alerts, done });
      const total = this.#waiting.reduce((sum, each) => sum + each.alerts.length, 0);
      if (total >= MAX_GROUP) {
        this.#flush();
      } else {
        this.#cancel ??= this.#deps.clock.after(GROUP_MS, () => this.#flush());
      }
    });
  }

  /** Commits what waits, and takes nothing more. */
  stop(): void {
    this.#flush();
    this.#isStopped = true;
    this.#cancelExpiry?.();
  }

  #flush(): void {
    this.#cancel?.();
    this.#cancel = null;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) {
      return;
    }
    const written = this.#commit(() =>
      group.flatMap(({ alerts }) => alerts.flatMap((alert) => this.#matchesOf(alert))),
    );
    group.forEach(({ done }) => done(written));
  }

  /** Decides on the matches of `collect` in one transaction with what it notes; false if that fails. */
  #commit(collect: () => readonly MatchInFile[]): boolean {
    const { ledger, pipeline, health, publish } = this.#deps;
    let decided: PipelineResult;
    try {
      decided = ledger.commit(() => pipeline.decideAll(collect()));
    } catch (error) {
      this.#isFailing = true;
      health.failed('alerts', error);
      return false;
    }
    this.#isFailing = false;
    health.worked('alerts');
    health.read('alerts', () => publish(decided), undefined);
    return true;
  }

  /** Notes an alert, and returns its matches if it is new, or those that report its end. */
  #matchesOf(alert: ReceivedAlert): readonly MatchInFile[] {
    const sources = alertsSources(this.#deps.files()).filter((source) => isSelected(source, alert.labels));
    const [first] = sources;
    if (first === undefined) {
      return [];
    }
    const now = this.#deps.clock.now();
    sources.forEach(({ id }) => this.#lastAt.set(id, now));
    const seen: SeenAlert = {
      alert,
      line: alertText(alert),
      named: alertVariables(alert),
      fileIds: sources.map(({ id }) => id),
      path: alertsTitle(first.alerts),
    };
    const known = this.#deps.ledger.receivedAlerts.find(alert.fingerprint);
    return alert.endsAt === null ? this.#fired(seen, known, now) : this.#ended(seen, known, alert.endsAt, now);
  }

  #fired(seen: SeenAlert, known: KnownAlert | null, now: number): readonly MatchInFile[] {
    const { receivedAlerts } = this.#deps.ledger;
    const { alert } = seen;
    const expiry = expiryOf(seen);
    if (known !== null && !isNew(alert, known, now)) {
      if (known.isFiring) {
        receivedAlerts.extend(known.id, expiry);
      }
      return [];
    }
    const startsAt = alert.startsAt ?? now;
    const { fingerprint, labels } = alert;
    const id = receivedAlerts.fire({ fingerprint, startsAt, expiry, labels }, now);
    return this.#deps.rules().flatMap((rule) => {
      // Back in Alertmanager, an alert would come again and again, from this machine or another.
      const isConcerned = rule.rule.to !== 'alertmanager' && rule.concerns(seen.fileIds);
      const found = isConcerned ? rule.find(seen.line) : null;
      if (found === null) {
        return [];
      }
      const match = { rule, line: seen.line, found: { ...found, named: { ...seen.named, ...found.named } } };
      if (found.part === undefined) {
        receivedAlerts.addCase(id, { ruleId: rule.rule.id, key: groupKey(rule.rule, match.found) });
      }
      return [{ match, path: seen.path, fileIds: seen.fileIds }];
    });
  }

  #ended(seen: SeenAlert, known: KnownAlert | null, endsAt: number, now: number): readonly MatchInFile[] {
    const { receivedAlerts } = this.#deps.ledger;
    const { fingerprint, startsAt } = seen.alert;
    if (known === null) {
      receivedAlerts.addEnded(fingerprint, startsAt ?? endsAt, endsAt, now);
      return [];
    }
    // A late copy of an earlier end leaves the alert that has begun since.
    const isOfThis = Math.max(startsAt ?? endsAt, endsAt) >= known.startsAt;
    return known.isFiring && isOfThis ? this.#endsOf(known.id, seen, endsAt, now) : [];
  }

  /** Ends an alert, and makes the matches that report it: for each case that no other alert keeps open. */
  #endsOf(
    id: number,
    { line, named, fileIds, path }: Omit<SeenAlert, 'alert'>,
    endsAt: number,
    now: number,
  ): readonly MatchInFile[] {
    const { ledger, rules } = this.#deps;
    const cases = ledger.receivedAlerts.end(id, endsAt, now);
    return cases.flatMap((each: AlertCase) => {
      const rule = rules().find((one) => one.rule.id === each.ruleId);
      if (rule === undefined || ledger.receivedAlerts.isHeldOpen(each)) {
        return [];
      }
      const found = { matched: line, groups: [], named, part: 'resolved' as const };
      return [{ match: { rule, line, found }, path, fileIds, endedKey: each.key }];
    });
  }

  #expireLater(): void {
    this.#cancelExpiry = this.#deps.clock.after(EXPIRY_MS, () => {
      this.#expire();
      this.#expireLater();
    });
  }

  /** Ends alerts that were not sent again in time. */
  #expire(): void {
    const { ledger, clock, health } = this.#deps;
    const now = clock.now();
    const next = health.read('alerts', () => ledger.receivedAlerts.nextExpiry(), null);
    if (next !== null && next <= now) {
      this.#commit(() =>
        ledger.receivedAlerts.expired(now, MOST_EXPIRED).flatMap(({ id, ...said }) => this.#endsOf(id, said, now, now)),
      );
    }
  }
}

/** True if an alert begins, as opposed to one that is sent again or by another member of a cluster. */
function isNew({ startsAt, expiresAt }: ReceivedAlert, known: KnownAlert, now: number): boolean {
  if (!known.isFiring) {
    return now - known.changedAt >= LATE_COPY_MS || (startsAt !== null && startsAt > known.startsAt);
  }
  // Programs that send again what fires may each have their own start of it (Prometheus in pairs).
  return expiresAt === null && startsAt !== null && startsAt > known.startsAt;
}

function expiryOf({ alert, line, named, fileIds, path }: SeenAlert): AlertExpiry | null {
  return alert.expiresAt === null ? null : { at: alert.expiresAt, line, named, fileIds, path };
}
