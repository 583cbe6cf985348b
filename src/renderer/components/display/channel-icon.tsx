import {
  type Icon,
  IconBell,
  IconBrandDiscord,
  IconBrandSlack,
  IconMail,
  IconMessages,
  IconWebhook,
} from '@tabler/icons-react';
import type { ChannelKind } from '../../../shared/settings/channels/channel-kinds';

const ICONS: Readonly<Record<ChannelKind, Icon>> = {
  webhook: IconWebhook,
  slack: IconBrandSlack,
  discord: IconBrandDiscord,
  mattermost: IconMessages,
  ntfy: IconBell,
  email: IconMail,
};

/** Icon of a kind of channel, beside its name. */
export function ChannelIcon({ kind, size = 18 }: { readonly kind: ChannelKind; readonly size?: number }) {
  const Shape = ICONS[kind];
  return <Shape size={size} stroke={1.8} style={{ flex: 'none' }} aria-hidden />;
}
