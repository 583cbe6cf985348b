import { describe, expect, it } from 'vitest';
import { controlFile } from '../../../scripts/packaging/deb.mjs';
import { debControl, packageVersion } from '../../../scripts/packaging/desktop/packages.mjs';

const CONTROL = {
  ...{ name: 'logbell', version: '1.2.3', architecture: 'amd64', section: 'utils', homepage: '' },
  ...{ maintainer: 'Someone <someone@example.invalid>', synopsis: 'Watches logs' },
  description: 'Sits in the tray.\n\nAnd texts.',
  depends: ['libnss3', 'libgtk-3-0 | libgtk-3-0t64'],
  recommends: ['gnome-keyring'],
};

describe('the control file', () => {
  it('has the fields that have a value, and a folded description', () => {
    expect(controlFile(CONTROL, 1024).split('\n')).toEqual([
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

describe('logbell-desktop', () => {
  it('needs the command line of its own version, and replaces the package that was both', () => {
    const control = debControl('1.2.3');
    expect(control.depends).toContain('logbell (= 1.2.3)');
    expect([control.breaks, control.replaces]).toEqual([['logbell (<< 0.2.0~)'], ['logbell (<< 0.2.0~)']]);
  });

  it('has a version for tests that sorts before the release', () => {
    expect(packageVersion('1.2.3-test')).toBe('1.2.3~test');
  });
});
