import type { TextView } from '../contract/history';

/** State of a delivery as it is shown: nothing more is learned of an unknown message through a channel. */
export function shownState({
  channel,
  state,
}: Pick<TextView, 'channel' | 'state'>): TextView['state'] | 'channelUnknown' {
  return channel !== '' && state === 'unknown' ? 'channelUnknown' : state;
}
