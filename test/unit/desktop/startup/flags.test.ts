import { describe, expect, it } from 'vitest';
import { HELP, readFlags } from '../../../../src/main/desktop/startup/flags';

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

  it('are all in the help', () => {
    expect(['--hidden', '--config-dir', '--version', '--help'].filter((flag) => !HELP.includes(flag))).toEqual([]);
  });
});
