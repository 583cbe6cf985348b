import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';

/** A form as its fields see it, whatever it is about. */
export interface FieldForm {
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly getInputProps: (
    path: string,
    options?: { readonly type?: 'input' | 'checkbox'; readonly withError?: boolean },
  ) => GetInputPropsReturnType;
}
