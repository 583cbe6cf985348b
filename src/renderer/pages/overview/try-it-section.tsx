import { useTranslation } from 'react-i18next';
import { Section } from '../../components/layout/section';
import { SampleCommand } from './sample-command';

/** First try for a new user: a command that triggers a practice text. */
export function TryItSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.tryIt.title')} text={t('window.tryIt.text')}>
      <SampleCommand />
    </Section>
  );
}
