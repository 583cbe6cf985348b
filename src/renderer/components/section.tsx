import { Group, Paper, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page, and a region of its own for screen readers. */
export function Section({ title, text, action, children }: SectionProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} withBorder p="md">
      <Group justify="space-between" wrap="nowrap" mb={text === undefined ? 'sm' : 4}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {action}
      </Group>
      {text !== undefined && (
        <Text c="dimmed" mb="sm">
          {text}
        </Text>
      )}
      {children}
    </Paper>
  );
}
