import type { DurationUnit } from '../../forms/duration-parts';
import type { FieldForm } from '../../forms/field-form';
import { DurationInput } from './duration-input';

interface DurationFieldProps {
  readonly form: FieldForm;
  /** Path of the number and its unit in the form. */
  readonly path: string;
  readonly label: string;
  readonly description: string;
  readonly offered?: readonly DurationUnit[];
}

/** Duration field of a form. */
export function DurationField({ form, path, ...words }: DurationFieldProps) {
  const unitProps = form.getInputProps(`${path}.unit`);
  return (
    <DurationInput
      {...words}
      error={form.errors[`${path}.amount`]}
      unit={unitProps.value as DurationUnit}
      amountProps={form.getInputProps(`${path}.amount`, { withError: false })}
      unitProps={unitProps}
    />
  );
}
