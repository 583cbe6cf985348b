import { createHash } from 'node:crypto';
import { parseDuration } from '../../../../shared/common/duration';
import type { IncidentView } from '../../../../shared/contract/incident';
import { ageWords } from '../../../../shared/i18n/duration-words';
import { silenceOutlet } from '../../../../shared/settings/alertmanager/members';
import type { Settings } from '../../../../shared/settings/schema';
import type { Alerts } from '../../ledger/tables/alerts';
import type { ReceivedAlerts } from '../../ledger/tables/received-alerts';
import type { SilenceTable } from '../../ledger/tables/silences';
import type { SilenceRequest } from '../../ledger/tables/types';
import { channelCopies } from '../message/channel-copies';
import { ownTranslations } from '../message/compose';

/** Most alerts of one incident that are silenced. */
const MOST_SILENCES = 50;
/** Length of a mark: enough to tell silences apart. */
const MARK_LENGTH = 16;

/** The tables that silences are written to. */
export interface SilenceStore {
  readonly alerts: Pick<Alerts, 'addAlert'>;
  readonly silences: Pick<SilenceTable, 'ofIncident' | 'withdraw'>;
  readonly receivedAlerts: Pick<ReceivedAlerts, 'firingLabels'>;
}

/** Settings and name of the machine that silences. */
export interface SilenceContext {
  readonly settings: Settings;
  readonly host: string;
}

/** Fields of an incident that its silences need. */
type Silenced = Pick<IncidentView, 'id' | 'ruleId' | 'rule' | 'key'>;

/**
 * Asks Alertmanager to silence the alerts of an incident, if the settings say so. Must run inside a ledger transaction.
 */
export function requestSilences(
  store: SilenceStore,
  incident: Silenced,
  { settings, host }: SilenceContext,
  at: number,
): void {
  const forMs = parseDuration(settings.alertmanager?.silence ?? '');
  if (forMs === null || settings.sens.mode === 'practice') {
    return;
  }
  const { id, rule } = incident;
  const words = ownTranslations(settings);
  const requests = store.receivedAlerts.firingLabels(incident, MOST_SILENCES).map((labels): SilenceRequest => {
    const mark = markOf([host, id, at, ...Object.entries(labels).flat()]);
    const comment = words('silence.comment', { host, id, rule, mark });
    return { mark, labels, createdBy: `Logbell ${host}`, comment, endsAt: at + forMs, isOver: false };
  });
  const content = (alert: string): string => words('silence.created', { age: ageWords(forMs, words), alert });
  write(store, incident, { settings, host }, { at, requests, content });
}

/**
 * Ends the silences that Logbell has asked for; one that was not sent yet is canceled. Must run inside a ledger
 * transaction.
 */
export function endSilences(
  store: Omit<SilenceStore, 'receivedAlerts'>,
  incident: Silenced,
  { settings, host }: SilenceContext,
  at: number,
): void {
  const all = store.silences.ofIncident(incident.id);
  const ended = new Set(all.flatMap(({ silence }) => (silence.isOver ? [silence.mark] : [])));
  const left = all.filter(({ silence }) => !ended.has(silence.mark) && silence.endsAt > at);
  left.filter(({ state }) => state === 'owed').forEach(({ textId }) => store.silences.withdraw(textId, at));
  const words = ownTranslations(settings);
  const content = (alert: string): string => words('silence.ended', { alert });
  const requests = left.filter(({ attempts }) => attempts > 0).map(({ silence }) => ({ ...silence, isOver: true }));
  write(store, incident, { settings, host }, { at, requests, content });
}

/** Requests of one moment, and what the history says of them. */
interface Requests {
  readonly at: number;
  readonly requests: readonly SilenceRequest[];
  readonly content: (alert: string) => string;
}

function write(
  { alerts }: Pick<SilenceStore, 'alerts'>,
  { id, ruleId, rule }: Silenced,
  { settings, host }: SilenceContext,
  { at, requests, content: contentFor }: Requests,
): void {
  const outlet = silenceOutlet(settings);
  const [first] = requests;
  if (outlet === null || first === undefined) {
    return;
  }
  const words = ownTranslations(settings);
  const others = requests.length === 1 ? '' : ` ${words('silence.more', { count: requests.length - 1 })}`;
  const content = contentFor(`${nameOf(first.labels)}${others}`);
  const about = { kind: 'alert', rule, ruleId, log: '', line: '', host, count: 0, incident: id, at } as const;
  const copies = requests.flatMap((silence) =>
    channelCopies([outlet], { subject: rule, content, facts: { ...about, silence } }),
  );
  alerts.addAlert({
    ...{ at, kind: 'silence', ruleId, rule, content, type: 'SMS', subject: '', held: 0, practice: false },
    ...{ prices: settings.delivery.prices, recipients: [], copies, escalates: id },
  });
}

/** Labels of an alert as Alertmanager writes them: `{alertname="HighLatency", instance="web-1"}`. */
function nameOf(labels: SilenceRequest['labels']): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `{${pairs.sort().join(', ')}}`;
}

function markOf(parts: readonly (string | number)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, MARK_LENGTH);
}
