import { Group, MultiSelect, Radio, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { RuleValues } from '../../../forms/rule-form';

interface AllOrChosenProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly list: 'files' | 'recipients';
  readonly all: 'allFiles' | 'allRecipients';
  readonly label: string;
  readonly allLabel: string;
  readonly chosenLabel: string;
  readonly chosenHelp?: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
}

/** Choice between all items and a selection. */
export function AllOrChosen({ form, list, all, label, allLabel, chosenLabel, chosenHelp, data }: AllOrChosenProps) {
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
          description={chosenHelp}
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
