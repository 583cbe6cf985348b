import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayCount } from '../../../shared/contract/status';
import { Section } from '../../components/layout/section';
import { DayBars } from './day-bars';

/** Matches and texts of the last days, each on its own scale: there are far more matches than texts. */
export function ActivitySection({ days }: { readonly days: readonly DayCount[] }) {
  const { t } = useTranslation();
  return (
    <Section title={t('window.activity.title')}>
      <SimpleGrid cols={2} spacing="xl">
        <DayBars
          label={t('window.activity.matches')}
          color="indigo"
          days={days.map(({ date, matches }) => ({ date, count: matches }))}
        />
        <DayBars
          label={t('window.activity.texts')}
          color="orange"
          days={days.map(({ date, texts }) => ({ date, count: texts }))}
        />
      </SimpleGrid>
    </Section>
  );
}
