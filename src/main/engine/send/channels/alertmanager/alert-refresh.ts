import type { AlertmanagerMember } from '../../../../../shared/settings/alertmanager/members';
import type { Clock } from '../../../common/clock';
import type { ProblemReporter } from '../../../common/problems';
import { repeatEvery } from '../../../common/repeat';
import type { AlertingIncident } from '../../../ledger/tables/incidents';
import type { ExchangeTimeouts, SensHttp } from '../../sens/http';
import { createLazyHttp } from '../../sens/lazy-http';
import { hideSecrets, withHiddenSecrets } from '../hide-secrets';
import { ChannelProblems } from '../channel-problems';
import { type AlertState, postAlerts, RESEND_MS } from './post-alerts';

/** Interval between two looks at the incidents, ms. */
const LOOK_MS = 2_000;
/** Time for which the end of an alert is posted, ms (Alertmanager, docs/alerts_api.md). */
const TELLS_END_FOR_MS = 5 * 60_000;
/** Most alerts of one look, and of one request. */
const MOST_ALERTS = 5_000;
const BATCH = 100;

const TIMEOUTS: ExchangeTimeouts = { connectMs: 5_000, answerMs: 10_000 };

/** The cluster to tell, as the settings of the moment have it. */
interface RefreshSettings {
  /** Empty in practice mode. */
  readonly members: readonly AlertmanagerMember[];
  readonly token: string;
  /** Ids of the rules whose incidents go there. */
  readonly rules: ReadonlySet<string>;
}

export interface AlertRefreshDeps {
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly userAgent: string;
  /** Lists the incidents with an alert, newest first; empty while the ledger cannot be read. */
  readonly alerting: (limit: number) => readonly AlertingIncident[];
  /** Forgets the alerts of incidents whose end was told for long enough. */
  readonly endTold: (ids: readonly number[]) => void;
  readonly settings: () => RefreshSettings;
}

/** Posts to one member in this run. */
interface Told {
  /** Time of the last post of all alerts, ms since 1970. */
  at: number;
  /** Incidents whose end it knows. */
  readonly ended: Set<number>;
  isPosting: boolean;
}

/**
 * Posts the alerts of open incidents to every member again and again, and their end for some minutes. What it posts
 * comes from the ledger alone, so that a restart changes nothing.
 */
export class AlertRefresh {
  readonly #deps: AlertRefreshDeps;
  readonly #http;
  readonly #problems: ChannelProblems;
  readonly #told = new Map<string, Told>();
  #cancel: (() => void) | null = null;

  constructor(deps: AlertRefreshDeps) {
    this.#deps = deps;
    this.#http = createLazyHttp(deps.clock, TIMEOUTS);
    this.#problems = new ChannelProblems(deps.problems, () => deps.settings().members);
  }

  /** Applies changed settings. */
  apply(): void {
    if (this.#deps.settings().members.length === 0) {
      this.#cancel?.();
      this.#cancel = null;
      return;
    }
    this.#cancel ??= repeatEvery(this.#deps.clock, LOOK_MS, () => this.#look());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#http.close();
  }

  #look(): void {
    const { clock, alerting, endTold, settings } = this.#deps;
    const { members, token, rules } = settings();
    const now = clock.now();
    const incidents = alerting(MOST_ALERTS);
    const isOver = ({ closedAt }: AlertingIncident): boolean => closedAt !== null && closedAt + TELLS_END_FOR_MS < now;
    const over = incidents.filter(isOver).map(({ id }) => id);
    if (over.length > 0) {
      endTold(over);
      this.#told.forEach(({ ended }) => over.forEach((id) => ended.delete(id)));
    }
    const current = incidents.filter(
      (incident) => !isOver(incident) && (incident.closedAt !== null || rules.has(incident.ruleId)),
    );
    for (const member of members) {
      this.#tell({ member, token }, current, now);
    }
  }

  #tell(
    target: { readonly member: AlertmanagerMember; readonly token: string },
    incidents: readonly AlertingIncident[],
    now: number,
  ): void {
    const { id } = target.member;
    const told = this.#told.get(id) ?? { at: 0, ended: new Set<number>(), isPosting: false };
    this.#told.set(id, told);
    const isDue = Math.abs(now - told.at) >= RESEND_MS;
    const due = isDue ? incidents : incidents.filter((each) => each.closedAt !== null && !told.ended.has(each.id));
    if (told.isPosting || due.length === 0) {
      return;
    }
    told.isPosting = true;
    told.at = isDue ? now : told.at;
    void this.#post(target, due, told).finally(() => {
      told.isPosting = false;
    });
  }

  async #post(
    target: { readonly member: AlertmanagerMember; readonly token: string },
    incidents: readonly AlertingIncident[],
    told: Told,
  ): Promise<void> {
    const { clock, userAgent } = this.#deps;
    const hide = hideSecrets(target.member, { token: target.token });
    const exchange: SensHttp['exchange'] = async (request) =>
      withHiddenSecrets(await this.#http.exchange(request), hide);
    const means = { http: { exchange }, userAgent, now: () => clock.now() };
    for (let from = 0; from < incidents.length; from += BATCH) {
      const batch = incidents.slice(from, from + BATCH);
      const posted = await postAlerts(batch.map(stateOf), target, means);
      if (this.#cancel === null) {
        return;
      }
      if (!posted.ok) {
        this.#problems.failed(target.member.id, posted.error);
        return;
      }
      batch.filter(({ closedAt }) => closedAt !== null).forEach(({ id }) => told.ended.add(id));
    }
    this.#problems.succeeded(target.member.id);
  }
}

function stateOf({ id, alert, line, count, lastAt, closedAt }: AlertingIncident): AlertState {
  return { ...alert, line, count, lastAt, incident: id, endedAt: closedAt };
}
