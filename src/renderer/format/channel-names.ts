import type { Settings } from '../../shared/settings/schema';
import { channelTitle } from '../../shared/settings/titles';
import { inertText } from './inert-text';

/** Names of channels in the order of the settings. */
export function channelNames(ids: readonly string[], { channels }: Pick<Settings, 'channels'>): string {
  return channels
    .filter(({ id }) => ids.includes(id))
    .map((channel) => inertText(channelTitle(channel)))
    .join(', ');
}
