import { Group, MultiSelect, Radio, Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { groupTitle } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { DurationInput } from '../../components/duration-input';
import type { RuleValues } from '../../edits/rule-form';
import { recipientTitle } from '../../words/recipient-title';

type Form = UseFormReturnType<RuleValues>;

/** Where a rule looks, whom it texts, and how often at most. */
export function ScopeFields({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const { files, recipients, groups } = useSettings();
  return (
    <Stack gap="md">
      <AllOrChosen
        form={form}
        list="files"
        all="allFiles"
        label={t('window.rules.files')}
        allLabel={t('window.rules.allFiles')}
        chosenLabel={t('window.rules.chosenFiles')}
        data={files.map(({ id, path }) => ({ value: id, label: path }))}
      />
      <AllOrChosen
        form={form}
        list="recipients"
        all="allRecipients"
        label={t('window.rules.recipients')}
        allLabel={t('window.rules.allRecipients')}
        chosenLabel={t('window.rules.chosenRecipients')}
        data={[
          ...groups.map((group) => ({
            value: group.id,
            label: t('window.rules.groupOf', { name: groupTitle(group) }),
          })),
          ...recipients.map((recipient) => ({ value: recipient.id, label: recipientTitle(recipient) })),
        ]}
      />
      <CooldownField form={form} />
      <Switch label={t('window.rules.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
    </Stack>
  );
}

interface AllOrChosenProps {
  readonly form: Form;
  readonly list: 'files' | 'recipients';
  readonly all: 'allFiles' | 'allRecipients';
  readonly label: string;
  readonly allLabel: string;
  readonly chosenLabel: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

function AllOrChosen({ form, list, all, label, allLabel, chosenLabel, data }: AllOrChosenProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Radio.Group
        label={label}
        value={form.values[all] ? 'all' : 'chosen'}
        onChange={(value) => form.setFieldValue(all, value === 'all')}
      >
        <Group mt={6} gap="lg">
          <Radio value="all" label={allLabel} />
          <Radio value="chosen" label={chosenLabel} />
        </Group>
      </Radio.Group>
      {!form.values[all] && (
        <MultiSelect
          aria-label={chosenLabel}
          data={data}
          searchable
          hidePickedOptions
          nothingFoundMessage={t('window.rules.nothingToChoose')}
          placeholder={form.values[list].length === 0 ? t('window.rules.choose') : undefined}
          {...form.getInputProps(list)}
        />
      )}
    </Stack>
  );
}

function CooldownField({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  return (
    <DurationInput
      label={t('window.rules.cooldown')}
      description={t('window.rules.cooldownHelp')}
      error={form.errors['cooldownAmount']}
      unit={form.values.cooldownUnit}
      amountProps={form.getInputProps('cooldownAmount', { withError: false })}
      unitProps={form.getInputProps('cooldownUnit')}
    />
  );
}
