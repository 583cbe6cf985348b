import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasTrayHost, waitForTrayHost } from '../../../../src/main/desktop/tray/tray-host';
import { scratchDir } from '../../../support/files/scratch-dir';

/** A PATH with only these programs, each a shell script. */
function onlyPrograms(programs: Readonly<Record<string, string>>): string {
  const dir = scratchDir();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(dir, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  vi.stubEnv('PATH', dir);
  return dir;
}

afterEach(() => vi.unstubAllEnvs());

describe('whether the desktop shows tray icons', () => {
  it.each([
    ['GLib’s program', { gdbus: 'echo "(<true>,)"' }, true],
    ['GLib’s program', { gdbus: 'echo "(<false>,)"' }, false],
    ['GLib’s program, which finds no watcher', { gdbus: 'echo "ServiceUnknown: true" >&2; exit 1' }, false],
    ['systemd’s program', { busctl: 'echo "b true"' }, true],
    ['D-Bus’s own program', { 'dbus-send': 'echo "   variant       boolean true"' }, true],
    ['nobody, as no program can ask', {}, true],
  ])('follows %s', async (_who, programs, expected) => {
    onlyPrograms(programs);
    expect(await hasTrayHost()).toBe(expected);
  });

  it('is checked again until a host appears', async () => {
    const dir = onlyPrograms({});
    const asked = join(dir, 'asked');
    writeFileSync(
      join(dir, 'gdbus'),
      `#!/bin/sh\nif [ -e ${asked} ]; then echo "(<true>,)"; else : > ${asked}; echo "(<false>,)"; fi\n`,
      { mode: 0o755 },
    );
    expect(await waitForTrayHost(3, 1)).toBe(true);
  });

  it('is not checked forever', async () => {
    onlyPrograms({ gdbus: 'exit 1' });
    expect(await waitForTrayHost(2, 1)).toBe(false);
  });
});
