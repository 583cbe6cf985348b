import { Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PRIORITIES } from '../../../shared/settings/choices';
import { AdvancedFields } from '../../components/fields/advanced-fields';
import { FOLDED_JOURNAL_FIELDS, NEW_JOURNAL } from '../../forms/log/journal-form';
import type { LogValues } from '../../forms/log/log-form';

const EXAMPLES = { units: 'ssh.service', identifiers: 'sshd', matches: '_TRANSPORT=kernel' } as const;

/** Fields that select entries of the systemd journal; those for other journals than the one of this computer are folded. */
export function JournalFields({ form }: { readonly form: UseFormReturnType<LogValues> }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(() =>
    FOLDED_JOURNAL_FIELDS.some((field) => form.values[field] !== NEW_JOURNAL[field]),
  );
  return (
    <Stack gap="md">
      <ValuesField form={form} field="units" focused />
      <ValuesField form={form} field="identifiers" />
      <Select
        label={t('window.journal.priority')}
        description={t('window.journal.priorityHelp')}
        allowDeselect={false}
        data={PRIORITIES.toReversed().map((value) => ({ value, label: t(`window.journal.levels.${value}`) }))}
        {...form.getInputProps('priority')}
      />
      <ValuesField form={form} field="matches" />
      <AdvancedFields fold={{ fields: FOLDED_JOURNAL_FIELDS, opened, setOpened }} form={form}>
        <TextInput
          label={t('window.journal.directory')}
          description={t('window.journal.directoryHelp')}
          placeholder={t('window.form.example', { example: '/var/log/journal/remote' })}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('directory')}
        />
        <TextInput
          label={t('window.journal.namespace')}
          description={t('window.journal.namespaceHelp')}
          spellCheck={false}
          {...form.getInputProps('namespace')}
        />
        <Switch
          label={t('window.journal.user')}
          description={t('window.journal.userHelp')}
          {...form.getInputProps('user', { type: 'checkbox' })}
        />
      </AdvancedFields>
    </Stack>
  );
}

interface ValuesFieldProps {
  readonly form: UseFormReturnType<LogValues>;
  readonly field: keyof typeof EXAMPLES;
  /** True for the field that gets the focus when the form opens. */
  readonly focused?: boolean;
}

/** Alternatives of one condition, each ended with Enter or a comma. */
function ValuesField({ form, field, focused = false }: ValuesFieldProps) {
  const { t } = useTranslation();
  const isEmpty = form.values[field].length === 0;
  return (
    <TagsInput
      label={t(`window.journal.${field}`)}
      description={t(`window.journal.${field}Help`)}
      placeholder={isEmpty ? t('window.form.example', { example: EXAMPLES[field] }) : undefined}
      spellCheck={false}
      {...(focused ? { 'data-autofocus': true } : {})}
      {...form.getInputProps(field)}
    />
  );
}
