import { Input, SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../shared/settings/schema';
import { useSettings, useSettingsView } from '../../bridge/app-context';
import { useSaveAtOnce } from '../../components/saving/use-save-at-once';

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
  const save = useSaveAtOnce();
  return async (change) => {
    await save({ ...view.settings, app: { ...view.settings.app, ...change } }, view);
  };
}
