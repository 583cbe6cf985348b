import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../../shared/i18n/translator';
import { useWindowState } from '../bridge/app-context';

/** Makes the window follow the chosen language and theme, live. */
export function Preferences() {
  const state = useWindowState();
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const theme = state.phase === 'ready' ? state.data.settings.settings.app.theme : null;
  const language =
    state.phase === 'ready'
      ? chooseLanguage(state.data.settings.settings.app.language, state.data.info.systemLanguage)
      : null;
  useEffect(() => {
    if (theme !== null) {
      setColorScheme(theme === 'system' ? 'auto' : theme);
    }
  }, [theme, setColorScheme]);
  useEffect(() => {
    if (language !== null && language !== i18n.language) {
      void i18n.changeLanguage(language);
    }
    document.documentElement.lang = language ?? i18n.language;
  }, [language, i18n]);
  return null;
}
