import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** Name of the page, one line on what it is for, and its main actions. */
export function PageHeader({ title, text, children }: PageHeaderProps) {
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap" gap="lg" mb="md">
      <Stack gap={2}>
        <Title order={1}>{title}</Title>
        {text !== undefined && <Text c="dimmed">{text}</Text>}
      </Stack>
      {children !== undefined && (
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          {children}
        </Group>
      )}
    </Group>
  );
}
