import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useWindowState } from '../bridge/app-context';
import { chosenLanguage, loadTexts } from '../format/window-i18n';

/** Applies the chosen language and theme as they change. */
export function Preferences() {
  const state = useWindowState();
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const theme = state.phase === 'ready' ? state.data.settings.settings.app.theme : null;
  const language = state.phase === 'ready' ? chosenLanguage(state.data) : null;
  useEffect(() => {
    if (theme !== null) {
      setColorScheme(theme === 'system' ? 'auto' : theme);
    }
  }, [theme, setColorScheme]);
  useEffect(() => {
    let isCurrent = true;
    const changeLanguage = async (chosen: NonNullable<typeof language>): Promise<void> => {
      await loadTexts(i18n, chosen);
      // Another one may have been chosen meanwhile.
      if (isCurrent) {
        await i18n.changeLanguage(chosen);
      }
    };
    if (language !== null && language !== i18n.language) {
      void changeLanguage(language);
    }
    return () => {
      isCurrent = false;
    };
  }, [language, i18n]);
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
  return null;
}
