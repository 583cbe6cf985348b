import { Select } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { DurationField } from '../../../components/fields/duration-fields';
import type { RuleValues } from '../../../forms/rule/rule-form';
import { PatternFields } from './pattern-fields';

interface ExpectationFieldsProps {
  readonly form: UseFormReturnType<RuleValues>;
}

/** Time after which a line counts as missing, and the grouping of that check. */
export function AbsenceFields({ form }: ExpectationFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <DurationField
        form={form}
        path="absence.after"
        label={t('window.absence.after')}
        description={t('window.absence.afterHelp')}
      />
      <Select
        label={t('window.absence.by')}
        description={t('window.absence.byHelp')}
        allowDeselect={false}
        data={(['rule', 'file', 'key'] as const).map((value) => ({ value, label: t(`window.absence.${value}`) }))}
        {...form.getInputProps('absence.by')}
      />
      {form.values.absence.by === 'key' && (
        <DurationField
          form={form}
          path="absence.forget"
          label={t('window.absence.forget')}
          description={t('window.absence.forgetHelp')}
          offered={['m', 'h', 'd']}
        />
      )}
    </>
  );
}

/** Pattern of the line that ends a task, and the time limit for it. */
export function PairFields({ form }: ExpectationFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <PatternFields
        form={form}
        path="pair.end"
        label={t('window.pair.end')}
        description={t('window.pair.endHelp')}
        textHint="backup finished"
        regexHint="job (?<id>\d+) done"
        regexHelp={t('window.pair.regexHelp')}
      />
      <DurationField
        form={form}
        path="pair.within"
        label={t('window.pair.within')}
        description={t('window.pair.withinHelp')}
      />
    </>
  );
}
