import { describe, expect, it } from 'vitest';
import { warningSentence } from '../../../../src/renderer/format/warning-sentence';
import { settingsSentence } from '../../../../src/shared/i18n/settings-problem-text';
import { translator } from '../../../../src/shared/i18n/translator';
import { parseSettings } from '../../../../src/shared/settings/parse';
import { settingsWarnings } from '../../../../src/shared/settings/validation/warnings';
import { LANGUAGES } from '../../../support/e2e/languages';
import { en } from '../../../support/text/strings';

const { settings } = parseSettings({
  recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  policy: { quiet: [{ from: '00:00', to: '24:00' }], budget: { textsPerDay: 0 } },
  rules: [
    { id: 'disk', name: 'Disk', match: { text: 'x' }, escalate: { after: '10m', to: ['me'] } },
    { id: 'web', match: { regex: '.' }, butNot: [{ text: 'a' }, { regex: '.+' }], rollup: true, message: '{{lin}}' },
    {
      ...{
        id: 'backup',
        name: 'Disk',
        match: { text: 'y' },
        absence: { after: '1h', forget: '1m', message: '{{lin}}' },
      },
      ...{ urgent: true, wait: '30s', quiet: [{ from: '00:00', to: '24:00' }] },
    },
  ],
});

describe('a warning about the settings', () => {
  const context = (language: (typeof LANGUAGES)[number]) => {
    const t = translator(language);
    return { t, sentenceOf: (problem: Parameters<typeof settingsSentence>[0]) => settingsSentence(problem, t) };
  };

  it.each(LANGUAGES)('names its rule and field in words: %s', (language) => {
    const warnings = settingsWarnings(settings);
    expect(warnings.length).toBeGreaterThan(8);
    for (const warning of warnings) {
      const sentence = warningSentence(warning, settings.rules, context(language));
      expect(sentence).not.toMatch(/[a-z]\.[a-z]|\[\d+\]|[a-z][A-Z]/);
    }
  });

  it('starts with the title of its rule, then the label of its field', () => {
    const escalation = settingsWarnings(settings).find(({ code }) => code === 'escalates-to-recipient');
    const start = `Disk · “${en('window.escalate.to')}”: Me `;
    expect(warningSentence(escalation ?? expect.fail(), settings.rules, context('en'))).toContain(start);
  });
});
