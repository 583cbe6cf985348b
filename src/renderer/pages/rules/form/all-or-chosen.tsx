import { Group, MultiSelect, Radio, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { AddButton } from '../../../components/fields/list-buttons';
import type { RuleValues } from '../../../forms/rule/rule-form';

interface AllOrChosenProps {
  readonly form: UseFormReturnType<RuleValues>;
  readonly list: 'files';
  readonly all: 'allFiles';
  readonly label: string;
  readonly allLabel: string;
  readonly chosenLabel: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly addLabel: string;
  readonly onAdd: () => void;
}

/** Choice between all items and a selection, with a button that adds an item. */
export function AllOrChosen({ form, list, all, label, data, onAdd, ...labels }: AllOrChosenProps) {
  const { t } = useTranslation();
  const { allLabel, chosenLabel, addLabel } = labels;
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
      <AddButton label={addLabel} onClick={onAdd} />
    </Stack>
  );
}
