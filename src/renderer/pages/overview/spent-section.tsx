import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/section';
import { SpentFigures } from '../../components/display/spent-figures';

/** Estimated cost of this day's and this month's texts. */
export function SpentSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.cost.spent')} text={t('window.cost.estimate')}>
      <SpentFigures />
    </Section>
  );
}
