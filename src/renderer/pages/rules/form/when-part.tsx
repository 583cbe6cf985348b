import { Autocomplete, Group, NumberInput, Radio, Stack, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { patternGroups } from '../../../../shared/settings/patterns/read-regex';
import { DurationField } from '../../../components/fields/duration-fields';
import { OptionalFields } from '../../../components/fields/optional-fields';
import { QuietSpans } from '../../../components/fields/quiet-spans';
import { NIGHT, valuesToPattern } from '../../../forms/field-values';
import { QUIET_CHOICES, RULE_KINDS, type RuleValues } from '../../../forms/rule-form';
import { AbsenceFields, PairFields } from './expectation-fields';

interface PartProps {
  readonly form: UseFormReturnType<RuleValues>;
}

/** Condition, quiet hours and grouping wait of a rule. */
export function WhenPart({ form }: PartProps) {
  const { t } = useTranslation();
  const { kind, threshold } = form.values;
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
      <Autocomplete
        label={t('window.when.key')}
        description={t('window.when.keyHelp')}
        placeholder={t('window.when.keyHint')}
        data={[...patternGroups(valuesToPattern(form.values.match))]}
        spellCheck={false}
        {...form.getInputProps('key')}
      />
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
          styles={{ wrapper: { width: 110 } }}
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

function QuietFields({ form }: PartProps) {
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
