import { fail, ok } from '../../../../../shared/common/result';
import { type Answer, type AnswerRules, detailOf, exchangeFailure, failureOf, jsonDetail } from '../failures';
import { fitEscaped } from '../fit';
import { channelUrl, postJson } from '../post';
import type { ChannelFailure, Deliver } from '../types';
import { escapeMentions, markdownPieces } from './markdown';

/** Mattermost splits longer posts; servers before 5.0 hold 4,000 characters (Mattermost docs, "Incoming webhooks"). */
const MAX_CHARACTERS = 4_000;

const RULES: AnswerRules = {
  repeatable: false,
  detail: (answer) => jsonDetail(answer, 'message'),
  documented: documentedFailure,
};

/** Posts a message to an incoming webhook of Mattermost, which answers "ok"; nobody is mentioned. */
export const deliverToMattermost: Deliver<'mattermost'> = async (message, { secrets }, means) => {
  const url = channelUrl(secrets.url ?? '');
  if (!url.ok) {
    return url;
  }
  const text = [message.title, message.text].filter((part) => part !== '').join('\n');
  const answer = await postJson(means, {
    url: url.value.href,
    body: JSON.stringify({ text: fitEscaped(markdownPieces(text), MAX_CHARACTERS, escapeMentions) }),
  });
  return answer.kind === 'answer' && answer.status === 200 && answer.text.trim() === 'ok'
    ? ok({ refusedRecipients: 0 })
    : fail(exchangeFailure(answer, RULES));
};

/** An unknown webhook answers 400, and a server without webhooks 501: both concern the channel, not the message. */
function documentedFailure(answer: Answer): ChannelFailure | null {
  const id = jsonDetail(answer, 'id');
  return /^web\.incoming_webhook\.(invalid|disabled|channel_locked|permissions|channel)\b/.test(id)
    ? failureOf('channel-refused', { detail: detailOf(answer, RULES) }, 'refused')
    : null;
}
