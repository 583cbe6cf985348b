import { Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActions, useAppData } from '../../bridge/app-context';
import { useNotices } from '../../components/layout/notifications';

/** Switch for the start at login, in the state of the autostart file. */
export function AutostartSwitch() {
  const { t } = useTranslation();
  const { autostart } = useAppData();
  const actions = useActions();
  const notices = useNotices();
  const turn = async (enabled: boolean): Promise<void> => {
    const answer = await actions.setAutostart(enabled);
    if (!answer.ok) {
      notices.wrong(t(`window.autostart.wrong.${answer.error}`));
    }
  };
  return (
    <Switch
      label={t('window.autostart.label')}
      description={t(autostart.supported ? 'window.autostart.help' : 'window.autostart.unsupported')}
      checked={autostart.enabled}
      disabled={!autostart.supported}
      onChange={(event) => void turn(event.currentTarget.checked)}
    />
  );
}
