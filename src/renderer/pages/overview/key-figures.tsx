import { Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { AppStatus } from '../../../shared/contract/status';
import { useAppData } from '../../bridge/app-context';
import { useFormats } from '../../format/times';
import { budgetLeft } from './budget-left';

/** This day's matches, texts and estimated cost, and what is left of the budget. */
export function KeyFigures() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { status, settings } = useAppData();
  const { days, spent, practice } = status;
  const [today, yesterday] = [days.at(-1), days.at(-2)];
  const won = (amount: number): string => t('window.overview.won', { won: formats.count(amount) });
  const count = (number: number): string => t('window.overview.count', { number: formats.count(number) });
  const budget = budgetLeft(settings.settings.policy.budget, spent);
  const budgetWords = (): Pick<FigureProps, 'value' | 'note'> => {
    if (budget === null) {
      return { value: t('window.overview.noLimit'), note: '' };
    }
    const { limit, left, most } = budget;
    const inWon = limit.startsWith('won');
    const values = { most: inWon ? won(most) : count(most) };
    return {
      value: inWon ? won(left) : t('noun.text', { count: left }),
      note: limit.endsWith('PerDay') ? t('window.overview.ofDay', values) : t('window.overview.ofMonth', values),
    };
  };
  const monthly = t('window.overview.thisMonth', { won: won(spent.month.won) });
  return (
    <Paper component="section" withBorder p="md" aria-label={t('window.overview.today')}>
      <SimpleGrid cols={4} spacing="md">
        <Figure
          label={t('window.overview.matchesToday')}
          value={count(today?.matches ?? 0)}
          note={t('window.overview.yesterday', { number: count(yesterday?.matches ?? 0) })}
        />
        <Figure
          label={t('window.overview.textsToday')}
          value={count(today?.texts ?? 0)}
          note={pendingWords(status, t)}
        />
        <Figure
          label={t('window.overview.costToday')}
          value={won(spent.today.won)}
          note={practice && spent.month.won === 0 ? t('window.overview.practiceFree') : monthly}
        />
        <Figure label={t('window.overview.budgetLeft')} {...budgetWords()} />
      </SimpleGrid>
    </Paper>
  );
}

/** Numbers of texts and messages that are not delivered yet. */
function pendingWords({ pendingTexts, pendingMessages }: AppStatus, t: TFunction): string {
  const parts = [
    ...(pendingTexts > 0 || pendingMessages === 0 ? [textsWords(pendingTexts, t)] : []),
    ...(pendingMessages > 0 ? [t('window.sentence.pendingMessages', { count: pendingMessages })] : []),
  ];
  return parts.join(' · ');
}

function textsWords(count: number, t: TFunction): string {
  return count === 0 ? t('window.overview.nonePending') : t('window.sentence.pending', { count });
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

function Figure({ label, value, note }: FigureProps) {
  return (
    <Stack gap={0} role="group" aria-label={label}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={600}>
        {value}
      </Text>
      <Text size="xs" c="dimmed">
        {note}
      </Text>
    </Stack>
  );
}
