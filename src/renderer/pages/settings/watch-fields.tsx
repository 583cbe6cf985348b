import { NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchSettings } from '../../../shared/settings';
import { useSettings } from '../../bridge/app-context';
import { DurationInput } from '../../components/duration-input';
import { useSaveSettings } from '../../components/use-save-settings';
import { readDuration, writeDuration, type DurationUnit } from '../../edits/duration-parts';
import { isWithin } from '../../edits/fields-of-problems';
import { useSentences } from '../../words/sentences';

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
  const { error, change } = useChangeWatch('maxLineLength');
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
  const { error, change } = useChangeWatch('grace');
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

interface ChangeWatch {
  /** What was wrong with the last change; undefined when nothing was. */
  readonly error: string | undefined;
  readonly change: (change: Partial<WatchSettings>) => Promise<void>;
}

function useChangeWatch(field: keyof WatchSettings): ChangeWatch {
  const settings = useSettings();
  const sentences = useSentences();
  const { problems, save } = useSaveSettings();
  const own = problems.find(({ path }) => path === `watch.${field}`);
  return {
    error: own && sentences.settingsProblem(own),
    change: async (change) => {
      const watch = { ...settings.watch, ...change };
      if (watch[field] !== settings.watch[field]) {
        await save({ ...settings, watch }, (path) => isWithin(path, `watch.${field}`));
      }
    },
  };
}
