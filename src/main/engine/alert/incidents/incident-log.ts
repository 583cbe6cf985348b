import { fail, ok, type Result } from '../../../../shared/common/result';
import type {
  IncidentCause,
  IncidentChange,
  IncidentRefusal,
  IncidentView,
} from '../../../../shared/contract/incident';
import type { Rule, Settings } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import type { Clock } from '../../common/clock';
import type { EngineEvent } from '../../common/events';
import type { IncidentTable } from '../../ledger/tables/incidents';
import type { PolicyStateTable } from '../../ledger/tables/policy-states';
import type { ComposedText } from '../message/compose';
import type { AlertStore } from '../message/types';
import { writeAlert } from '../message/write-alert';
import { acknowledged, type OpenIncident } from '../policy/incident';
import { PolicyState } from '../policy/policy-state';
import { settleIncidents } from './due-incidents';
import { type Escalation, escalationText } from './escalate';
import { endSilences, requestSilences, type SilenceContext, type SilenceStore } from './incident-silence';
import { type IncidentNote, setIncident, rescheduleIncidents } from './incident';
import { type Resolution, resolveIncident } from './resolve';

export interface IncidentLogDeps {
  readonly ledger: AlertStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly settings: () => Settings;
  readonly hostName: string;
  /** True if texts go to the practice SENS. */
  readonly practice: () => boolean;
  /** The time that incidents age by, ms since 1970; left out, the clock's. */
  readonly plausibleNow?: () => number;
}

/** Changes that were written, to be published once they are committed. */
export interface IncidentNews {
  readonly events: readonly EngineEvent[];
  /** Texts that were queued. */
  readonly queuedTexts: readonly number[];
  /** Escalations that could not go out in time. */
  readonly givenUp: readonly GivenUpEscalation[];
}

/** An escalation that could not go out in time: the number of its incident, and the rule's title. */
export interface GivenUpEscalation {
  readonly id: number;
  readonly title: string;
}

/** The fields that identify an incident in an event. */
type Named = Pick<IncidentView, 'id' | 'ruleId' | 'rule' | 'key'>;

/** Makes the event of an incident's change. */
export function incidentEvent({ id, ruleId, rule, key }: Named, change: IncidentChange): EngineEvent {
  return { event: 'incident', id, rule: ruleId, title: rule, key, ...change };
}

/** Writes the changes of incidents. All of it must run inside a ledger transaction. */
export class IncidentLog {
  readonly #deps: IncidentLogDeps;

  constructor(deps: IncidentLogDeps) {
    this.#deps = deps;
  }

  /** Saves the number of matches of each incident, by incident number. */
  saveCounts(counts: ReadonlyMap<number, number>): void {
    const { ledger, clock } = this.#deps;
    counts.forEach((count, id) => ledger.incidents?.more(id, clock.now(), count));
  }

  /** Writes an incident that a match has opened. */
  writeOpened({ incident, key, opened }: IncidentNote, rule: Rule, line: string): EngineEvent[] {
    const { ledger } = this.#deps;
    const { count } = incident;
    if (!opened) {
      return [];
    }
    const named = nameOf({ rule, key, incident });
    ledger.incidents?.open({ ...named, openedAt: incident.openedAt, count, line });
    return [incidentEvent(named, { state: 'open', cause: 'match', at: incident.openedAt })];
  }

