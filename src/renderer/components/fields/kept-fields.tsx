import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { readDuration, writeDuration, type DurationUnit, type DurationValues } from '../../forms/duration-parts';
import { DurationInput } from './duration-input';

interface KeptFieldProps<Value> {
  readonly label: string;
  readonly description: string;
  /** What the settings say; give the field a key by it, so that it shows what others change. */
  readonly kept: Value;
  readonly error: string | undefined;
  /** Called with the value of the field when it is left. */
  readonly onLeave: (value: Value) => void;
}

interface KeptNumberProps extends KeptFieldProps<number> {
  readonly min: number;
  readonly max: number;
}

/** A whole number that is saved as soon as its field is left. */
export function KeptNumber({ kept, onLeave, ...look }: KeptNumberProps) {
  const [value, setValue] = useState<number | string>(kept);
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
      {...look}
    />
  );
}

interface KeptDurationProps extends KeptFieldProps<string> {
  readonly offered: readonly DurationUnit[];
}

/** A duration that is saved as soon as its number is left or its unit is chosen. */
export function KeptDuration({ kept, onLeave, ...look }: KeptDurationProps) {
  const [parts, setParts] = useState<DurationValues>(readDuration(kept));
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
      {...look}
    />
  );
}
