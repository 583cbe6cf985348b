import { ActionIcon, Group, Stack, Table, Text, Tooltip } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TextView } from '../../../../shared/contract/history';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { usedChannels } from '../../../../shared/settings/channels/used-channels';
import { channelTitle } from '../../../../shared/settings/titles';
import { useAppPart, useSettings } from '../../../bridge/app-context';
import { ChannelIcon } from '../../../components/display/channel-icon';
import { InertLine } from '../../../components/display/inert-text';
import { PracticeBadge } from '../../../components/display/state-badges';
import { TextStateBadge } from '../../../components/display/texts-list';
import { RowActions } from '../../../components/saving/row-actions';
import { useSavedRow } from '../../../components/saving/saved-item';
import { channelHost } from '../../../forms/channel-form';
import { inertText } from '../../../format/inert-text';
import { useSentences } from '../../../format/sentences';
import { useFormats } from '../../../format/times';

import { SecretBadge } from './secret-badge';
import { useChannelTest } from './use-channel-test';

interface ChannelRowProps {
  readonly channel: Channel;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** Name, kind, destination and last test of a channel. */
export function ChannelRow({ channel, onEdit, onDelete }: ChannelRowProps) {
  const { t } = useTranslation();
  const saved = useSavedRow('channels', channel.id);
  const title = channelTitle(channel);
  const isUsed = usedChannels(useSettings()).has(channel.id);
  const test = useChannelTest(channel.id);
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
              {!isUsed && (
                <>
                  {' · '}
                  <Text span inherit style={{ whiteSpace: 'nowrap' }}>
                    {t('window.channels.unused')}
                  </Text>
                </>
              )}
            </Text>
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td>
        <Destination channel={channel} />
      </Table.Td>
      <Table.Td>
        <LastTest channelId={channel.id} text={test.last} wrong={test.wrong} />
      </Table.Td>
      <Table.Td>
        <RowActions title={title} onEdit={onEdit} onDelete={onDelete}>
          <Tooltip label={t('window.channels.test')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              loading={test.sending}
              aria-label={t('window.channels.testOf', { title })}
              onClick={() => void test.send()}
            >
              <IconSend size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </RowActions>
      </Table.Td>
    </Table.Tr>
  );
}

/** Host that a channel sends to, unless its URL is a secret; for mail also its addresses. */
function Destination({ channel }: Pick<ChannelRowProps, 'channel'>) {
  const host = channelHost(channel);
  const to = channel.kind === 'email' ? channel.to.join(', ') : '';
  return (
    <>
      {host !== '' && (
        <Text inherit lineClamp={2} className="logbell-path">
          <InertLine text={host} />
        </Text>
      )}
      {to !== '' && (
        <Text size="xs" c="dimmed" lineClamp={1} title={inertText(to)} className="logbell-path">
          <InertLine text={to} />
        </Text>
      )}
      <SecretBadge channel={channel} />
    </>
  );
}

interface LastTestProps {
  readonly channelId: string;
  /** Message of the last test; null for none. */
  readonly text: TextView | null;
  /** Reason why the last test was not sent; null for none. */
  readonly wrong: string | null;
}

/** State of the last test of a channel, with the reason of a failure. */
function LastTest({ channelId, text, wrong }: LastTestProps) {
  const { t } = useTranslation();
  const problems = useAppPart(({ status }) => status.problems);
  const formats = useFormats();
  const sentences = useSentences();
  if (wrong !== null) {
    return (
      <Text size="xs" c="var(--mantine-color-error)" role="status">
        {wrong}
      </Text>
    );
  }
  if (text === null) {
    return (
      <Text size="xs" c="dimmed" role="status">
        {t('window.channels.notTested')}
      </Text>
    );
  }
  // A message behind one that the channel does not take has no reason of its own.
  const blocking =
    text.state === 'owed' && problems.find(({ code, subject }) => code.startsWith('channel-') && subject === channelId);
  const why = text.reason ? sentences.reason(text.reason) : blocking ? sentences.problemTitle(blocking) : null;
  return (
    <div role="status">
      <Group gap={6}>
        <TextStateBadge text={text} />
        {text.practice && <PracticeBadge />}
        <Text span size="xs" c="dimmed">
          {formats.clock(text.at)}
        </Text>
      </Group>
      {why !== null && (
        <Text size="xs" mt={2} c={text.state === 'failed' ? 'var(--mantine-color-error)' : 'dimmed'}>
          {why}
        </Text>
      )}
    </div>
  );
}
