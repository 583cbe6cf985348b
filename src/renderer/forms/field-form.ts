import type { GetInputPropsReturnType } from '@mantine/form';
import type { ReactNode } from 'react';

/** Part of a Mantine form that its fields use, independent of its values. */
export interface FieldForm {
  readonly errors: Readonly<Record<string, ReactNode>>;
  readonly getInputProps: (
    path: string,
    options?: { readonly type?: 'input' | 'checkbox'; readonly withError?: boolean },
  ) => GetInputPropsReturnType;
}
