import type { ChannelSecrets } from '../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../shared/settings/channels/channel-schema';

/** Host that messages of a channel go to, never its path, which may be a secret; null if it is not known. */
export function channelHost(channel: Channel, secrets: ChannelSecrets = {}): string | null {
  if (channel.kind === 'email') {
    return channel.host;
  }
  const inSettings = 'url' in channel ? channel.url : '';
  try {
    return new URL(secrets.url ?? inSettings).host;
  } catch {
    return null;
  }
}
