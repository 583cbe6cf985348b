import type { DecisionWhy } from '../../../shared/contract/history';
import { membersOf } from '../../../shared/settings/alertmanager/members';
import { channelsOf } from '../../../shared/settings/channels/channels-of';
import { recipientsOf } from '../../../shared/settings/recipients';
import type { Settings } from '../../../shared/settings/schema';
import type { Clock } from '../common/clock';
import type { EngineEvent } from '../common/events';
import type { WrittenAlert } from '../ledger/tables/alerts';
import type { LinePlace } from '../ledger/tables/file-positions';
import type { MatchOutcome, ResolvedIncident } from './decision/match-context';
import type { DueDigest } from './digest/collect';
import { composeDigest, matchesOf, chargeDigest, titleOf } from './digest/digest-message';
import { type IncidentNote, noteAlerted } from './incidents/incident';
import type { IncidentLog } from './incidents/incident-log';
import { type ComposedText, composeText } from './message/compose';
import type { ClusterAlert, NewMatch } from '../ledger/tables/types';
import { clusterAlert } from './message/cluster-alert';
import type { AlertStore, MatchInFile, AlertSummary, TestToSend } from './message/types';
import { receivedFacts } from './message/received-facts';
import { writeAlert } from './message/write-alert';
import type { ResultBatch } from './pipeline-result';
import type { PolicyState } from './policy/policy-state';

/** Held matches of one rule and reason stored one by one in a minute; further ones are only counted. */
const MAX_HELD_STORED = 100;

/** The decisions whose matches a digest reports. */
const DIGEST_WHYS: Readonly<Record<DueDigest['kind'], readonly DecisionWhy[]>> = {
  group: ['grouped', 'joined'],
  digest: ['quiet', 'budget', 'joined'],
  rollup: ['cooldown'],
};

export interface WriterDeps {
  readonly ledger: AlertStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly settings: () => Settings;
  readonly hostName: string;
  /** True if texts go to the practice SENS. */
  readonly practice: () => boolean;
  /** Replaces the limit of held matches of a rule and reason that are stored one by one in a minute. */
  readonly heldStored?: number;
}

/** The number of a match's incident, 0 for none, and what its messages are about. */
interface MessageTopic {
  readonly number: number;
  readonly kind: 'alert' | 'recovery';
}

/** The text of a match. */
interface TextToWrite {
  readonly text: ComposedText;
  readonly summary: AlertSummary;
  readonly reserveAt: number | undefined;
  readonly kind: MessageTopic['kind'];
  readonly incident: MessageTopic['number'];
}

/** Writes decisions: matches, alerts, their texts and their messages through channels. Must run inside a ledger transaction. */
export class DecisionWriter {
  readonly #deps: WriterDeps;
  readonly #incidents: IncidentLog;

  constructor(deps: WriterDeps, incidents: IncidentLog) {
    this.#deps = deps;
    this.#incidents = incidents;
  }

  /**
   * Writes a match at `at` (ms since 1970) with the decision on it. `resolves`: set for a recovery.
   */
  writeMatch(
    found: MatchInFile,
    at: number,
    outcome: MatchOutcome,
    resolves: ResolvedIncident | undefined,
    batch: ResultBatch,
  ): void {
    const { rule, title } = found.match.rule;
    const { decision, incident } = outcome;
    const number = incident?.incident.id ?? resolves?.incident ?? 0;
    batch.whys.add(decision.why);
    batch.heldByPause += decision.why === 'paused' ? 1 : 0;
    if (incident && !incident.opened) {
      batch.joined.set(number, incident.incident.count);
    }
    if (decision.outcome === 'alerted' || this.#storesHeld(rule.id, decision.why, at)) {
      this.#store(found, at, outcome, { number, kind: resolves ? 'recovery' : 'alert' }, batch);
    } else {
      batch.held.add(rule.id, title, decision, number, at);
      if (incident?.opened) {
        batch.events.push(...this.#opened(found, incident));
      }
    }
  }

  /** Writes the alert of a digest, and charges the budget unless that was done before. */
  writeDigest(digest: DueDigest, memory: PolicyState): ReturnType<typeof writeAlert> {
    const { ledger, clock, practice, settings, hostName: host } = this.#deps;
    const { kind, rules, recipients, channels } = digest;
    const only = rules.length === 1 ? rules[0] : undefined;
    const text = composeDigest(digest, settings());
    const at = clock.now();
    chargeDigest(digest, text, at, memory, settings());
    const written = writeAlert(ledger.alerts, {
      at,
      kind: 'collected',
      ruleId: only?.rule.id ?? '',
      rule: titleOf(digest),
      text,
      line: only?.state.line ?? text.content,
      held: matchesOf(digest) - 1,
      count: matchesOf(digest),
      prices: settings().delivery.prices,
      practice: practice(),
      recipients,
      channels,
      facts: { kind: 'alert', log: '', line: only?.state.line ?? '', host },
    });
    for (const { rule, state } of rules) {
      const reported = [written.id, rule.id, state.firstAt, state.lastAt, DIGEST_WHYS[kind]] as const;
      ledger.alerts.assignMatches(...reported);
      ledger.held?.assignMatches(...reported);
    }
    noteAlerted(
      memory,
      rules.map(({ rule }) => rule),
      { at, policy: settings().policy },
    );
    return written;
  }

  /**
   * Queues a test text to these recipients, an MMS if it has a picture, and a test message to these channels; returns
   * its id in the history. Must run inside a ledger transaction.
   */
  writeTest({ recipientIds, channelIds, content, image }: TestToSend): WrittenAlert {
    const { ledger, clock, settings, practice, hostName: host } = this.#deps;
    const fitted = composeText(content, 'Logbell', settings().delivery);
    const text: ComposedText = image === null ? fitted : { ...fitted, type: 'MMS' };
    return writeAlert(ledger.alerts, {
      at: clock.now(),
      kind: 'test',
      ruleId: '',
      rule: '',
      text,
      prices: settings().delivery.prices,
      line: '',
      held: 0,
      count: 0,
      practice: practice(),
      recipients: settings().recipients.filter(({ id }) => recipientIds.includes(id)),
      channels: settings().channels.filter(({ id }) => channelIds.includes(id)),
      facts: { kind: 'test', log: '', line: '', host },
      ...(image === null ? {} : { image: ledger.images.keep(image) }),
    });
  }

  #storesHeld(ruleId: string, why: DecisionWhy, at: number): boolean {
    const { ledger, heldStored = MAX_HELD_STORED } = this.#deps;
    return ledger.held?.storesOne(ruleId, why, at, heldStored) ?? true;
  }

