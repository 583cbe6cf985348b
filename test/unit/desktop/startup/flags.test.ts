import { describe, expect, it } from 'vitest';
import { readFlags } from '../../../../src/main/desktop/startup/flags';
import { helpText } from '../../../../src/main/desktop/startup/help';

describe('flags', () => {
  it.each([
    [[], { hidden: false, configDir: null, print: null }],
    [['--hidden'], { hidden: true, configDir: null, print: null }],
    [['--config-dir', '/a b'], { hidden: false, configDir: '/a b', print: null }],
    [['--config-dir=/a'], { hidden: false, configDir: '/a', print: null }],
    [['--no-sandbox', '--disable-gpu', '--hidden', 'x'], { hidden: true, configDir: null, print: null }],
    [['--version'], { hidden: false, configDir: null, print: 'version' }],
    [['--help', '--version'], { hidden: false, configDir: null, print: 'help' }],
  ] as const)('are read among those of Chromium', (args, flags) => {
    expect(readFlags(args)).toEqual(flags);
  });

  it.each([
    ['ko_KR.UTF-8', '사용법: logbell-desktop [옵션]'],
    ['C.UTF-8', 'Usage: logbell-desktop [options]'],
  ])('are all in the help, in the language of the terminal (%s)', (locale, usage) => {
    const help = helpText({ LANG: locale });
    expect(help).toContain(usage);
    expect(['--hidden', '--config-dir', '--version', '--help'].filter((flag) => !help.includes(flag))).toEqual([]);
  });
});
