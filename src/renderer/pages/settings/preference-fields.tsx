import { Input, SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../shared/settings/schema';
import { useActions, useAppData, useSettings, useSettingsView } from '../../bridge/app-context';
import { useNotifications } from '../../components/layout/notifications';
import { useAutosave } from '../../components/saving/use-save-settings';

const LANGUAGES: readonly AppSettings['language'][] = ['system', 'ko', 'en'];
const THEMES: readonly AppSettings['theme'][] = ['system', 'light', 'dark'];

/** Language, theme and notifications. */
export function PreferenceFields() {
  const { t } = useTranslation();
  const { app } = useSettings();
  const change = useChangeApp();
  return (
    <>
      <Input.Wrapper label={t('window.settings.language')} labelElement="div">
        <SegmentedControl
          display="flex"
          w="fit-content"
          mt={4}
          aria-label={t('window.settings.language')}
          data={LANGUAGES.map((value) => ({ value, label: t(`window.language.${value}`) }))}
          value={app.language}
          onChange={(language) => void change({ language })}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('window.settings.theme')} labelElement="div">
        <SegmentedControl
          display="flex"
          w="fit-content"
          mt={4}
          aria-label={t('window.settings.theme')}
          data={THEMES.map((value) => ({ value, label: t(`window.theme.${value}`) }))}
          value={app.theme}
          onChange={(theme) => void change({ theme })}
        />
      </Input.Wrapper>
      <Switch
        label={t('window.settings.notifications')}
        description={t('window.settings.notificationsHelp')}
        checked={app.notifications}
        onChange={(event) => void change({ notifications: event.currentTarget.checked })}
      />
    </>
  );
}

function useChangeApp(): (change: Partial<AppSettings>) => Promise<void> {
  const view = useSettingsView();
  const save = useAutosave();
  return async (change) => {
    await save({ ...view.settings, app: { ...view.settings.app, ...change } }, view);
  };
}

/** Switch for the start at login, in the state of the autostart file. */
export function AutostartSwitch() {
  const { t } = useTranslation();
  const { autostart } = useAppData();
  const actions = useActions();
  const notifications = useNotifications();
  const turn = async (enabled: boolean): Promise<void> => {
    const answer = await actions.setAutostart(enabled);
    if (!answer.ok) {
      notifications.showError(t(`window.autostart.wrong.${answer.error}`));
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
