import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/section';
import { SpentFigures } from '../../components/display/spent-figures';

/** What the texts of this day and month are estimated to cost. */
export function SpentSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.cost.spent')} text={t('window.cost.estimate')}>
      <SpentFigures />
    </Section>
  );
}
