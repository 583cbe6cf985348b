import { useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppPart, usePhase } from '../bridge/app-context';
import { chosenLanguage, loadTexts } from '../format/window-i18n';

/** Applies the chosen language and theme as they change. */
export function Preferences() {
  const { i18n } = useTranslation();
  useEffect(() => {
    document.documentElement.lang = i18n.language;
  }, [i18n.language]);
  return usePhase() === 'ready' ? <ChosenPreferences /> : null;
}

function ChosenPreferences() {
  const { i18n } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const theme = useAppPart(({ settings }) => settings.settings.app.theme);
  const language = useAppPart(chosenLanguage);
  // `setColorScheme` is new with each render, and makes Chromium compute all styles again: render only on a change.
  useEffect(() => setColorScheme(theme === 'system' ? 'auto' : theme), [theme, setColorScheme]);
  useEffect(() => {
    let isCurrent = true;
    const changeLanguage = async (chosen: typeof language): Promise<void> => {
      await loadTexts(i18n, chosen);
      // Another one may have been chosen meanwhile.
      if (isCurrent) {
        await i18n.changeLanguage(chosen);
      }
    };
    if (language !== i18n.language) {
      void changeLanguage(language);
    }
    return () => {
      isCurrent = false;
    };
  }, [language, i18n]);
  return null;
}
