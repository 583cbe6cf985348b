import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDesktopEntry, writeDesktopEntry } from '../../../../src/main/desktop/autostart/desktop-entry';

describe('the autostart file', () => {
  it('quotes every argument as the specification says', () => {
    const text = writeDesktopEntry(['/opt/My Apps/100%/a"$`\\b', '--hidden']);
    expect(text).toContain('Exec="/opt/My Apps/100%%/a\\\\"\\\\$\\\\`\\\\\\\\b" "--hidden"\n');
  });

  it('returns any command that was written', () => {
    const command = fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(command, (parts) => {
        expect(readDesktopEntry(writeDesktopEntry(parts))).toEqual({ command: parts, enabled: true, own: true });
      }),
    );
  });

  it('reads files that others wrote', () => {
    const entry = readDesktopEntry('[Desktop Entry]\nName = Logbell\nExec = /opt/Logbell/logbell --hidden\n');
    expect(entry).toEqual({ command: ['/opt/Logbell/logbell', '--hidden'], enabled: true, own: false });
  });

  it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])('is off when the desktop switched it off', (line) => {
    expect(readDesktopEntry(`[Desktop Entry]\nExec=logbell\n${line}\n`)?.enabled).toBe(false);
  });

  it('reads only the main group', () => {
    expect(readDesktopEntry('[Desktop Entry]\nExec=logbell\n[Desktop Action x]\nExec=other\nHidden=true\n')).toEqual({
      command: ['logbell'],
      enabled: true,
      own: false,
    });
  });

  it.each(['', '[Desktop Entry]\nName=Logbell\n', '[Desktop Entry]\nExec="logbell\n'])(
    'is ignored without a readable command',
    (text) => {
      expect(readDesktopEntry(text)).toBeNull();
    },
  );
});
