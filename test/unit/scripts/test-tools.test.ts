import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { missingCommands } from '../../../scripts/setup/test-tools.mjs';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'logbell-path-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

it('names the commands that no folder of PATH has', () => {
  writeFileSync(join(folder, 'Xvfb'), '', { mode: 0o755 });
  const missing = missingCommands(`/not-there:${folder}`);
  expect(missing).toContain('dunst');
  expect(missing).not.toContain('Xvfb');
});

it('does not take a file that cannot be run for a command', () => {
  writeFileSync(join(folder, 'Xvfb'), '', { mode: 0o644 });
  expect(missingCommands(folder)).toContain('Xvfb');
});
