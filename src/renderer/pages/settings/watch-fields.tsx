import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../bridge/app-context';
import { KeptDuration, KeptNumber } from '../../components/fields/kept-fields';
import { useChangeSection } from '../../components/saving/use-change-section';

/** Limit of line length, and time for which rotated files are still read; each is saved on blur. */
export function WatchFields() {
  const { t } = useTranslation();
  const { maxLineLength, grace } = useSettings().watch;
  const longest = useChangeSection('watch', 'maxLineLength');
  const rotated = useChangeSection('watch', 'grace');
  return (
    <Stack gap="md">
      <KeptNumber
        key={maxLineLength}
        label={t('window.settings.maxLineLength')}
        description={t('window.settings.maxLineLengthHelp')}
        min={1_024}
        max={524_288}
        saved={maxLineLength}
        error={longest.error}
        onLeave={(next) => void longest.change({ maxLineLength: next })}
      />
      <KeptDuration
        key={grace}
        label={t('window.settings.grace')}
        description={t('window.settings.graceHelp')}
        offered={['s', 'm']}
        saved={grace}
        error={rotated.error}
        onLeave={(next) => void rotated.change({ grace: next })}
      />
    </Stack>
  );
}
