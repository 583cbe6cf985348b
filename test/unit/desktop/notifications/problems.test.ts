import { describe, expect, it } from 'vitest';
import { desktopProblems, type DesktopFacts } from '../../../../src/main/desktop/engine/desktop-problems';
import { translator } from '../../../../src/shared/i18n/translator';
import { emptySettings } from '../../../../src/shared/settings/schema';
import { settingsProblem } from '../../../../src/shared/settings/validation/problems';
import { en, ko } from '../../../support/text/strings';

const t = translator('ko');
const sound: DesktopFacts = {
  state: { settings: emptySettings(), problems: [], missing: false, setAside: null, keptEdit: null, revision: '' },
  keysProblems: [],
  lockedKeyring: null,
  practiceFault: null,
  startProblems: [],
  settingsWatchFault: null,
  statusFault: null,
  metricsFault: null,
  configFile: '/home/me/.config/logbell/config.json',
};

const codes = (facts: Partial<DesktopFacts>): string[] =>
  desktopProblems({ ...sound, ...facts }, t).map(({ code }) => code);

describe('problems of the app around the engine', () => {
  it('are none if all is well', () => {
    expect(codes({})).toEqual([]);
  });

  it('name the first error of the settings and count them', () => {
    const problems = [settingsProblem(['rules', 0, 'match'], 'missing'), settingsProblem([], 'not-an-object')];
    expect(desktopProblems({ ...sound, state: { ...sound.state, problems } }, t)).toEqual([
      {
        code: 'settings',
        subject: '',
        params: { count: 2, path: 'rules[0].match', sentence: t('settingsProblem.missing') },
      },
    ]);
  });

  it('name the place of a broken file, and nothing else of it', () => {
    const state = { ...sound.state, setAside: '/x/config.json.bad-1', problems: [settingsProblem([], 'not-json')] };
    expect(codes({ state })).toEqual(['settings-set-aside']);
  });

  it('name the place of an edit made while the file was saved', () => {
    const state = { ...sound.state, keptEdit: '/x/config.json.1.bak' };
    expect(desktopProblems({ ...sound, state }, t)).toEqual([
      { code: 'settings-edit-kept', subject: '', params: { file: '/x/config.json.1.bak' } },
    ]);
  });

  it('distinguish missing keys, a locked keyring and keys of the old API', () => {
    const keysProblems = [settingsProblem(['sens', 'keys'], 'no-keys')];
    expect(codes({ keysProblems })).toEqual(['no-keys']);
    expect(codes({ keysProblems, lockedKeyring: 'kwallet6' })).toEqual(['keyring-locked']);
    const tokens = [settingsProblem(['alertmanager', 'token'], 'no-alertmanager-token')];
    expect(codes({ keysProblems: tokens, lockedKeyring: 'kwallet6' })).toEqual(['keyring-locked']);
    expect(codes({ keysProblems: [settingsProblem(['environment'], 'sens-v1')] })).toEqual(['settings']);
    expect(codes({ keysProblems: [settingsProblem(['sens', 'keys'], 'keys-too-large')] })).toEqual(['settings']);
  });

  it('report settings that could not be written, a practice SENS that did not start, and an unwatched file', () => {
    const startProblems = [settingsProblem([], 'not-saved', { reason: 'EROFS' })];
    expect(codes({ startProblems, practiceFault: 'EMFILE', settingsWatchFault: 'ENOSPC' })).toEqual([
      'settings-not-saved',
      'practice-unavailable',
      'watch-limit',
    ]);
  });

  it.each([
    ['ENOSPC', 'full'],
    ['EDQUOT', 'quota'],
    ['EROFS', 'readonly'],
  ] as const)('name the disk (%s) that rejects the settings', (reason, context) => {
    const startProblems = [settingsProblem([], 'not-saved', { reason })];
    const [unsaved] = desktopProblems({ ...sound, startProblems }, t);
    const sentences = (['ko', 'en'] as const).map((language) =>
      translator(language)('problem.settings-not-saved.title', unsaved?.params ?? {}),
    );
    const file = sound.configFile;
    expect(sentences).toEqual(
      [ko, en].map((string) => string(`problem.settings-not-saved.title_${context}`, { file })),
    );
  });
});
