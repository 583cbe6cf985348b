import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { CopyField } from '../../components/fields/copy-field';
import { Section } from '../../components/layout/section';

/** Command that appends a line which the practice rule matches. */
export function SampleCommand() {
  const { t } = useTranslation();
  const { sampleLog } = useAppData().info;
  return <CopyField label={t('window.tryIt.command')} value={`echo "hello world" >> ${shellWord(sampleLog)}`} />;
}

/** Quotes a path as one word for a POSIX shell (XCU 2.2.2, single quotes). */
function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** First try for a new user: a command that triggers a practice text. */
export function TryItSection() {
  const { t } = useTranslation();
  return (
    <Section title={t('window.tryIt.title')} text={t('window.tryIt.text')}>
      <SampleCommand />
    </Section>
  );
}
