import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { withLateChildProcess } from '../../../scripts/build/plain-commander.mjs';

const require = createRequire(import.meta.url);
const commander = readFileSync(join(dirname(require.resolve('commander')), 'lib', 'command.js'), 'utf8');

it('lets commander load the module for child processes when it starts one', () => {
  const changed = withLateChildProcess(commander);
  expect(changed).not.toMatch(/= require\('node:child_process'\)/);
  expect(commander.match(/childProcess\.\w+/g)).toEqual(Array(3).fill('childProcess.spawn'));
});

it('refuses a commander that loads it in another way', () => {
  expect(() => withLateChildProcess('module.exports = {};')).toThrow('another way');
});
