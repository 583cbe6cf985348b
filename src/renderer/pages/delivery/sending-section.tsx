import { NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeliverySettings } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { DurationInput } from '../../components/duration-input';
import { Section } from '../../components/section';
import { useChangeSection } from '../../components/use-change-section';
import { readDuration, writeDuration, type DurationUnit } from '../../edits/duration-parts';

/** What becomes of texts that wait for too long, and how fast texts go out; each field holds as soon as it is left. */
export function SendingSection() {
  const { t } = useTranslation();
  const { delivery } = useSettings();
  return (
    <Section title={t('window.sending.title')} text={t('window.sending.text')}>
      <Stack gap="md">
        <MaxAge key={delivery.maxAge} delivery={delivery} />
        <Late delivery={delivery} />
        <Limit key={`second${delivery.perSecond}`} delivery={delivery} field="perSecond" most={100} />
        <Limit key={`once${delivery.atOnce}`} delivery={delivery} field="atOnce" most={10} />
      </Stack>
    </Section>
  );
}

interface FieldProps {
  readonly delivery: DeliverySettings;
}

function MaxAge({ delivery }: FieldProps) {
  const { t } = useTranslation();
  const kept = readDuration(delivery.maxAge);
  const [amount, setAmount] = useState<number | string>(kept.amount);
  const [unit, setUnit] = useState<DurationUnit>(kept.unit);
  const { error, change } = useChangeSection('delivery', 'maxAge');
  const save = (next: DurationUnit): void =>
    void change({ maxAge: writeDuration({ amount: Number(amount), unit: next }) });
  return (
    <DurationInput
      label={t('window.sending.maxAge')}
      description={t('window.sending.maxAgeHelp')}
      error={error}
      unit={unit}
      offered={['m', 'h', 'd']}
      amountProps={{ value: amount, onChange: setAmount, onBlur: () => save(unit) }}
      unitProps={{
        value: unit,
        onChange: (next: DurationUnit) => {
          setUnit(next);
          save(next);
        },
      }}
    />
  );
}

function Late({ delivery }: FieldProps) {
  const { t } = useTranslation();
  const { error, change } = useChangeSection('delivery', 'late');
  return (
    <Select
      w={320}
      allowDeselect={false}
      label={t('window.sending.late')}
      error={error}
      data={(['digest', 'desktop'] as const).map((value) => ({ value, label: t(`window.sending.${value}`) }))}
      value={delivery.late}
      onChange={(late) => void change({ late: late === 'desktop' ? 'desktop' : 'digest' })}
    />
  );
}

interface LimitProps extends FieldProps {
  readonly field: 'perSecond' | 'atOnce';
  readonly most: number;
}

function Limit({ delivery, field, most }: LimitProps) {
  const { t } = useTranslation();
  const [value, setValue] = useState<number | string>(delivery[field]);
  const { error, change } = useChangeSection('delivery', field);
  return (
    <NumberInput
      min={1}
      max={most}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      label={t(`window.sending.${field}`)}
      description={t(`window.sending.${field}Help`)}
      styles={{ wrapper: { width: 160 } }}
      error={error}
      value={value}
      onChange={setValue}
      onBlur={() => void change({ [field]: Number(value) })}
    />
  );
}
