import { fail, ok } from '../../../../../shared/common/result';
import type { ChannelSecrets } from '../../../../../shared/settings/channels/channel-kinds';
import { type Answer, type AnswerRules, exchangeFailure } from '../failures';
import { channelUrl, postJson } from '../post';
import type { ChannelMessage, Deliver, DeliveryMeans } from '../types';

/** Differences between the incoming webhooks of chat services. */
interface ChatWebhook {
  /** Parameters that the URL gets. */
  readonly query?: Readonly<Record<string, string>>;
  /** Fields of the body for a message, its title included. */
  readonly body: (text: string) => object;
  /** True if an answer with status 200 says that the message was taken. */
  readonly isTaken: (answer: Answer) => boolean;
  readonly rules: AnswerRules;
}

/** Delivery to a channel of any kind that needs nothing but its secrets. */
type DeliverBySecret = (
  message: ChannelMessage,
  target: { readonly secrets: ChannelSecrets },
  means: DeliveryMeans,
) => ReturnType<Deliver<'slack'>>;

/** Creates the delivery to a chat service, whose incoming-webhook URL is a secret. */
export function chatWebhook({ query = {}, body, isTaken, rules }: ChatWebhook): DeliverBySecret {
  return async (message, { secrets }, means) => {
    const url = channelUrl(secrets.url ?? '');
    if (!url.ok) {
      return url;
    }
    Object.entries(query).forEach(([name, value]) => url.value.searchParams.set(name, value));
    const text = [message.title, message.text].filter((part) => part !== '').join('\n');
    const answer = await postJson(means, { url: url.value.href, body: JSON.stringify(body(text)) });
    return answer.kind === 'answer' && answer.status === 200 && isTaken(answer)
      ? ok({ refusedRecipients: 0 })
      : fail(exchangeFailure(answer, rules));
  };
}

/** True for the answer of Slack and Mattermost to a message that was taken. */
export function saysOk({ text }: Answer): boolean {
  return text.trim() === 'ok';
}
