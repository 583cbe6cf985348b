import type { TextView } from '../contract/history';

/** Key of the word for a delivery's state: nothing more is learned of an unknown message through a channel. */
export function deliveryStateKey({
  channel,
  state,
}: Pick<TextView, 'channel' | 'state'>): `window.text.${TextView['state'] | 'channelUnknown'}` {
  return `window.text.${channel !== '' && state === 'unknown' ? 'channelUnknown' : state}`;
}
