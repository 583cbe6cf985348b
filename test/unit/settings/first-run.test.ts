import { describe, expect, it } from 'vitest';
import { practiceSettings } from '../../../src/main/settings/first-run';
import { parseSettings } from '../../../src/shared/settings/parse';

describe('the settings of a first start', () => {
  it.each([
    ['ko', '당직'],
    ['en', 'On call'],
  ] as const)(
    'are complete, valid, and those of the tutorial: practice mode, one file, one rule, one recipient',
    (language, name) => {
      const settings = practiceSettings(language, '/data/sample.log');
      expect(parseSettings(settings)).toEqual({ settings, problems: [] });
      expect(settings.sens.mode).toBe('practice');
      expect(settings.recipients).toEqual([{ id: 'me', name, number: '010-1234-5678', countryCode: '82' }]);
      expect(settings.rules).toMatchObject([{ match: { text: 'hello world' }, message: 'An Event Occurred' }]);
    },
  );
});
