import { Group } from '@mantine/core';
import type { ReactNode } from 'react';

/** Buttons that end a drawer or dialog; sticky at its lower edge, however long it is. */
export function FormActions({ children }: { readonly children: ReactNode }) {
  return (
    <Group
      justify="flex-end"
      gap="sm"
      py="sm"
      pos="sticky"
      bottom={0}
      bg="var(--mantine-color-body)"
      style={{ zIndex: 1, borderTop: '1px solid var(--mantine-color-default-border)' }}
    >
      {children}
    </Group>
  );
}
