import { Group, NumberInput, Select } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DURATION_UNITS, type DurationUnit } from '../../forms/duration-parts';

const USUAL_UNITS: readonly DurationUnit[] = ['s', 'm', 'h', 'd'];

interface DurationInputProps {
  readonly label: string;
  readonly description: string;
  readonly error?: ReactNode;
  /** Whether a fault is read out as it comes, as nothing leads to the field. */
  readonly announced?: boolean;
  /** The chosen unit, offered even when it is not among `offered`. */
  readonly unit: DurationUnit;
  readonly offered?: readonly DurationUnit[];
  /** What the form gives the number and its unit. */
  readonly amountProps: GetInputPropsReturnType;
  readonly unitProps: GetInputPropsReturnType;
}

/** A duration as a number beside its unit; label, description and fault belong to the number. */
export function DurationInput(props: DurationInputProps) {
  const { label, description, error, announced = false, unit, offered = USUAL_UNITS, amountProps, unitProps } = props;
  const { t } = useTranslation();
  const units = DURATION_UNITS.filter((one) => one === unit || offered.includes(one));
  return (
    <NumberInput
      label={label}
      description={description}
      error={error}
      errorProps={announced ? { role: 'alert' } : {}}
      styles={{ wrapper: { width: 110, margin: 0 } }}
      min={0}
      max={999_999_999}
      allowDecimal={false}
      allowNegative={false}
      aria-label={t('window.form.amountOf', { label })}
      inputContainer={(amount) => (
        <Group gap="xs" mt={5} mb={error === undefined || error === null ? 0 : 5}>
          {amount}
          <Select
            w={110}
            allowDeselect={false}
            aria-label={t('window.form.unitOf', { label })}
            data={units.map((one) => ({ value: one, label: t(`window.unit.${one}`) }))}
            {...unitProps}
          />
        </Group>
      )}
      {...amountProps}
    />
  );
}
