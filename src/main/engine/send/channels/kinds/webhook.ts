import { createHmac } from 'node:crypto';
import { fail, ok } from '../../../../../shared/common/result';
import { exchangeFailure, jsonDetail, type AnswerRules } from '../failures';
import { channelUrl, postJson } from '../post';
import type { ChannelMessage, Deliver } from '../types';

/** Version of the body (docs/reference/webhook.md); changes only if a field changes its meaning. */
const VERSION = 1;

/** The receiver knows a repeated request by its key, so that a lost answer may be retried. */
const RULES: AnswerRules = { repeatable: true, detail: (answer) => jsonDetail(answer, 'message', 'error', 'detail') };

/** Posts a message as JSON with a key that stays the same in every attempt; any 2xx answer means accepted. */
export const deliverToWebhook: Deliver<'webhook'> = async (message, { channel, secrets }, means) => {
  const url = channelUrl(secrets.url ?? channel.url);
  if (!url.ok) {
    return url;
  }
  const body = webhookBody(message, channel.id);
  const timestamp = String(Math.floor(means.now() / 1_000));
  const { secret = '', token = '' } = secrets;
  const own: Record<string, string> = {
    'Idempotency-Key': message.key,
    'Logbell-Timestamp': timestamp,
    ...(secret === '' ? {} : { 'Logbell-Signature': `v1=${signature(secret, timestamp, body)}` }),
    ...(token === '' ? {} : { Authorization: `Bearer ${token}` }),
  };
  const answer = await postJson(means, {
    url: url.value.href,
    headers: { ...without(channel.headers, own), ...own },
    body,
  });
  return answer.kind === 'answer' && answer.status >= 200 && answer.status < 300
    ? ok({ refusedRecipients: 0 })
    : fail(exchangeFailure(answer, RULES));
};

/** Body of a webhook, as its reference page documents it. */
function webhookBody({ key, title, text, facts }: ChannelMessage, channel: string): string {
  const { kind, at, host, rule, ruleId, log, line, count, incident, severity, fallback = null } = facts;
  return JSON.stringify({
    version: VERSION,
    id: key,
    kind,
    time: new Date(at).toISOString(),
    channel,
    host,
    title,
    text,
    rule: ruleId === '' ? null : { id: ruleId, name: rule },
    log: log === '' ? null : log,
    line: line === '' ? null : line,
    severity: severity ?? null,
    count,
    incident,
    fallback,
  });
}

/** HMAC-SHA256, in hex, over the timestamp, a full stop and the body. */
function signature(secret: string, timestamp: string, body: string): string {
  return createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
}

/** Headers without those that Logbell or the protocol sets. */
function without(
  headers: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const taken = new Set(
    [...Object.keys(own), 'content-type', 'content-length', 'host', 'transfer-encoding'].map(lower),
  );
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !taken.has(lower(name))));
}

function lower(name: string): string {
  return name.toLowerCase();
}
