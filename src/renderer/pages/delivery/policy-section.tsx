import { Autocomplete, Button, Group, Input, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { AdvancedFields, type AdvancedFold, useAdvancedFold } from '../../components/fields/advanced-fields';
import { BudgetFields } from '../../components/fields/budget-fields';
import { DurationField } from '../../components/fields/duration-fields';
import { QuietSpans } from '../../components/fields/quiet-spans';
import { Section } from '../../components/layout/section';
import { ExternalChangeAlert, SettingsProblems } from '../../components/saving/settings-alerts';
import { type FormStart, useFormStart, useSectionForm } from '../../components/saving/use-section-form';
import { TIME_ZONES } from '../../format/times';
import { NIGHT } from '../../forms/field-values';
import { policyField, policyToValues, type PolicyValues, valuesToPolicy } from '../../forms/policy-form';

/** Fields that are folded, in display order. */
const ADVANCED = ['quietBy', 'wait.amount', 'budget.reserve', 'digestAt', 'zone', 'incidentMaxAge.amount'] as const;

/** Quiet hours and budget of all rules. */
export function PolicySection() {
  const { t } = useTranslation();
  const start = useFormStart('policy');
  const fold = useAdvancedFold('policy', ADVANCED);
  return (
    <Section part="policy" title={t('window.policy.title')} text={t('window.policy.text')}>
      <PolicyForm key={start.key} start={start} fold={fold} />
    </Section>
  );
}

interface PolicyFormProps {
  readonly start: FormStart;
  readonly fold: AdvancedFold;
}

function PolicyForm({ start, fold }: PolicyFormProps) {
  const { t } = useTranslation();
  const { settings } = start;
  const form = useForm<PolicyValues>({ name: 'policy', initialValues: policyToValues(settings.policy) });
  const { saving, elsewhere, save } = useSectionForm(form, 'policy', start, policyField);
  const submit = (values: PolicyValues): Promise<void> =>
    save({ ...settings, policy: valuesToPolicy(values, settings.policy) });
  return (
    <form onSubmit={form.onSubmit(submit)} noValidate>
      <Stack gap="lg">
        <ExternalChangeAlert change={start.hasExternalChange && !saving ? 'changed' : null} />
        <SettingsProblems title={t('window.form.notSaved')} problems={elsewhere} />
        <Input.Wrapper label={t('window.quiet.title')} labelElement="div" description={t('window.policy.quietHelp')}>
          <Stack mt="xs">
            <QuietSpans
              form={form}
              path="quiet.spans"
              spans={form.values.quiet.spans}
              onAdd={() => form.insertListItem('quiet.spans', NIGHT)}
              onRemove={(at) => form.removeListItem('quiet.spans', at)}
            />
          </Stack>
        </Input.Wrapper>
        <BudgetFields form={form} label={t('window.budget.ofAll')} description={t('window.budget.ofAllHelp')} />
        <AdvancedFields fold={fold} form={form}>
          <QuietByField form={form} />
          <DurationField
            form={form}
            path="wait"
            label={t('window.when.waitTime')}
            description={t('window.when.waitTimeHelp')}
            offered={['s', 'm']}
          />
          <BudgetDetails form={form} />
          <DurationField
            form={form}
            path="incidentMaxAge"
            label={t('window.policy.incidentMaxAge')}
            description={t('window.policy.incidentMaxAgeHelp')}
            offered={['m', 'h', 'd']}
          />
        </AdvancedFields>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" disabled={!form.isDirty()} onClick={form.reset}>
            {t('window.form.revert')}
          </Button>
          <Button type="submit" loading={saving} disabled={!form.isDirty()}>
            {t('window.form.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Choice of who holds texts during quiet hours. */
function QuietByField({ form }: { readonly form: UseFormReturnType<PolicyValues> }) {
  const { t } = useTranslation();
  return (
    <Radio.Group label={t('window.policy.quietBy')} {...form.getInputProps('quietBy')}>
      <Stack mt={6} gap="xs">
        <Radio value="logbell" label={t('window.policy.byLogbell')} description={t('window.policy.byLogbellHelp')} />
        <Radio value="sens" label={t('window.policy.bySens')} description={t('window.policy.bySensHelp')} />
      </Stack>
    </Radio.Group>
  );
}

function BudgetDetails({ form }: { readonly form: UseFormReturnType<PolicyValues> }) {
  const { t } = useTranslation();
  return (
    <>
      <NumberInput
        label={t('window.budget.reserve')}
        description={t('window.budget.reserveHelp')}
        styles={{ wrapper: { width: 110 } }}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        {...form.getInputProps('budget.reserve')}
      />
      <TextInput
        label={t('window.policy.digestAt')}
        description={t('window.policy.digestAtHelp')}
        placeholder="08:00"
        styles={{ wrapper: { width: 110 } }}
        {...form.getInputProps('digestAt')}
      />
      <Autocomplete
        label={t('window.quiet.zone')}
        description={t('window.policy.zoneHelp')}
        placeholder={t('window.policy.zoneHint', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
        styles={{ wrapper: { width: 320 } }}
        data={TIME_ZONES}
        limit={30}
        spellCheck={false}
        {...form.getInputProps('zone')}
      />
    </>
  );
}
