import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Spent } from '../../../shared/contract/status';
import { useAppData } from '../../bridge/app-context';
import { useFormats } from '../../format/times';

/** Number and estimated cost (won) of this day's and this month's texts. */
export function SpentFigures() {
  const { t } = useTranslation();
  const { today, month } = useAppData().status.spent;
  return (
    <Group gap="xl" role="group" aria-label={t('window.cost.spent')}>
      <Figure label={t('window.cost.today')} spent={today} />
      <Figure label={t('window.cost.month')} spent={month} />
    </Group>
  );
}

function Figure({ label, spent }: { readonly label: string; readonly spent: Spent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fw={600}>{t('window.cost.figure', { texts: spent.texts, won: formats.count(spent.won) })}</Text>
    </Stack>
  );
}
