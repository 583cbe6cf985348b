import { fail, ok, type Result } from '../../../../shared/common/result';
import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import { type AnswerRules, exchangeFailure } from './failures';
import { channelUrl, postJson } from './post';
import { type ChannelFailure, type ChannelMessage, channelTitle, type Delivered, type DeliveryMeans } from './types';

/** The practice server shows a repeated message once, by its key. */
const RULES: AnswerRules = { repeatable: true, detail: () => '' };

/** Delivers a message to the practice phone instead of the channel. */
export async function deliverToPractice(
  message: ChannelMessage,
  { channel, practiceUrl }: { readonly channel: Outlet; readonly practiceUrl: string },
  means: Omit<DeliveryMeans, 'hide'>,
): Promise<Result<Delivered, ChannelFailure>> {
  const url = channelUrl(`${practiceUrl}/practice/channel-messages`);
  if (!url.ok) {
    return url;
  }
  const { key, title, text } = message;
  const body = JSON.stringify({ key, kind: channel.kind, channel: channelTitle(channel), title, text });
  const answer = await postJson(means, { url: url.value.href, body });
  return answer.kind === 'answer' && answer.status === 202
    ? ok({ refusedRecipients: 0 })
    : fail(exchangeFailure(answer, RULES));
}
