import { describe, expect, it } from 'vitest';
import { pageOfProblem, pageOfSetting } from '../../../src/renderer/shell/page-of-problem';
import { settingsProblem } from '../../../src/shared/settings-problem';

describe('page on which a problem is mended', () => {
  it.each([
    ['file-unreadable', 'files'],
    ['looks-cp949', 'files'],
    ['sens-refused-key', 'delivery'],
    ['no-keys', 'delivery'],
    ['text-failed', 'history'],
    ['pattern-too-slow', 'rules'],
    ['exception-too-slow', 'rules'],
    ['sens-too-fast', 'delivery'],
    ['settings-not-saved', 'settings'],
    ['ledger-unusable', 'help'],
    ['watch-limit', 'help'],
  ] as const)('%s is mended on the page %s', (code, page) => {
    expect(pageOfProblem(code, [])).toBe(page);
  });

  it('leads from wrong settings to the page of the first of them', () => {
    expect(pageOfProblem('settings', [settingsProblem(['rules', 0, 'match'], 'missing')])).toBe('rules');
    expect(pageOfProblem('settings', [])).toBe('settings');
  });

  it.each([
    ['files[3].path', 'files'],
    ['sens.serviceId', 'delivery'],
    ['recipients', 'delivery'],
    ['app.theme', 'settings'],
    ['', 'settings'],
  ] as const)('%s is set on the page %s', (path, page) => {
    expect(pageOfSetting(path)).toBe(page);
  });
});
