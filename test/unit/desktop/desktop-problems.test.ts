import { describe, expect, it } from 'vitest';
import { desktopProblems, type DesktopFacts } from '../../../src/main/desktop/desktop-problems';
import { translator } from '../../../src/shared/i18n/translator';
import { emptySettings } from '../../../src/shared/settings';
import { settingsProblem } from '../../../src/shared/settings-problem';

const t = translator('ko');
const sound: DesktopFacts = {
  state: { settings: emptySettings(), problems: [], missing: false, setAside: null },
  keysProblems: [],
  lockedKeyring: null,
  practiceFault: null,
  startProblems: [],
  blind: null,
  configFile: '/home/me/.config/logbell/config.json',
};

const codes = (facts: Partial<DesktopFacts>): string[] =>
  desktopProblems({ ...sound, ...facts }, t).map(({ code }) => code);

describe('problems of the app around the engine', () => {
  it('are none when all is well', () => {
    expect(codes({})).toEqual([]);
  });

  it('name the first fault of the settings and count them', () => {
    const problems = [settingsProblem(['rules', 0, 'match'], 'missing'), settingsProblem([], 'not-an-object')];
    expect(desktopProblems({ ...sound, state: { ...sound.state, problems } }, t)).toEqual([
      {
        code: 'settings',
        subject: '',
        params: { count: 2, path: 'rules[0].match', sentence: t('settingsProblem.missing') },
      },
    ]);
  });

  it('say where a broken file was put, and nothing else of it', () => {
    const state = { ...sound.state, setAside: '/x/config.json.bad-1', problems: [settingsProblem([], 'not-json')] };
    expect(codes({ state })).toEqual(['settings-set-aside']);
  });

  it('tell missing keys, a locked keyring and keys of the old API apart', () => {
    const keysProblems = [settingsProblem(['sens', 'keys'], 'no-keys')];
    expect(codes({ keysProblems })).toEqual(['no-keys']);
    expect(codes({ keysProblems, lockedKeyring: 'kwallet6' })).toEqual(['keyring-locked']);
    expect(codes({ keysProblems: [settingsProblem(['environment'], 'sens-v1')] })).toEqual(['settings']);
    expect(codes({ keysProblems: [settingsProblem(['sens', 'keys'], 'keys-too-large')] })).toEqual(['settings']);
  });

  it('tell of settings that could not be written, a practice SENS that did not start, and a file that is not watched', () => {
    const startProblems = [settingsProblem([], 'not-saved', { reason: 'EROFS' })];
    expect(codes({ startProblems, practiceFault: 'EMFILE', blind: 'ENOSPC' })).toEqual([
      'settings-not-saved',
      'practice-unavailable',
      'watch-limit',
    ]);
  });
});
