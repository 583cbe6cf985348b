import { Group, MultiSelect, Radio, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../bridge/app-context';
import { ChannelSelect } from '../../../components/fields/channel-select';
import { AddButton } from '../../../components/fields/list-buttons';
import { channelNames } from '../../../format/channel-names';
import type { RuleValues } from '../../../forms/rule/rule-form';
import type { OnAdd } from '../add-drawer';

interface AudienceFieldsProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly recipients: readonly { readonly value: string; readonly label: string }[];
  readonly onAdd: OnAdd;
}

type Choice = 'all' | 'chosen' | 'channels' | 'alertmanager';

/** Recipients of a rule's texts, or Alertmanager, and, where there are channels, those that get its messages as well or alone. */
export function AudienceFields({ form, recipients, onAdd }: AudienceFieldsProps) {
  const { t } = useTranslation();
  const { channels, alertmanager } = useSettings();
  const { allRecipients, channelsOnly, toAlertmanager } = form.values;
  const hasChannels = channels.length > 0 || form.values.channels.length > 0;
  const people: Choice = allRecipients ? 'all' : 'chosen';
  const choice = toAlertmanager ? 'alertmanager' : channelsOnly ? 'channels' : people;
  const choose = (next: string): void =>
    form.setValues({
      channelsOnly: next === 'channels',
      toAlertmanager: next === 'alertmanager',
      ...((next === 'all' || next === 'chosen') && { allRecipients: next === 'all' }),
    });
  return (
    <Stack gap="md">
      <Stack gap="xs">
        <Radio.Group
          label={t('window.rules.recipients')}
          value={choice}
          onChange={choose}
          error={choice === 'alertmanager' ? form.errors['recipients'] : undefined}
        >
          <Group mt={6} gap="lg">
            <Radio value="all" label={t('window.rules.allRecipients')} />
            <Radio value="chosen" label={t('window.rules.chosenRecipients')} />
            {hasChannels && <Radio value="channels" label={t('window.rules.channelsOnly')} />}
            {(alertmanager !== null || toAlertmanager) && (
              <Radio value="alertmanager" label={t('window.rules.toAlertmanager')} />
            )}
          </Group>
        </Radio.Group>
        {choice === 'chosen' && (
          <MultiSelect
            aria-label={t('window.rules.chosenRecipients')}
            data={recipients}
            searchable
            hidePickedOptions
            nothingFoundMessage={t('window.rules.nothingToChoose')}
            placeholder={form.values.recipients.length === 0 ? t('window.rules.choose') : undefined}
            {...form.getInputProps('recipients')}
          />
        )}
        {choice === 'alertmanager' && (
          <Text size="xs" c="dimmed">
            {t('window.says.alertmanager')}
          </Text>
        )}
        {choice === people && <AddButton label={t('window.recipients.add')} onClick={() => onAdd('recipients')} />}
      </Stack>
      {hasChannels ? (
        <ChannelFields form={form} />
      ) : (
        <Text size="xs" c="dimmed">
          {t('window.rules.noChannels')}
        </Text>
      )}
    </Stack>
  );
}

function ChannelFields({ form }: Pick<AudienceFieldsProps, 'form'>) {
  const { t } = useTranslation();
  const settings = useSettings();
  const { channels: copies } = settings.delivery;
  return (
    <ChannelSelect
      label={t('window.channels.ofRule')}
      description={
        copies.length > 0
          ? t('window.rules.copiesToo', { names: channelNames(copies, settings) })
          : t('window.rules.channelsHelp')
      }
      {...form.getInputProps('channels')}
      value={form.values.channels}
    />
  );
}
