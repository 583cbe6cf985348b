import type { Rule, Settings } from '../schema';
import type { Channel } from './channel-schema';

/** Channels that a rule's alerts go to: its own and those that get every alert, each once. */
export function channelsOf(
  rule: Pick<Rule, 'channels'>,
  { channels, delivery }: Pick<Settings, 'channels' | 'delivery'>,
): readonly Channel[] {
  if (channels.length === 0) {
    return channels;
  }
  const wanted = new Set([...(rule.channels ?? []), ...delivery.channels]);
  return channels.filter(({ id }) => wanted.has(id));
}
