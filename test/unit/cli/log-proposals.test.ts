import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chosenLog, existingLogs, presetFor } from '../../../src/main/cli/setup/log-proposals';
import { presetOf } from '../../../src/main/cli/commands/presets-command';
import { scratchDir } from '../../support/files/scratch-dir';

it('setup proposes the well-known logs that exist, each with a preset', () => {
  const root = scratchDir();
  expect(existingLogs(root)).toEqual([]);
  for (const name of ['nginx/access.log', 'auth.log', 'other.log']) {
    const path = join(root, 'var/log', name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, '');
  }
  const found = existingLogs(root);
  expect(found).toEqual(['/var/log/nginx/access.log', '/var/log/auth.log']);
  expect(found.map((path) => presetOf(presetFor(path))?.id)).toEqual(['nginx-5xx', 'sshd-brute-force']);
  expect(presetFor('/var/log/other.log')).toBe('');
});

it('a number is a log of the list, or none at all', () => {
  const listed = ['/var/log/syslog', '/var/log/auth.log'];
  expect(['2', '3', '0'].map((typed) => chosenLog(typed, listed))).toEqual(['/var/log/auth.log', null, null]);
  expect(['./3', '/srv/3'].map((typed) => chosenLog(typed, listed))).toEqual(['./3', '/srv/3']);
  expect(chosenLog('3', [])).toBe('3');
});
