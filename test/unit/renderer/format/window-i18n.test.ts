import { describe, expect, it } from 'vitest';
import { chosenLanguage, loadTexts, windowI18n } from '../../../../src/renderer/format/window-i18n';
import { idleSnapshot } from '../window-api-double';
import { en, ko } from '../../../support/text/strings';

describe('the language of the window', () => {
  it('starts with the texts of one language, and loads others before it changes to them', async () => {
    const i18n = await windowI18n('ko');
    expect(i18n.t('window.page.rules')).toBe(ko('window.page.rules'));
    expect(i18n.hasResourceBundle('en', 'translation')).toBe(false);
    await loadTexts(i18n, 'en');
    expect(i18n.t('window.page.rules')).toBe(ko('window.page.rules'));
    await i18n.changeLanguage('en');
    expect(i18n.t('window.page.rules')).toBe(en('window.page.rules'));
    await loadTexts(i18n, 'ko');
    await i18n.changeLanguage('ko');
    expect(i18n.t('window.page.rules')).toBe(ko('window.page.rules'));
  });

  it('is the one of the settings, else that of the desktop', () => {
    const { settings, info } = idleSnapshot();
    const english = { ...settings.settings, app: { ...settings.settings.app, language: 'en' as const } };
    expect(chosenLanguage({ settings, info })).toBe('ko');
    expect(chosenLanguage({ settings: { ...settings, settings: english }, info })).toBe('en');
  });
});
