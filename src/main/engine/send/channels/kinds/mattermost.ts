import { type Answer, type AnswerRules, detailOf, failureOf, jsonDetail } from '../failures';
import { fitEscaped } from '../fit';
import type { ChannelFailure, Deliver } from '../types';
import { chatWebhook, saysOk } from './chat-webhook';
import { escapeMentions, markdownPieces } from './markdown';

/** Mattermost splits longer posts; servers before 5.0 hold 4,000 characters (Mattermost docs, "Incoming webhooks"). */
const MAX_CHARACTERS = 4_000;

const RULES: AnswerRules = {
  repeatable: false,
  detail: (answer) => jsonDetail(answer, 'message'),
  documented: documentedFailure,
};

/** Posts a message to an incoming webhook of Mattermost, which answers "ok"; nobody is mentioned. */
export const deliverToMattermost: Deliver<'mattermost'> = chatWebhook({
  body: (text) => ({ text: fitEscaped(markdownPieces(text), MAX_CHARACTERS, escapeMentions) }),
  isTaken: saysOk,
  rules: RULES,
});

/** An unknown webhook answers 400, and a server without webhooks 501: both concern the channel, not the message. */
function documentedFailure(answer: Answer): ChannelFailure | null {
  const id = jsonDetail(answer, 'id');
  return /^web\.incoming_webhook\.(invalid|disabled|channel_locked|permissions|channel)\b/.test(id)
    ? failureOf('channel-refused', { detail: detailOf(answer, RULES) }, 'refused')
    : null;
}
