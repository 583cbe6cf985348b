import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  autostartFile,
  createAutostart,
  startCommand,
  type Launch,
} from '../../../../src/main/desktop/autostart/autostart';
import { readDesktopEntry } from '../../../../src/main/desktop/autostart/desktop-entry';
import { scratchDir } from '../../../support/files/scratch-dir';

const packaged: Launch = {
  packaged: true,
  executable: '/opt/Logbell/logbell',
  root: '/opt/Logbell/resources/app.asar',
  configDir: null,
  environment: {},
};

function commandIn(file: string): readonly string[] | undefined {
  return readDesktopEntry(readFileSync(file, 'utf8'))?.command;
}

describe('start at login', () => {
  it('follows the file: on, off by the desktop, off', () => {
    const home = scratchDir();
    const file = autostartFile({}, home);
    const autostart = createAutostart(packaged, home);
    expect(autostart.view()).toEqual({ supported: true, enabled: false });
    expect(autostart.set(true)).toEqual({ ok: true, value: { supported: true, enabled: true } });
    expect(commandIn(file)).toEqual(['/opt/Logbell/logbell', '--hidden']);
    writeFileSync(file, readFileSync(file, 'utf8').replace('autostart-enabled=true', 'x').concat('Hidden=true\n'));
    expect(autostart.view().enabled).toBe(false);
    autostart.set(true);
    autostart.set(false);
    expect(existsSync(file)).toBe(false);
    expect(autostart.set(false)).toMatchObject({ ok: true });
  });

  it('does not write through a prepared link beside it, and keeps a link to it', () => {
    const home = scratchDir();
    const file = autostartFile({}, home);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(join(home, 'other'), 'mine');
    writeFileSync(join(home, 'entry'), '');
    symlinkSync(join(home, 'other'), `${file}.new`);
    symlinkSync(join(home, 'entry'), file);
    expect(createAutostart(packaged, home).set(true)).toMatchObject({ ok: true, value: { enabled: true } });
    expect(readFileSync(join(home, 'other'), 'utf8')).toBe('mine');
    expect(commandIn(join(home, 'entry'))).toEqual(['/opt/Logbell/logbell', '--hidden']);
    expect(statSync(file).mode & 0o777).toBe(0o644);
  });

  it('hides a file of somebody else instead of removing it', () => {
    const home = scratchDir();
    const file = autostartFile({}, home);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '[Desktop Entry]\nName=Mine\nExec=logbell\n');
    const autostart = createAutostart(packaged, home);
    expect(autostart.view().enabled).toBe(true);
    expect(autostart.set(false)).toMatchObject({ ok: true, value: { enabled: false } });
    expect(readFileSync(file, 'utf8')).toContain('Name=Mine');
  });

  it('follows an AppImage that has moved, and does not touch files of others', () => {
    const home = scratchDir();
    const file = autostartFile({}, home);
    createAutostart({ ...packaged, environment: { APPIMAGE: '/old/Logbell.AppImage' } }, home).set(true);
    const moved = createAutostart({ ...packaged, environment: { APPIMAGE: '/new/Logbell.AppImage' } }, home);
    moved.repair();
    expect(commandIn(file)).toEqual(['/new/Logbell.AppImage', '--hidden']);
    writeFileSync(file, '[Desktop Entry]\nExec=other\n');
    moved.repair();
    expect(commandIn(file)).toEqual(['other']);
  });

  it('follows the installed program to the path of a later version', () => {
    const home = scratchDir();
    createAutostart(packaged, home).set(true);
    const executable = '/usr/lib/logbell-desktop/logbell-desktop';
    createAutostart({ ...packaged, executable }, home).repair();
    expect(commandIn(autostartFile({}, home))).toEqual([executable, '--hidden']);
  });

  it('keeps a copy of a file that somebody edited or created before it is overwritten or removed', () => {
    const home = scratchDir();
    const file = autostartFile({}, home);
    const copies = (): readonly string[] =>
      readdirSync(dirname(file))
        // The second one of a millisecond is numbered.
        .filter((name) => /\.bak(\.\d+)?$/.test(name))
        .map((name) => readFileSync(join(dirname(file), name), 'utf8'));
    const autostart = createAutostart(packaged, home);
    autostart.set(true);
    autostart.set(true);
    expect(copies()).toEqual([]);
    const edited = `${readFileSync(file, 'utf8')}X-GNOME-Autostart-Delay=30\n`;
    writeFileSync(file, edited);
    createAutostart({ ...packaged, executable: '/usr/bin/logbell' }, home).repair();
    expect(commandIn(file)).toEqual(['/usr/bin/logbell', '--hidden']);
    expect(copies()).toEqual([edited]);
    writeFileSync(file, edited);
    autostart.set(false);
    expect(copies()).toEqual([edited, edited]);
    const foreign = '[Desktop Entry]\nExec=other\n';
    writeFileSync(file, foreign);
    autostart.set(true);
    expect([...copies()].sort()).toEqual([edited, edited, foreign].sort());
  });

  it('uses the folder XDG_CONFIG_HOME', () => {
    expect(autostartFile({ XDG_CONFIG_HOME: '/xdg' }, '/home/me')).toMatch(/^\/xdg\/autostart\/.*\.desktop$/);
  });

  it('keeps a custom config folder, uses the start script in development, and does not support Flatpak or Snap', () => {
    expect(startCommand({ ...packaged, configDir: '/my dir' })).toContain('--config-dir=/my dir');
    const root = scratchDir();
    const development = { ...packaged, packaged: false, root, environment: { npm_node_execpath: '/usr/bin/node' } };
    expect(startCommand(development)).toBeNull();
    mkdirSync(join(root, 'scripts'));
    writeFileSync(join(root, 'scripts', 'start.mjs'), '');
    expect(startCommand(development)).toEqual(['/usr/bin/node', join(root, 'scripts', 'start.mjs'), '--hidden']);
    const home = scratchDir();
    const flatpak = createAutostart({ ...packaged, environment: { FLATPAK_ID: 'x' } }, home);
    expect(flatpak.view().supported).toBe(false);
    expect(flatpak.set(true)).toEqual({ ok: false, error: 'not-supported' });
    expect(existsSync(autostartFile({}, home))).toBe(false);
  });
});
