import { Input, NumberInput, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BUDGET_LIMITS, type FieldForm } from '../../forms/field-values';

interface BudgetFieldsProps {
  readonly form: FieldForm;
  readonly label: string;
  readonly description: string;
}

/** Limits for texts and won, by day and month; an empty field is no limit. The form holds them under `budget`. */
export function BudgetFields({ form, label, description }: BudgetFieldsProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper label={label} labelElement="div" description={description}>
      <SimpleGrid cols={2} spacing="md" verticalSpacing="xs" mt="xs">
        {BUDGET_LIMITS.map((limit) => (
          <NumberInput
            key={limit}
            label={t(`window.budget.${limit}`)}
            placeholder={t('window.budget.noLimit')}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
            thousandSeparator=","
            {...form.getInputProps(`budget.${limit}`)}
          />
        ))}
      </SimpleGrid>
    </Input.Wrapper>
  );
}
