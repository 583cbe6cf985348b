import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../../../src/main/desktop/common/log';
import { scratchDir } from '../../../support/files/scratch-dir';

describe('the app’s own log', () => {
  it('has one line per event, is private to its owner, and masks anything like a number', () => {
    const path = join(scratchDir(), 'logbell.log');
    const log = openLog(path, () => 0);
    log.info('app', 'started', { files: 2 });
    log.warn('ipc', 'refused', { name: 'a\nb', to: '010-1234-5678 01012345678' });
    expect(readFileSync(path, 'utf8')).toBe(
      '1970-01-01T00:00:00.000Z info app started files=2\n' +
        '1970-01-01T00:00:00.000Z warn ipc refused name="a\\nb" to="*** ***"\n',
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('never grows beyond two files of about a megabyte', () => {
    const path = join(scratchDir(), 'logbell.log');
    writeFileSync(path, 'x'.repeat(1_000_000));
    openLog(path).error('app', 'next');
    expect(statSync(`${path}.old`).size).toBe(1_000_000);
    expect(readFileSync(path, 'utf8')).toMatch(/ error app next\n$/);
  });

  it('does not break the app if it cannot be written', () => {
    expect(() => openLog('/nowhere/logbell.log').error('app', 'lost')).not.toThrow();
  });
});