  /** Closes incidents. */
  close(all: readonly Resolution[], cause: IncidentCause): EngineEvent[] {
    return all.map((each) => this.#close(nameOf(each), { state: 'closed', cause, at: this.#deps.clock.now() }));
  }

  /** Closes incidents that had no match for long, and escalates those that nobody has acknowledged. */
  settle(memory: PolicyState, paused: boolean): IncidentNews {
    const { clock, settings, plausibleNow } = this.#deps;
    const now = clock.now();
    const agingNow = plausibleNow?.() ?? now;
    const compose = (incident: OpenIncident): ComposedText => escalationText(incident, now, settings());
    const check = { settings: settings(), now, agingNow, paused, compose };
    const { aged, escalations, givenUp } = settleIncidents(memory, check);
    const closed = this.close(aged, 'age');
    const written = escalations.map((each) => this.#escalate(each, now));
    return {
      events: [...closed, ...written.map(({ event }) => event)],
      queuedTexts: written.flatMap(({ textIds }) => textIds),
      givenUp: givenUp.map(({ rule, incident }) => ({ id: incident.id, title: ruleTitle(rule) })),
    };
  }

  /** Applies changed settings: closes the incidents without state, and reschedules the rest. */
  reschedule(): EngineEvent[] {
    const { ledger, clock, settings } = this.#deps;
    const memory = new PolicyState(ledger.policy);
    rescheduleIncidents(memory, settings().policy);
    ledger.policy.save(memory.takeChanges(), clock.now());
    return this.closeForgotten();
  }

  /** Closes the incidents whose state is gone: their rule was removed, or had more keys than are kept. */
  closeForgotten(): EngineEvent[] {
    const at = this.#deps.clock.now();
    const forgotten = this.#deps.ledger.incidents?.forgotten() ?? [];
    return forgotten.map((each) => this.#close(each, { state: 'closed', cause: 'forgotten', at }));
  }

  #escalate(
    { rule, key, incident, recipients, channels, text }: Escalation,
    at: number,
  ): ReturnType<typeof writeAlert> {
    const { ledger, settings, practice, hostName: host } = this.#deps;
    const { id, count } = incident;
    const { ruleId, rule: title } = nameOf({ rule, key, incident });
    const alert = { at, kind: 'escalation', ruleId, rule: title, held: 0, practice: practice() } as const;
    const { prices } = settings().delivery;
    ledger.incidents?.escalated(id, at);
    return writeAlert(ledger.alerts, {
      ...alert,
      prices,
      text,
      line: text.content,
      recipients,
      channels,
      facts: { kind: 'alert', log: '', line: '', host },
      incident: id,
      count,
      escalates: id,
    });
  }

  /** Closes an incident. */
  #close(named: Named, change: IncidentChange): EngineEvent {
    const { ledger, settings, hostName: host } = this.#deps;
    const { alerts, silences } = ledger;
    ledger.incidents?.change(named.id, change);
    if (silences !== undefined) {
      endSilences({ alerts, silences }, named, { settings: settings(), host }, change.at);
    }
    return incidentEvent(named, change);
  }
}

/** The tables that a person's action on an incident changes. */
interface IncidentLedger extends SilenceStore {
  readonly policy: Pick<PolicyStateTable, 'find' | 'ofKind' | 'save'>;
  readonly incidents: Pick<IncidentTable, 'find' | 'change'>;
}

/**
 * Acknowledges an incident for a person, so that it does not escalate, and silences its alerts; `change` says where they did so. Must run inside
 * a ledger transaction, possibly of a process beside the one that watches.
 */
export function acknowledgeIncident(
  ledger: IncidentLedger,
  id: number,
  context: SilenceContext,
  change: Omit<IncidentChange, 'state'>,
): Result<EngineEvent, IncidentRefusal> {
  const view = ledger.incidents.find(id);
  if (view?.state !== 'open') {
    return fail(view?.state ?? 'unknown');
  }
  const memory = new PolicyState(ledger.policy);
  const incident = memory.get('incident', view.ruleId, view.key);
  if (incident) {
    setIncident(memory, view.ruleId, view.key, acknowledged(incident), context.settings.policy);
    ledger.policy.save(memory.takeChanges(), change.at);
  }
  const acknowledgement = { state: 'acknowledged', ...change } as const;
  ledger.incidents.change(id, acknowledgement);
  requestSilences(ledger, view, context, change.at);
  return ok(incidentEvent(view, acknowledgement));
}

/**
 * Closes an incident for a person and resets its rule's counters; `change` says where they did so. Must run inside a
 * ledger transaction, possibly of a process beside the one that watches.
 */
export function closeIncident(
  ledger: IncidentLedger,
  id: number,
  context: SilenceContext,
  change: Omit<IncidentChange, 'state'>,
): Result<EngineEvent, IncidentRefusal> {
  const view = ledger.incidents.find(id);
  if (view === null || view.state === 'closed') {
    return fail(view === null ? 'unknown' : 'closed');
  }
  const { ruleId, key } = view;
  const rule = context.settings.rules.find((each) => each.id === ruleId);
  const memory = new PolicyState(ledger.policy);
  if (memory.get('incident', ruleId, key)?.id === id) {
    if (rule) {
      resolveIncident(memory, rule, key);
    } else {
      memory.remove('incident', ruleId, key);
    }
    ledger.policy.save(memory.takeChanges(), change.at);
  }
  const closing = { state: 'closed', ...change } as const;
  ledger.incidents.change(id, closing);
  endSilences(ledger, view, context, change.at);
  return ok(incidentEvent(view, closing));
}

function nameOf({ rule, key, incident }: Omit<Resolution, 'incident'> & { readonly incident: OpenIncident }): Named {
  return { id: incident.id, ruleId: rule.id, rule: ruleTitle(rule), key };
}
