import { type Answer, type AnswerRules, detailOf, failureOf } from '../failures';
import { fitEscaped } from '../fit';
import type { ChannelFailure, Deliver } from '../types';
import { chatWebhook, saysOk } from './chat-webhook';

/** Slack cuts longer texts itself (Slack docs, "chat.postMessage", "Truncating content": best up to 4,000). */
const MAX_CHARACTERS = 4_000;

/** Errors that concern the webhook, in the plain-text body (Slack docs, "Incoming webhooks", "Handling errors"). */
const REFUSALS = new Set([
  'action_prohibited',
  'channel_is_archived',
  'channel_not_found',
  'invalid_token',
  'no_active_hooks',
  'no_service',
  'no_service_id',
  'no_team',
  'posting_to_general_channel_denied',
  'team_disabled',
  'user_not_found',
]);

/** Errors that concern this one message. */
const BAD_REQUESTS = new Set(['invalid_payload', 'no_text', 'too_many_attachments']);

const RULES: AnswerRules = { repeatable: false, detail: errorOf, documented: documentedFailure };

/** Posts a message to an incoming webhook of Slack, which answers "ok". */
export const deliverToSlack: Deliver<'slack'> = chatWebhook({
  body: (text) => ({
    text: fitEscaped(text, MAX_CHARACTERS, escaped),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
  }),
  isTaken: saysOk,
  rules: RULES,
});

/** Escapes the control characters of Slack (Slack docs, "Formatting text", "Escaping text"), so nobody is mentioned. */
function escaped(character: string): string {
  return { '&': '&amp;', '<': '&lt;', '>': '&gt;' }[character] ?? character;
}

/** Error name in a plain-text body; empty for anything else, such as a page of a proxy. */
function errorOf({ text }: Answer): string {
  return /^[a-z_]{3,60}$/.exec(text.trim())?.[0] ?? '';
}

function documentedFailure(answer: Answer): ChannelFailure | null {
  const error = errorOf(answer);
  if (REFUSALS.has(error)) {
    return failureOf('channel-refused', { detail: detailOf(answer, RULES) }, 'refused');
  }
  return BAD_REQUESTS.has(error)
    ? failureOf('channel-bad-request', { detail: detailOf(answer, RULES) }, 'refused')
    : null;
}
