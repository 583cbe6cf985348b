import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/section';
import { SampleCommand } from './sample-command';

/** The first two minutes: a line to write, and a practice text to see. */
export function TryItSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.tryIt.title')} text={t('window.tryIt.text')}>
      <SampleCommand />
    </Section>
  );
}
