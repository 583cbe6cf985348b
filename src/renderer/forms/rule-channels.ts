import type { Channel } from '../../shared/settings/channels/channel-schema';
import type { Rule, Settings } from '../../shared/settings/schema';

/** Channels that get the alerts of a rule: its own, and those that get a copy of every alert. */
export function channelsOf(
  rule: Pick<Rule, 'channels'>,
  { channels, delivery }: Pick<Settings, 'channels' | 'delivery'>,
): readonly Channel[] {
  const wanted = new Set([...(rule.channels ?? []), ...delivery.channels]);
  return channels.filter(({ id }) => wanted.has(id));
}
