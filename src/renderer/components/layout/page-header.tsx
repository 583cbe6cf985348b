import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  readonly text?: string;
  readonly children?: ReactNode;
}

/** Title of the page, one line on its purpose, and its main actions. */
export function PageHeader({ title, text, children }: PageHeaderProps) {
  return (
    <Stack gap={0} mb="md">
      <Group justify="space-between" gap="xs" mih={36}>
        <Title order={1}>{title}</Title>
        {children !== undefined && <Group gap="xs">{children}</Group>}
      </Group>
      {text !== undefined && <Text c="dimmed">{text}</Text>}
    </Stack>
  );
}
