import { describe, expect, it } from 'vitest';
import { controlFile, readFpmArguments } from '../../../scripts/packaging/deb.mjs';

const ARGUMENTS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgtk-3-0 | libgtk-3-0t64'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--description', 'Watches logs\n Sits in the tray.\n\n And texts.', '--version', '1.2.3', '--name', 'logbell'],
  ...['--maintainer', 'Someone <someone@example.invalid>', '--category', 'utils', '--package', 'out/logbell.deb'],
  ...['out/unpacked/=/opt/Logbell', 'icon=512.png=/usr/share/icons/logbell.png'],
];

describe('the arguments of fpm', () => {
  it('give the files and where they go', () => {
    expect(readFpmArguments(ARGUMENTS).mappings).toEqual([
      { source: 'out/unpacked/', target: '/opt/Logbell' },
      { source: 'icon=512.png', target: '/usr/share/icons/logbell.png' },
    ]);
  });

  it('are refused for another kind of package', () => {
    expect(() => readFpmArguments(['-s', 'dir', '-t', 'rpm'])).toThrow();
  });

  it('are refused when one is unknown', () => {
    expect(() => readFpmArguments([...ARGUMENTS, '--unheard-of', 'x'])).toThrow();
  });
});

describe('the control file', () => {
  it('has the fields that have a value, and a folded description', () => {
    expect(controlFile(readFpmArguments(ARGUMENTS), 1024).split('\n')).toEqual([
      'Package: logbell',
      'Version: 1.2.3',
      'Section: utils',
      'Priority: optional',
      'Architecture: amd64',
      'Maintainer: Someone <someone@example.invalid>',
      'Installed-Size: 1024',
      'Depends: libnss3, libgtk-3-0 | libgtk-3-0t64',
      'Recommends: gnome-keyring',
      'Description: Watches logs',
      ' Sits in the tray.',
      ' .',
      ' And texts.',
      '',
    ]);
  });
});
