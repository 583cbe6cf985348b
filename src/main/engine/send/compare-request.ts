import { ok, type Result } from '../../../shared/common/result';
import type { OutboxText } from '../ledger/tables/types';
import { attemptOf } from './reasons';
import type { SendContext } from './send-context';
import type { SensAccess } from './sender-types';
import type { SensMessage } from './sens-answer';
import type { SensFailure } from './sens-errors';
import { isTo } from './text-number';

/** Whether a request at SENS is the one that tried to send these texts; where that is not clear, which of them it may hold. */
export type Likeness = 'same' | 'other' | readonly OutboxText[];

/**
 * Compares a request, by one of its messages, with the attempt that these texts were part of: its content, which only
 * the page of a single message has, and its recipients, as somebody else may have said the same to some of them.
 */
export async function compareRequest(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
  texts: readonly OutboxText[],
): Promise<Result<Likeness, SensFailure>> {
  const theirs = await contentOf(context, access, message);
  if (!theirs.ok || theirs.value === null) {
    return theirs.ok ? ok(texts) : theirs;
  }
  if (plain(theirs.value) !== plain(texts[0]?.content ?? '')) {
    return ok('other');
  }
  await context.limit.turn();
  const listed = await context.client.listByRequest(access, message.requestId);
  return listed.ok ? ok(byRecipients(context, listed.value.messages, texts)) : listed;
}

/** What a message says; null while SENS does not tell. */
async function contentOf(
  context: SendContext,
  access: SensAccess,
  message: SensMessage,
): Promise<Result<string | null, SensFailure>> {
  if (message.content !== null) {
    return ok(message.content);
  }
  await context.limit.turn();
  const looked = await context.client.message(access, message.messageId);
  if (!looked.ok) {
    return looked.error.code === 'sens-bad-request' ? ok(null) : looked;
  }
  return ok(looked.value?.content ?? null);
}

function byRecipients(context: SendContext, messages: readonly SensMessage[], texts: readonly OutboxText[]): Likeness {
  const [first] = texts;
  if (first === undefined || messages.length === 0) {
    return texts;
  }
  const { recipients = messages.length } = attemptOf(first);
  const isWhole = texts.length === recipients;
  const strangers = messages.some(({ to }) => !texts.some((text) => isTo(context, text, to)));
  if (messages.length > recipients || (isWhole && strangers)) {
    return 'other';
  }
  const held = texts.filter((text) => messages.some(({ to }) => isTo(context, text, to)));
  return held.length === texts.length && messages.length === recipients ? 'same' : held;
}

/** SENS may trim a content or change its line ends. */
function plain(content: string): string {
  return content.replace(/\s+/g, ' ').trim();
}
