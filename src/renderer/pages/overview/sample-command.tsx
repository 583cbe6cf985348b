import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { CopyField } from '../../components/fields/copy-field';

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
