import { Group, NumberInput, Select } from '@mantine/core';
import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DURATION_UNITS, type DurationUnit, type FieldForm } from '../../forms/field-values';

const USUAL_UNITS: readonly DurationUnit[] = ['s', 'm', 'h', 'd'];

interface DurationInputProps {
  readonly label: string;
  readonly description: string;
  readonly error?: ReactNode;
  /** Announces a new error to screen readers, for a field that no submit moves the focus to. */
  readonly announced?: boolean;
  /** The chosen unit, listed even if it is not in `offered`. */
  readonly unit: DurationUnit;
  readonly offered?: readonly DurationUnit[];
  /** Mantine's input props for the number; `unitProps` for its unit. */
  readonly amountProps: GetInputPropsReturnType;
  readonly unitProps: GetInputPropsReturnType;
}

/** Duration as a number beside its unit; label, description and error belong to the number. */
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

interface DurationFieldProps {
  readonly form: FieldForm;
  /** Path of the number and its unit in the form. */
  readonly path: string;
  readonly label: string;
  readonly description: string;
  readonly offered?: readonly DurationUnit[];
}

/** Duration field of a form. */
export function DurationField({ form, path, ...texts }: DurationFieldProps) {
  const unitProps = form.getInputProps(`${path}.unit`);
  return (
    <DurationInput
      {...texts}
      error={form.errors[`${path}.amount`]}
      unit={unitProps.value as DurationUnit}
      amountProps={form.getInputProps(`${path}.amount`, { withError: false })}
      unitProps={unitProps}
    />
  );
}
