import { Button, EmptyState, Group, Menu, SimpleGrid, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconBroadcast, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChannelKind } from '../../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { channelTitle } from '../../../../shared/settings/titles';
import { useAppPart, useSettings } from '../../../bridge/app-context';
import { ChannelIcon } from '../../../components/display/channel-icon';
import { PhoneButton } from '../../../components/display/phone-button';
import { Section } from '../../../components/layout/section';
import { useRemoval } from '../../../components/saving/row-actions';
import { ChannelDrawer } from './channel-drawer';
import { ChannelRow } from './channel-row';

/** Kinds as they are offered: chats first, as most people look for theirs. */
const OFFERED_KINDS = ['slack', 'discord', 'mattermost', 'email', 'ntfy', 'webhook'] as const satisfies ChannelKind[];

/** List of the channels, and the form of one. */
export function ChannelsSection() {
  const { t } = useTranslation();
  const { channels } = useSettings();
  const [edited, setEdited] = useState<Channel | ChannelKind | null>(null);
  return (
    <Section
      part="channels"
      title={t('window.channels.title')}
      text={t('window.channels.text')}
      action={channels.length > 0 && <AddMenu onChoose={setEdited} />}
    >
      {channels.length === 0 ? (
        <EmptyState
          size="sm"
          icon={<IconBroadcast stroke={1.5} aria-hidden />}
          title={t('window.channels.empty')}
          description={t('window.channels.emptyText')}
        >
          <EmptyState.Actions>
            <KindButtons onChoose={setEdited} />
          </EmptyState.Actions>
        </EmptyState>
      ) : (
        <>
          <PracticeNote />
          <ChannelsTable channels={channels} onEdit={setEdited} />
        </>
      )}
      {edited !== null && (
        <ChannelDrawer
          channel={typeof edited === 'string' ? null : edited}
          kind={typeof edited === 'string' ? edited : edited.kind}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}

/** Says in practice mode where the messages are shown. */
function PracticeNote() {
  const { t } = useTranslation();
  return (
    useAppPart(({ status }) => status.practice) && (
      <Group justify="space-between" wrap="nowrap" gap="md" mb="sm">
        <Text c="dimmed">{t('window.channels.practice')}</Text>
        <PhoneButton />
      </Group>
    )
  );
}

interface ChooseKindProps {
  readonly onChoose: (kind: ChannelKind) => void;
}

function AddMenu({ onChoose }: ChooseKindProps) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="xs" flex="none" leftSection={<IconPlus size={14} aria-hidden />}>
          {t('window.channels.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OFFERED_KINDS.map((kind) => (
          <Menu.Item key={kind} leftSection={<ChannelIcon kind={kind} size={16} />} onClick={() => onChoose(kind)}>
            {t(`window.channels.kind.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** One button per kind, so that the first channel takes one click. */
function KindButtons({ onChoose }: ChooseKindProps) {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={3} spacing="xs" mt="xs" role="group" aria-label={t('window.channels.kinds')}>
      {OFFERED_KINDS.map((kind) => (
        <Button
          key={kind}
          variant="default"
          justify="flex-start"
          leftSection={<ChannelIcon kind={kind} size={16} />}
          onClick={() => onChoose(kind)}
        >
          {t(`window.channels.kind.${kind}`)}
        </Button>
      ))}
    </SimpleGrid>
  );
}

interface ChannelsTableProps {
  readonly channels: readonly Channel[];
  readonly onEdit: (channel: Channel) => void;
}

function ChannelsTable({ channels, onEdit }: ChannelsTableProps) {
  const { t } = useTranslation();
  const remove = useRemoval('channels');
  return (
    <Table layout="fixed" highlightOnHover aria-label={t('window.channels.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('window.channels.channel')}</Table.Th>
          <Table.Th w="26%">{t('window.channels.destination')}</Table.Th>
          <Table.Th w="25%">{t('window.channels.lastTest')}</Table.Th>
          <Table.Th w={116}>
            <VisuallyHidden>{t('window.row.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {channels.map((channel) => (
          <ChannelRow
            key={channel.id}
            channel={channel}
            onEdit={() => onEdit(channel)}
            onDelete={() => void remove(channel.id, channelTitle(channel))}
          />
        ))}
      </Table.Tbody>
    </Table>
  );
}
