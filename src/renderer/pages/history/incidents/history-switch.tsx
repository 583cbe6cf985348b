import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../../../navigation/navigation';

/** Switches between all entries and the incidents. */
export function HistorySwitch() {
  const { t } = useTranslation();
  const { incidents, goTo } = useNavigation();
  return (
    <SegmentedControl
      aria-label={t('window.incidents.view')}
      style={{ alignSelf: 'flex-start' }}
      data={[
        { value: 'history', label: t('window.incidents.entries') },
        { value: 'incidents', label: t('window.incidents.incidents') },
      ]}
      value={incidents ? 'incidents' : 'history'}
      onChange={(place) => goTo(place)}
    />
  );
}
