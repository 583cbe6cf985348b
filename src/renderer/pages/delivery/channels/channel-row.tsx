import { Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { channelTitle } from '../../../../shared/settings/titles';
import { ChannelIcon } from '../../../components/display/channel-icon';
import { InertLine } from '../../../components/display/inert-text';
import { RowActions } from '../../../components/saving/row-actions';
import { useSavedRow } from '../../../components/saving/saved-item';
import { channelHost } from '../../../forms/channel-form';
import { inertText } from '../../../format/inert-text';

interface ChannelRowProps {
  readonly channel: Channel;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** Name, kind and destination of a channel. */
export function ChannelRow({ channel, onEdit, onDelete }: ChannelRowProps) {
  const { t } = useTranslation();
  const saved = useSavedRow('channels', channel.id);
  const title = channelTitle(channel);
  return (
    <Table.Tr {...saved}>
      <Table.Td className="logbell-opens" onClick={onEdit}>
        <Group gap="sm" wrap="nowrap">
          <ChannelIcon kind={channel.kind} />
          <Stack gap={0} miw={0}>
            <Text inherit lineClamp={2} title={inertText(title)} className="logbell-path">
              <InertLine text={title} />
            </Text>
            <Text size="xs" c="dimmed">
              {t(`window.channels.kind.${channel.kind}`)}
            </Text>
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td>
        <Destination channel={channel} />
      </Table.Td>
      <Table.Td>
        <RowActions title={title} onEdit={onEdit} onDelete={onDelete} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Host that a channel sends to; for mail also its addresses. */
function Destination({ channel }: Pick<ChannelRowProps, 'channel'>) {
  const { t } = useTranslation();
  const host = channelHost(channel);
  const to = channel.kind === 'email' ? channel.to.join(', ') : '';
  return (
    <>
      <Text inherit lineClamp={2} className="logbell-path" {...(host === '' && { c: 'dimmed' })}>
        {host === '' ? t('window.channels.hidden') : <InertLine text={host} />}
      </Text>
      {to !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1} title={inertText(to)} className="logbell-path">
          <InertLine text={to} />
        </Text>
      )}
    </>
  );
}
