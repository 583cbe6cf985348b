import { Box, Group, Stack, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayCount } from '../../../shared/contract/status';
import { Section } from '../../components/layout/section';
import { useFormats } from '../../format/times';
import { scaleTicks } from './chart-scale';

/** Height of the bars, px; the latest history below stays in view in the smallest window. */
const HEIGHT = 60;
/** Least height of a bar for a count above zero, px. */
const MIN_HEIGHT = 3;

/** Bars of a day, in the colors of the theme. */
const BARS = [
  { name: 'matches', color: 'var(--mantine-color-indigo-filled)' },
  { name: 'texts', color: 'var(--mantine-color-orange-filled)' },
] as const;

interface ActivityProps {
  /** Oldest first. */
  readonly days: readonly DayCount[];
}

/** Matches and texts of the last days, in one chart with a scale. */
export function ActivitySection({ days }: ActivityProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('window.activity.title')} action={<Legend />}>
      <Chart days={days} />
      <VisuallyHidden>
        <Numbers days={days} />
      </VisuallyHidden>
    </Section>
  );
}

function Legend() {
  const { t } = useTranslation();
  return (
    <Group gap="md" aria-hidden>
      {BARS.map(({ name, color }) => (
        <Group key={name} gap={6}>
          <Box w={10} h={10} bdrs={2} bg={color} />
          <Text size="xs">{t(`window.activity.${name}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}

function Chart({ days }: ActivityProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const ticks = scaleTicks(Math.max(...days.flatMap(({ matches, texts }) => [matches, texts])));
  const top = ticks[0] ?? 1;
  const [first, last] = [days.at(0), days.at(-1)];
  const sum = (name: 'matches' | 'texts'): number => days.reduce((total, day) => total + day[name], 0);
  const counts = (matches: number, texts: number): Readonly<Record<'matches' | 'texts', string>> => ({
    matches: t('noun.match', { count: matches }),
    texts: t('noun.text', { count: texts }),
  });
  return (
    <Group
      role="img"
      aria-label={t('window.activity.chart', counts(sum('matches'), sum('texts')))}
      gap="xs"
      wrap="nowrap"
      align="flex-start"
    >
      <Stack gap={0} h={HEIGHT} justify="space-between">
        {ticks.map((tick) => (
          <Text key={tick} size="xs" c="dimmed" ta="right" lh={0} py={0} my={0}>
            {formats.count(tick)}
          </Text>
        ))}
      </Stack>
      <Stack gap={4} flex={1} miw={0}>
        <Box pos="relative">
          {ticks.map((tick) => (
            <Box
              key={tick}
              pos="absolute"
              left={0}
              right={0}
              top={HEIGHT - (tick / top) * HEIGHT}
              style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}
            />
          ))}
          <Group gap={6} h={HEIGHT} align="stretch" wrap="nowrap" pos="relative">
            {days.map((day) => (
              <Tooltip
                key={day.date}
                label={t('window.activity.of', { day: formats.day(day.date), ...counts(day.matches, day.texts) })}
              >
                <Group flex={1} gap={1} align="flex-end" justify="center" wrap="nowrap">
                  {BARS.map(({ name, color }) => (
                    <Box
                      key={name}
                      flex={1}
                      maw={16}
                      h={day[name] === 0 ? 0 : Math.max(MIN_HEIGHT, Math.round((day[name] / top) * HEIGHT))}
                      bg={color}
                    />
                  ))}
                </Group>
              </Tooltip>
            ))}
          </Group>
        </Box>
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed">
            {first && formats.day(first.date)}
          </Text>
          <Text size="xs" c="dimmed">
            {last && formats.day(last.date)}
          </Text>
        </Group>
      </Stack>
    </Group>
  );
}

/** The numbers of the chart as a table, for screen readers. */
function Numbers({ days }: ActivityProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Table>
      <Table.Caption>{t('window.activity.title')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('window.activity.day')}</Table.Th>
          {BARS.map(({ name }) => (
            <Table.Th key={name}>{t(`window.activity.${name}`)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map((day) => (
          <Table.Tr key={day.date}>
            <Table.Td>{formats.day(day.date)}</Table.Td>
            {BARS.map(({ name }) => (
              <Table.Td key={name}>{formats.count(day[name])}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
