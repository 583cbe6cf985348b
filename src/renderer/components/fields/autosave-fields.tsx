import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { readDuration, writeDuration, type DurationUnit, type DurationValues } from '../../forms/field-values';
import { DurationInput } from './duration-fields';

interface AutosaveFieldProps<Value> {
  readonly label: string;
  readonly description: string;
  /** Saved value. Use it as the field's key, so that the field shows changes made elsewhere. */
  readonly saved: Value;
  readonly error: string | undefined;
  /** Called with the field's value on blur. */
  readonly onLeave: (value: Value) => void;
}

interface AutosaveNumberProps extends AutosaveFieldProps<number> {
  readonly min: number;
  readonly max: number;
}

/** Whole number that is saved on blur. */
export function AutosaveNumber({ saved, onLeave, ...props }: AutosaveNumberProps) {
  const [value, setValue] = useState<number | string>(saved);
  return (
    <NumberInput
      clampBehavior="none"
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=","
      styles={{ wrapper: { width: 160 } }}
      errorProps={{ role: 'alert' }}
      value={value}
      onChange={setValue}
      onBlur={() => onLeave(Number(value))}
      {...props}
    />
  );
}

interface AutosaveDurationProps extends AutosaveFieldProps<string> {
  readonly offered: readonly DurationUnit[];
}

/** Duration that is saved when its number is left or its unit is chosen. */
export function AutosaveDuration({ saved, onLeave, ...props }: AutosaveDurationProps) {
  const [parts, setParts] = useState<DurationValues>(readDuration(saved));
  return (
    <DurationInput
      announced
      unit={parts.unit}
      amountProps={{
        value: parts.amount,
        onChange: (amount: number | string) => setParts({ ...parts, amount }),
        onBlur: () => onLeave(writeDuration(parts)),
      }}
      unitProps={{
        value: parts.unit,
        onChange: (unit: DurationUnit) => {
          setParts({ ...parts, unit });
          onLeave(writeDuration({ ...parts, unit }));
        },
      }}
      {...props}
    />
  );
}
