import { Select, Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { BudgetFields } from '../../../components/fields/budget-fields';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import type { RuleValues } from '../../../forms/rule-form';

interface LimitsPartProps {
  readonly form: UseFormReturnType<RuleValues>;
}

/** Cooldown and budget of a rule. */
export function LimitsPart({ form }: LimitsPartProps) {
  const { t } = useTranslation();
  const { kind } = form.values;
  return (
    <Stack gap="lg">
      {kind !== 'absence' && <CooldownFields form={form} />}
      <BudgetFields form={form} label={t('window.budget.ofRule')} description={t('window.budget.ofRuleHelp')} />
    </Stack>
  );
}

function CooldownFields({ form }: LimitsPartProps) {
  const { t } = useTranslation();
  return (
    <>
      <DurationField
        form={form}
        path="cooldown"
        label={t('window.rules.cooldown')}
        description={t('window.rules.cooldownHelp')}
      />
      <Select
        label={t('window.limits.by')}
        description={t('window.limits.byHelp')}
        allowDeselect={false}
        data={(['line', 'rule', 'key'] as const).map((value) => ({ value, label: t(`window.limits.${value}`) }))}
        {...form.getInputProps('cooldownBy')}
      />
      <Switch
        label={t('window.limits.rollup')}
        description={t('window.limits.rollupHelp')}
        {...form.getInputProps('rollup', { type: 'checkbox' })}
      />
      <OptionalFields
        form={form}
        path="cooldownMax.on"
        label={t('window.limits.grow')}
        description={t('window.limits.growHelp')}
      >
        <DurationField
          form={form}
          path="cooldownMax.time"
          label={t('window.limits.most')}
          description={t('window.limits.mostHelp')}
        />
      </OptionalFields>
    </>
  );
}
