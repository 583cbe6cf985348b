import { Group, Paper, Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import type { PartName } from '../../navigation/problem-target';
import { useTargetFocus } from '../../navigation/use-target-focus';

interface SectionProps {
  /** Name by which links lead here. */
  readonly part?: PartName;
  readonly title: string;
  readonly text?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** Titled part of a page, a region of its own for screen readers. */
export function Section({ part, title, text, action, children }: SectionProps) {
  const id = useId();
  const target = useTargetFocus<HTMLDivElement>(part === undefined ? [] : [part]);
  return (
    <Paper ref={target} component="section" aria-labelledby={id} className="logbell-part" withBorder p="md">
      <Group justify="space-between" wrap="nowrap" mih={26} mb={text === undefined ? 'sm' : 4}>
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
