import { NumberInput, Select, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DurationInput } from '../../components/fields/duration-input';
import { GROUPINGS, type FileValues } from '../../forms/file-form';
import { FirstLineFields } from './first-line-fields';

/** Fields for grouping several lines into one and for flushing incomplete lines. */
export function LineFields({ form }: { readonly form: UseFormReturnType<FileValues> }) {
  const { t } = useTranslation();
  const { grouping, waitUnit, flushUnit } = form.values;
  return (
    <Stack gap="md">
      <Select
        label={t('window.files.grouping')}
        description={t('window.files.groupingHelp')}
        allowDeselect={false}
        data={GROUPINGS.map((one) => ({ value: one, label: t(`window.grouping.${one}`) }))}
        {...form.getInputProps('grouping')}
      />
      {grouping === 'custom' && <FirstLineFields form={form} />}
      {grouping !== 'none' && (
        <>
          <DurationInput
            label={t('window.files.wait')}
            description={t('window.files.waitHelp')}
            error={form.errors['waitAmount']}
            unit={waitUnit}
            offered={['ms', 's']}
            amountProps={form.getInputProps('waitAmount', { withError: false })}
            unitProps={form.getInputProps('waitUnit')}
          />
          <NumberInput
            styles={{ wrapper: { width: 110 } }}
            min={2}
            max={10_000}
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            label={t('window.files.maxLines')}
            {...form.getInputProps('maxLines')}
          />
        </>
      )}
      <DurationInput
        label={t('window.files.flush')}
        description={t('window.files.flushHelp')}
        error={form.errors['flushAmount']}
        unit={flushUnit}
        offered={['s', 'm']}
        amountProps={form.getInputProps('flushAmount', { withError: false })}
        unitProps={form.getInputProps('flushUnit')}
      />
    </Stack>
  );
}
