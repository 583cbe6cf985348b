import { Box, Group, SimpleGrid, Stack, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayCount } from '../../../shared/contract/status';
import { Section } from '../../components/layout/section';
import { useFormats } from '../../format/times';

const HEIGHT = 64;
/** Least height of a bar for a count above zero, px. */
const MIN_HEIGHT = 3;

/** Matches and texts of the last days, each on its own scale: there are far more matches than texts. */
export function ActivitySection({ days }: { readonly days: readonly DayCount[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('window.activity.title')}>
      <SimpleGrid cols={2} spacing="xl">
        <DayBars
          noun="match"
          label={t('window.activity.matches')}
          color="indigo"
          days={days.map(({ date, matches }) => ({ date, count: matches }))}
        />
        <DayBars
          noun="text"
          label={t('window.activity.texts')}
          color="orange"
          days={days.map(({ date, texts }) => ({ date, count: texts }))}
        />
      </SimpleGrid>
    </Section>
  );
}

interface DayBarsProps {
  /** Counted noun of the bars' tooltips. */
  readonly noun: 'match' | 'text';
  readonly label: string;
  /** Name of a color of the theme. */
  readonly color: string;
  /** Oldest first; `date` as in `2026-11-23`. */
  readonly days: readonly { readonly date: string; readonly count: number }[];
}

/** Bar chart with one bar per day, and the same data as a table for screen readers. */
function DayBars({ noun, label, color, days }: DayBarsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const most = Math.max(...days.map(({ count }) => count));
  const [first, last] = [days.at(0), days.at(-1)];
  const total = formats.count(days.reduce((sum, { count }) => sum + count, 0));
  return (
    <Stack gap={6}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{label}</Text>
        <Text size="xs" c="dimmed">
          {t('window.activity.total', { total })}
        </Text>
      </Group>
      <Group
        role="img"
        aria-label={t('window.activity.chart', { what: label, total, most: formats.count(most) })}
        gap={3}
        h={HEIGHT}
        align="flex-end"
        wrap="nowrap"
      >
        {days.map(({ date, count }) => {
          const height = count === 0 ? 1 : Math.max(MIN_HEIGHT, Math.round((count / most) * HEIGHT));
          const what = { day: formats.day(date), what: t(`noun.${noun}`, { count }) };
          return (
            <Tooltip key={date} label={t('window.activity.of', what)}>
              <Group flex={1} h="100%" align="flex-end">
                <Box
                  w="100%"
                  h={height}
                  bg={count === 0 ? 'var(--mantine-color-default-border)' : `var(--mantine-color-${color}-filled)`}
                  bdrs={2}
                />
              </Group>
            </Tooltip>
          );
        })}
      </Group>
      <Group justify="space-between" gap="xs" aria-hidden>
        <Text size="xs" c="dimmed">
          {first && formats.day(first.date)}
        </Text>
        <Text size="xs" c="dimmed">
          {last && formats.day(last.date)}
        </Text>
      </Group>
      <VisuallyHidden>
        <Table>
          <Table.Caption>{label}</Table.Caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('window.activity.day')}</Table.Th>
              <Table.Th>{label}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {days.map(({ date, count }) => (
              <Table.Tr key={date}>
                <Table.Td>{formats.day(date)}</Table.Td>
                <Table.Td>{formats.count(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </VisuallyHidden>
    </Stack>
  );
}
