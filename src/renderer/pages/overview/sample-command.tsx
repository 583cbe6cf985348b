import { useTranslation } from 'react-i18next';
import { useAppData } from '../../bridge/app-context';
import { CopyField } from '../../components/fields/copy-field';

/** The command that writes the line which the practice rule waits for. */
export function SampleCommand() {
  const { t } = useTranslation();
  const { sampleLog } = useAppData().info;
  return <CopyField label={t('window.tryIt.command')} value={`echo "hello world" >> ${shellWord(sampleLog)}`} />;
}

/** A path as one word of a POSIX shell (XCU 2.2.2, single quotes). */
function shellWord(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
