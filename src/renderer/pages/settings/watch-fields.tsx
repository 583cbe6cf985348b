import { NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchSettings } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { DurationInput } from '../../components/duration-input';
import { useChangeSection } from '../../components/use-change-section';
import { readDuration, writeDuration, type DurationUnit } from '../../edits/duration-parts';

/** How long lines may be, and how long rotated files are read; each holds as soon as its field is left. */
export function WatchFields() {
  const { watch } = useSettings();
  return (
    <Stack gap="md">
      <LongestLine key={watch.maxLineLength} watch={watch} />
      <Grace key={watch.grace} watch={watch} />
    </Stack>
  );
}

interface FieldProps {
  readonly watch: WatchSettings;
}

function LongestLine({ watch }: FieldProps) {
  const { t } = useTranslation();
  const [bytes, setBytes] = useState<number | string>(watch.maxLineLength);
  const { error, change } = useChangeSection('watch', 'maxLineLength');
  return (
    <NumberInput
      min={1_024}
      max={524_288}
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      label={t('window.settings.maxLineLength')}
      description={t('window.settings.maxLineLengthHelp')}
      styles={{ wrapper: { width: 160 } }}
      error={error}
      value={bytes}
      onChange={setBytes}
      onBlur={() => void change({ maxLineLength: Number(bytes) })}
    />
  );
}

function Grace({ watch }: FieldProps) {
  const { t } = useTranslation();
  const kept = readDuration(watch.grace);
  const [amount, setAmount] = useState<number | string>(kept.amount);
  const [unit, setUnit] = useState<DurationUnit>(kept.unit);
  const { error, change } = useChangeSection('watch', 'grace');
  const save = (next: DurationUnit): void =>
    void change({ grace: writeDuration({ amount: Number(amount), unit: next }) });
  return (
    <DurationInput
      label={t('window.settings.grace')}
      description={t('window.settings.graceHelp')}
      error={error}
      unit={unit}
      offered={['s', 'm']}
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
