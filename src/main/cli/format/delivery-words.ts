import type { TextView } from '../../../shared/contract/history';
import { reasonSentence } from '../../../shared/i18n/decision-text';
import type { Translate } from '../../../shared/i18n/translator';
import { phoneWords } from './amounts';

/** A text, or a message through a channel; `channel` is missing or empty for a text. */
interface Delivery extends Pick<TextView, 'to' | 'type' | 'practice'> {
  readonly channel?: string;
}

/** Masked number of a recipient, or title of a channel. */
export function targetOf({ channel, recipient, to }: Pick<TextView, 'channel' | 'recipient' | 'to'>): string {
  return channel === '' ? to : recipient;
}

/** Names a text or message by number and recipient, with its state: `text 12 · 010******78 · SMS · failed`. */
export function deliverySentence(
  { id, to, type, state, practice, channel = '' }: Delivery & Pick<TextView, 'id' | 'state'>,
  translate: Translate,
): string {
  if (channel === '') {
    const word = translate(`cli.textState.${state}`);
    return translate(practice ? 'cli.practiceText' : 'cli.text', { id, to, type, state: word });
  }
  const key = practice ? 'cli.practiceChannelMessage' : 'cli.channelMessage';
  return translate(key, { id, to, state: translate(stateKey(state, channel)) });
}

/** Names a text or message by its recipient: `SMS to 010-****-**78`, `message to #ops`. */
export function deliveryTo({ to, type, practice, channel = '' }: Delivery, translate: Translate): string {
  if (channel === '') {
    return translate(practice ? 'cli.practiceTextTo' : 'cli.textTo', { type, to: phoneWords(to) });
  }
  return translate(practice ? 'cli.practiceMessageTo' : 'cli.messageTo', { to });
}

/** Why a message came through a fallback channel, and the reason of its state; empty without either. */
export function whyOf({ fallback, reason }: Pick<TextView, 'fallback' | 'reason'>, translate: Translate): string {
  return [
    ...(fallback === undefined ? [] : [translate(`fallbackReason.${fallback}`)]),
    ...(reason === null ? [] : [reasonSentence(reason, translate)]),
  ].join(' ');
}

/** Type of a text, or the word for a message through a channel. */
export function typeWord({ type, channel }: Pick<TextView, 'type' | 'channel'>, translate: Translate): string {
  return channel === '' ? type : translate('cli.messageType');
}

/** Key of the word for a state: nothing more is learned of an unknown message through a channel. */
export function stateKey(state: TextView['state'], channel = ''): string {
  return state === 'unknown' && channel !== '' ? 'cli.channelUnknown' : `cli.textState.${state}`;
}
