import { Badge } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconKeyOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CHANNEL_SECRETS, type ChannelSecretName } from '../../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { isChat, neededSecrets } from '../../../forms/channel-form';
import { placeOf, useChannelSecrets } from './channel-secrets';

/** Says if a channel has its secrets. Renders nothing for one that has and needs none. */
export function SecretBadge({ channel }: { readonly channel: Channel }) {
  const { t } = useTranslation();
  const { view } = useChannelSecrets();
  if (view === null) {
    return null;
  }
  const names: readonly ChannelSecretName[] = CHANNEL_SECRETS[channel.kind];
  const places = names.map((name) => placeOf(view, channel.id, name));
  const lacking = neededSecrets(channel).find((name) => placeOf(view, channel.id, name) === 'none');
  if (lacking !== undefined) {
    return (
      <Badge color="red" leftSection={<IconKeyOff size={12} aria-hidden />}>
        {t(`window.secret.missing.${lacking}`)}
      </Badge>
    );
  }
  if (places.includes('session')) {
    return (
      <Badge color="yellow" leftSection={<IconAlertTriangle size={12} aria-hidden />}>
        {t('window.secret.lost')}
      </Badge>
    );
  }
  return places.every((place) => place === 'none') ? null : (
    <Badge color="teal" leftSection={<IconCheck size={12} aria-hidden />}>
      {t(isChat(channel.kind) ? 'window.secret.urlSet' : 'window.secret.set')}
    </Badge>
  );
}
