import { Box, Stack, Switch } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldForm } from '../../forms/field-values';

interface OptionalFieldsProps {
  readonly form: FieldForm;
  /** Path of the switch in the form. */
  readonly path: string;
  readonly label: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** Switch with fields below it that appear only while it is on. */
export function OptionalFields({ form, path, label, description, children }: OptionalFieldsProps) {
  const props = form.getInputProps(path, { type: 'checkbox' });
  return (
    <Box>
      <Switch label={label} description={description} {...props} />
      {props.checked === true && (
        <Stack gap="md" mt="sm" ml={50}>
          {children}
        </Stack>
      )}
    </Box>
  );
}
