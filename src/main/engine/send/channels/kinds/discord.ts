import { jsonObject } from '../../sens/responses';
import { type Answer, type AnswerRules, jsonDetail } from '../failures';
import { fitEscaped } from '../fit';
import type { Deliver } from '../types';
import { chatWebhook } from './chat-webhook';
import { escapeMarkdown, markdownPieces } from './markdown';

/** Discord docs, "Execute Webhook": `content` has at most 2,000 characters. */
const MAX_CHARACTERS = 2_000;

/** Discord docs, "Message Flags": no previews of links. */
const SUPPRESS_EMBEDS = 4;

/** Longest delay that a body may ask for, ms. */
const MAX_DELAY_MS = 3_600_000;

const RULES: AnswerRules = {
  repeatable: false,
  detail: (answer) => jsonDetail(answer, 'message'),
  delay: retryAfterOf,
};

/** Posts a message to a webhook of Discord and waits until it is saved (`wait=true`); nobody is mentioned. */
export const deliverToDiscord: Deliver<'discord'> = chatWebhook({
  query: { wait: 'true' },
  body: (text) => ({
    content: fitEscaped(markdownPieces(text), MAX_CHARACTERS, escapeMarkdown),
    allowed_mentions: { parse: [] },
    flags: SUPPRESS_EMBEDS,
  }),
  isTaken: (answer) => jsonDetail(answer, 'id') !== '',
  rules: RULES,
});

/** Delay of a rate limit in the body, in seconds there (Discord docs, "Rate Limits"); null without one. */
function retryAfterOf({ text }: Answer): number | null {
  const seconds = jsonObject(text)?.['retry_after'];
  return typeof seconds === 'number' && seconds >= 0 ? Math.min(Math.ceil(seconds * 1_000), MAX_DELAY_MS) : null;
}
