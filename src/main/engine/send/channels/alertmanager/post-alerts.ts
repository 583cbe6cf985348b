import type { AlertmanagerMember } from '../../../../../shared/settings/alertmanager/members';
import { fail, ok, type Result } from '../../../../../shared/common/result';
import type { ClusterAlert } from '../../../ledger/tables/types';
import { type AnswerRules, exchangeFailure, jsonDetail } from '../failures';
import { fitCharacters } from '../fit';
import { incomplete, postJson } from '../post';
import type { ChannelFailure, DeliveryMeans } from '../types';

/** Interval between two posts of an open alert, ms. */
export const RESEND_MS = 60_000;
/** Time for which a post keeps an alert firing, ms: some missed posts do not resolve it. */
const FIRES_FOR_MS = 4 * RESEND_MS;
/** Most UTF-16 units of a line in an annotation. */
const MOST_CHARACTERS = 2_000;

/** Alerts are known by their labels, so that a repeated post changes nothing. */
const RULES: AnswerRules = {
  repeatable: true,
  detail: (answer) => jsonDetail(answer, 'message', 'error') || answer.text,
};

/** State of an incident's alert. */
export interface AlertState extends ClusterAlert {
  readonly line: string;
  /** Number of matches. */
  readonly count: number;
  /** Time of its last match, ms since 1970. */
  readonly lastAt: number;
  readonly incident: number | null;
  /** Time of its end, ms since 1970; null while it fires. */
  readonly endedAt: number | null;
}

/** Posts alerts to one member: API v2 of Alertmanager (api/v2/openapi.yaml, postAlerts). */
export async function postAlerts(
  alerts: readonly AlertState[],
  { member, token }: { readonly member: AlertmanagerMember; readonly token: string },
  means: Pick<DeliveryMeans, 'http' | 'userAgent' | 'now'>,
): Promise<Result<undefined, ChannelFailure>> {
  const url = `${member.url}/api/v2/alerts`;
  if (!URL.canParse(url)) {
    return incomplete('invalid');
  }
  const answer = await postJson(means, {
    url: new URL(url).href,
    headers: token === '' ? {} : { Authorization: `Bearer ${token}` },
    body: JSON.stringify(alerts.map((alert) => postable(alert, means.now()))),
  });
  return answer.kind === 'answer' && answer.status === 200 ? ok(undefined) : fail(exchangeFailure(answer, RULES));
}

function postable({ labels, startsAt, line, count, lastAt, incident, endedAt }: AlertState, now: number): object {
  const begins = Math.min(startsAt, now);
  // Alertmanager refuses an end before the start.
  const ends = endedAt === null ? now + FIRES_FOR_MS : Math.max(begins, Math.min(endedAt, now));
  const annotations = {
    ...(line === '' ? {} : { line: fitCharacters(line, MOST_CHARACTERS) }),
    count: String(count),
    first: new Date(startsAt).toISOString(),
    last: new Date(lastAt).toISOString(),
    ...(incident === null ? {} : { incident: String(incident) }),
  };
  return { labels, annotations, startsAt: new Date(begins).toISOString(), endsAt: new Date(ends).toISOString() };
}
