import { MultiSelect } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { channelTitle } from '../../../shared/settings/titles';
import { useSettings } from '../../bridge/app-context';

interface ChannelSelectProps {
  readonly label: string;
  readonly description?: string;
  readonly error?: ReactNode;
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

/** Choice of channels by name. */
export function ChannelSelect({ value, ...props }: ChannelSelectProps) {
  const { t } = useTranslation();
  const { channels } = useSettings();
  return (
    <MultiSelect
      data={channels.map((channel) => ({
        value: channel.id,
        label: `${channelTitle(channel)} (${t(`window.channels.kind.${channel.kind}`)})`,
      }))}
      value={[...value]}
      hidePickedOptions
      nothingFoundMessage={t('window.rules.nothingToChoose')}
      placeholder={value.length === 0 ? t('window.rules.choose') : ''}
      errorProps={{ role: 'alert' }}
      {...props}
    />
  );
}
