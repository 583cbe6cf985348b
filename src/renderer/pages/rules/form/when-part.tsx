import { Autocomplete, Group, NumberInput, Radio, Select, Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { patternGroups } from '../../../../shared/settings/patterns/read-regex';
import { JOURNAL_VARIABLES } from '../../../../shared/sms/template';
import { useSettings } from '../../../bridge/app-context';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import { valuesToPattern } from '../../../forms/field-values';
import { readsJournal } from '../../../forms/log/journal-form';
import { RULE_KINDS, type RuleValues } from '../../../forms/rule/rule-form';
import { AbsenceFields, PairFields } from './expectation-fields';

interface PartProps {
  readonly form: UseFormReturnType<RuleValues>;
}

/** Condition and cooldown of a rule. */
export function WhenPart({ form }: PartProps) {
  const { t } = useTranslation();
  const { kind, threshold, match } = form.values;
  const ofJournal = readsJournal(form.values, useSettings().files);
  const keys = new Set([...patternGroups(valuesToPattern(match)), ...(ofJournal ? JOURNAL_VARIABLES : [])]);
  return (
    <Stack gap="lg">
      <Radio.Group label={t('window.when.kind')} {...form.getInputProps('kind')}>
        <Stack gap="xs" mt={6}>
          {RULE_KINDS.map((one) => (
            <Radio key={one} value={one} label={t(`window.when.${one}`)} description={t(`window.when.${one}Help`)} />
          ))}
        </Stack>
      </Radio.Group>
      {kind === 'absence' && <AbsenceFields form={form} />}
      {kind === 'pair' && <PairFields form={form} />}
      {(kind === 'lines' || threshold.on) && <ThresholdFields form={form} />}
      {kind !== 'absence' && <CooldownFields form={form} />}
      <Autocomplete
        label={t('window.when.key')}
        description={t(ofJournal ? 'window.when.keyHelpJournal' : 'window.when.keyHelp')}
        placeholder={t('window.when.keyHint')}
        data={[...keys]}
        spellCheck={false}
        {...form.getInputProps('key')}
      />
    </Stack>
  );
}

function ThresholdFields({ form }: PartProps) {
  const { t } = useTranslation();
  return (
    <OptionalFields
      form={form}
      path="threshold.on"
      label={t('window.when.threshold')}
      description={t('window.when.thresholdHelp')}
    >
      <Group align="flex-start" gap="xl">
        <NumberInput
          label={t('window.when.count')}
          description={t('window.when.countHelp')}
          styles={{ wrapper: { width: 150 }, section: { color: 'inherit', fontSize: 'inherit' } }}
          hideControls
          rightSection={t('window.when.orMore')}
          rightSectionWidth={90}
          rightSectionPointerEvents="none"
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          {...form.getInputProps('threshold.count')}
        />
        <DurationField
          form={form}
          path="threshold.within"
          label={t('window.when.within')}
          description={t('window.when.withinHelp')}
        />
      </Group>
    </OptionalFields>
  );
}

function CooldownFields({ form }: PartProps) {
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