  #opened({ match }: MatchInFile, incident: IncidentNote | null): readonly EngineEvent[] {
    return incident ? this.#incidents.writeOpened(incident, match.rule.rule, match.line) : [];
  }

  #store(found: MatchInFile, at: number, outcome: MatchOutcome, about: MessageTopic, batch: ResultBatch): void {
    const { number: incident } = about;
    const { ledger } = this.#deps;
    const { match, path, fileIds, place, entry } = found;
    const { rule, title } = match.rule;
    const { line } = match;
    const { decision, summary, text, reserveAt } = outcome;
    const alert =
      text && summary && this.#addAlert(found, at, { text, summary, reserveAt, kind: about.kind, incident });
    const opened = this.#opened(found, outcome.incident);
    this.#noteAlert(incident, alert?.alert ?? null);
    const written = {
      at,
      ruleId: rule.id,
      rule: title,
      fileId: rule.files?.find((id) => fileIds.includes(id)) ?? fileIds[0] ?? '',
      path,
      line,
      decision,
      ...placesOf(found),
      ...receivedOf(match.found.named),
      ...(incident === 0 ? {} : { incident }),
    };
    const id = ledger.alerts.addMatch(written, alert?.id ?? null);
    const event: EngineEvent = {
      event: 'match',
      id,
      at,
      rule: rule.id,
      file: path,
      line,
      ...offsetOf(place),
      ...unitOf(entry),
      decision,
    };
    batch.events.push(event, ...opened, ...(alert ? [alert.event] : []));
    batch.matchIds.push(id);
    batch.queuedTexts.push(...(alert?.textIds ?? []));
  }

  /** Notes the alert of an incident, which is posted again while it is open; in practice mode nothing is. */
  #noteAlert(incident: number, alert: ClusterAlert | null): void {
    const { ledger, practice } = this.#deps;
    if (alert !== null && !practice()) {
      ledger.incidents?.setAlert(incident, alert);
    }
  }

  #addAlert(
    { match, path, entry }: MatchInFile,
    at: number,
    { text, summary, reserveAt, kind, incident: number }: TextToWrite,
  ): ReturnType<typeof writeAlert> & { readonly alert: ClusterAlert | null } {
    const { ledger, settings, practice, hostName } = this.#deps;
    const { rule, title } = match.rule;
    const recipients = recipientsOf(rule, settings());
    const channels = channelsOf(rule, settings());
    const { line } = match;
    const host = entry === undefined || entry.host === '' ? hostName : entry.host;
    const severity = entry === undefined || entry.priority === '' ? {} : { severity: entry.priority };
    const facts = { kind, log: path, line, host, ...severity };
    const { heldBack: held, count, incident } = summary;
    const alert = { at, kind: 'rule', ruleId: rule.id, rule: title, held, count, practice: practice() } as const;
    const { prices } = settings().delivery;
    const members = membersOf(rule, settings());
    const opening = { rule, host, log: path, key: summary.key, at };
    const cluster =
      members.length === 0 ? null : (ledger.incidents?.alertOf(number) ?? clusterAlert(opening, settings()));
    const numbered = incident === 0 ? {} : { incident };
    const reserved = reserveAt === undefined ? {} : { reserveAt };
    const written = writeAlert(ledger.alerts, {
      ...alert,
      ...numbered,
      ...reserved,
      prices,
      text,
      line,
      recipients,
      channels: [...channels, ...members],
      facts: cluster === null ? facts : { ...facts, alert: cluster },
    });
    return { ...written, alert: cluster };
  }
}

function placesOf({ place, entry }: MatchInFile): Pick<NewMatch, 'place' | 'entry'> {
  return { ...(place ? { place } : {}), ...(entry ? { entry } : {}) };
}

function receivedOf(named: Readonly<Record<string, string>>): Pick<NewMatch, 'received'> {
  const received = receivedFacts(named);
  return received === null ? {} : { received };
}

function unitOf(entry: MatchInFile['entry']): { readonly unit?: string } {
  return entry ? { unit: entry.unit } : {};
}

function offsetOf(place: LinePlace | undefined): { readonly offset?: number } {
  return place ? { offset: place.offset } : {};
}
