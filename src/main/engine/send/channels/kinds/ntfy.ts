import { fail, ok } from '../../../../../shared/common/result';
import { type AnswerRules, exchangeFailure, jsonDetail } from '../failures';
import { fitBytes, fitCharacters } from '../fit';
import { channelUrl, incomplete, postJson } from '../post';
import type { Deliver } from '../types';

/** ntfy makes an attachment of a longer message (ntfy docs, "Limitations"). */
const MAX_MESSAGE_BYTES = 4_096;
const MAX_TITLE_CHARACTERS = 250;

const RULES: AnswerRules = { repeatable: false, detail: (answer) => jsonDetail(answer, 'error') };

/** Publishes a message as JSON to the root of the ntfy server (ntfy docs, "Publish as JSON"), safe for UTF-8. */
export const deliverToNtfy: Deliver<'ntfy'> = async (message, { channel, secrets }, means) => {
  const url = channelUrl(secrets.url ?? channel.url);
  if (!url.ok) {
    return url;
  }
  const topic = /\/([-_A-Za-z0-9]{1,64})\/?$/.exec(url.value.pathname)?.[1];
  if (topic === undefined) {
    return incomplete('invalid');
  }
  const { token = '' } = secrets;
  const answer = await postJson(means, {
    url: new URL(url.value.pathname.replace(/[^/]+\/?$/, ''), url.value).href,
    headers: token === '' ? {} : { Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      topic,
      message: fitBytes(message.text, MAX_MESSAGE_BYTES),
      priority: channel.priority,
      ...(message.title === '' ? {} : { title: fitCharacters(message.title, MAX_TITLE_CHARACTERS) }),
      ...(channel.tags.length === 0 ? {} : { tags: channel.tags }),
      ...(channel.click === '' ? {} : { click: channel.click }),
    }),
  });
  return answer.kind === 'answer' && answer.status === 200 && jsonDetail(answer, 'id') !== ''
    ? ok({ refusedRecipients: 0 })
    : fail(exchangeFailure(answer, RULES));
};
