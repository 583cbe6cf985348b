import { Radio, Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { BudgetFields } from '../../../components/fields/budget-fields';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import { QuietSpans } from '../../../components/fields/quiet-spans';
import { NIGHT } from '../../../forms/field-values';
import { QUIET_CHOICES, type RuleValues } from '../../../forms/rule/rule-form';

interface LimitsPartProps {
  readonly form: UseFormReturnType<RuleValues>;
}

/** Quiet hours, grouping delay and budget of a rule. */
export function LimitsPart({ form }: LimitsPartProps) {
  const { t } = useTranslation();
  return (
    <Stack gap="lg">
      <Switch
        label={t('window.when.urgent')}
        description={t('window.when.urgentHelp')}
        {...form.getInputProps('urgent', { type: 'checkbox' })}
      />
      <QuietFields form={form} />
      <OptionalFields form={form} path="wait.own" label={t('window.when.wait')} description={t('window.when.waitHelp')}>
        <DurationField
          form={form}
          path="wait.time"
          label={t('window.when.waitTime')}
          description={t('window.when.waitTimeHelp')}
          offered={['s', 'm']}
        />
      </OptionalFields>
      <BudgetFields form={form} label={t('window.budget.ofRule')} description={t('window.budget.ofRuleHelp')} />
    </Stack>
  );
}

function QuietFields({ form }: LimitsPartProps) {
  const { t } = useTranslation();
  const { choice, spans } = form.values.quiet;
  const choose = (next: string): void => {
    form.setFieldValue('quiet.choice', QUIET_CHOICES.find((one) => one === next) ?? 'shared');
    if (next === 'own' && spans.length === 0) {
      form.insertListItem('quiet.spans', NIGHT);
    }
  };
  return (
    <Stack gap="xs">
      <Radio.Group
        label={t('window.quiet.title')}
        description={t('window.quiet.help')}
        {...form.getInputProps('quiet.choice')}
        onChange={choose}
      >
        <Stack gap="xs" mt={6}>
          {QUIET_CHOICES.map((one) => (
            <Radio key={one} value={one} label={t(`window.quiet.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {choice === 'own' && (
        <QuietSpans
          form={form}
          path="quiet.spans"
          spans={spans}
          onAdd={() => form.insertListItem('quiet.spans', NIGHT)}
          onRemove={(at) => form.removeListItem('quiet.spans', at)}
        />
      )}
    </Stack>
  );
}
