import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { CopyField } from '../../components/copy-field';
import { Section } from '../../components/section';

/** The first two minutes: a line to write, and a practice text to see. */
export function TryItSection() {
  const { t } = useTranslation();
  const { sampleLog } = useAppData().info;
  return (
    <Section title={t('window.tryIt.title')} text={t('window.tryIt.text')}>
      <CopyField label={t('window.tryIt.command')} value={`echo "hello world" >> ${shellWord(sampleLog)}`} />
    </Section>
  );
}

/** A path as one word of a POSIX shell (XCU 2.2.2, single quotes). */
function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
