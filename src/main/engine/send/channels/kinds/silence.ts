import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../../../../shared/common/result';
import type { SilenceOutlet } from '../../../../../shared/settings/alertmanager/members';
import type { ChannelSecrets } from '../../../../../shared/settings/channels/channel-kinds';
import type { SilenceRequest } from '../../../ledger/tables/types';
import type { Exchange, SensMethod } from '../../sens/http';
import { type AnswerRules, exchangeFailure, failureOf, jsonDetail } from '../failures';
import { incomplete } from '../post';
import type { ChannelFailure, ChannelMessage, Delivered, DeliveryMeans } from '../types';

/** A lost answer may be retried, as silences are looked up first. */
const RULES: AnswerRules = {
  repeatable: true,
  detail: (answer) => jsonDetail(answer, 'message', 'error') || answer.text,
};

/** Silences of a member (api/v2/openapi.yaml of Alertmanager, `gettableSilences`). */
const listed = z.array(z.object({ id: z.string(), comment: z.string(), status: z.object({ state: z.string() }) }));

/** A silence of a member. */
interface FoundSilence {
  readonly id: string;
  readonly isOver: boolean;
}

/** Asks one member. */
type Ask = (url: string, method: SensMethod, path: string, body?: object) => Promise<Exchange>;

/**
 * Makes a silence in a cluster, or ends it. Members share silences, so that it looks on all that answer, and asks one
 * of them for a silence that none has.
 */
export async function deliverSilence(
  { facts }: ChannelMessage,
  { channel: { urls }, secrets }: { readonly channel: SilenceOutlet; readonly secrets: ChannelSecrets },
  means: DeliveryMeans,
): Promise<Result<Delivered, ChannelFailure>> {
  const { silence } = facts;
  if (silence === undefined) {
    return incomplete('missing');
  }
  const ask = askWith(secrets.token ?? '', means);
  const looks = await Promise.all(urls.map(async (url) => ({ url, found: await look(ask, url, silence) })));
  const known = looks.flatMap(({ url, found }) => (found.ok ? [{ url, found: found.value }] : []));
  const unknown = looks.flatMap(({ found }) => (found.ok ? [] : [found.error]));
  if (known.length === 0) {
    return fail(unknown[0] ?? failureOf('channel-incomplete', { context: 'missing' }, 'refused'));
  }
  const isMade = known.some(({ found }) => found.length > 0);
  const done = silence.isOver
    ? await end(ask, known)
    : isMade || silence.endsAt <= means.now()
      ? ok(undefined)
      : await make(ask, known, silence, means.now());
  return done.ok ? ok({ refusedRecipients: 0 }) : done;
}

function askWith(token: string, { http, userAgent }: DeliveryMeans): Ask {
  const authorization = token === '' ? {} : { Authorization: `Bearer ${token}` };
  return (url, method, path, body) =>
    http.exchange({
      method,
      url: `${url}${path}`,
      headers: {
        'User-Agent': userAgent,
        ...authorization,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
}

/** Finds the silence on a member by its mark. */
async function look(
  ask: Ask,
  url: string,
  { mark, labels }: SilenceRequest,
): Promise<Result<readonly FoundSilence[], ChannelFailure>> {
  if (!URL.canParse(url)) {
    return incomplete('invalid');
  }
  const { alertname } = labels;
  const filter = alertname === undefined ? '' : `?filter=${encodeURIComponent(`alertname=${quoted(alertname)}`)}`;
  const answer = await ask(url, 'GET', `/api/v2/silences${filter}`);
  const silences = answer.kind === 'answer' && answer.status === 200 ? listed.safeParse(jsonOf(answer.text)) : null;
  if (silences?.success !== true) {
    return fail(exchangeFailure(answer, RULES));
  }
  const own = silences.data.filter(({ comment }) => comment.includes(mark));
  return ok(own.map(({ id, status }) => ({ id, isOver: status.state === 'expired' })));
}

async function make(
  ask: Ask,
  members: readonly { readonly url: string }[],
  { labels, createdBy, comment, endsAt }: SilenceRequest,
  now: number,
): Promise<Result<undefined, ChannelFailure>> {
  const body = {
    matchers: Object.entries(labels).map(([name, value]) => ({ name, value, isRegex: false, isEqual: true })),
    startsAt: new Date(now).toISOString(),
    endsAt: new Date(endsAt).toISOString(),
    createdBy,
    comment,
  };
  // Another member is asked in the next attempt, which looks first.
  const [member] = members;
  const answer = await ask(member?.url ?? '', 'POST', '/api/v2/silences', body);
  return answer.kind === 'answer' && answer.status === 200 ? ok(undefined) : fail(exchangeFailure(answer, RULES));
}

/** Ends the silence on every member that has it, as some may not hear of each other. */
async function end(
  ask: Ask,
  members: readonly { readonly url: string; readonly found: readonly FoundSilence[] }[],
): Promise<Result<undefined, ChannelFailure>> {
  const open = members.flatMap(({ url, found }) =>
    found.filter(({ isOver }) => !isOver).map(({ id }) => ({ url, id })),
  );
  for (const { url, id } of open) {
    const answer = await ask(url, 'DELETE', `/api/v2/silence/${encodeURIComponent(id)}`);
    const isGone = answer.kind === 'answer' && (answer.status === 200 || answer.status === 404);
    if (!isGone && !(answer.kind === 'answer' && answer.text.includes('already expired'))) {
      return fail(exchangeFailure(answer, RULES));
    }
  }
  return ok(undefined);
}

/** Value of a matcher in quotes (Alertmanager, docs/configuration.md, "Matcher"). */
function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
