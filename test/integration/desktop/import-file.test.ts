import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { createSettingsTransfer } from '../../../src/main/desktop/ipc/transfer-calls';
import { openJsonStore } from '../../../src/main/settings/json-store';
import { SettingsFile } from '../../../src/main/settings/settings-file';
import { scratchDir } from '../../support/files/scratch-dir';

/** The path chosen in the dialog. */
const chosen = vi.hoisted(() => ({ path: '' }));

vi.mock('electron', () => ({
  dialog: { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [chosen.path] }) },
}));

it.each([
  ['too large', 300_000_000, 'too-large'],
  ['no export', 0, 'not-an-export'],
])('a file that is %s is not imported', async (_what, size, error) => {
  const dir = scratchDir();
  const configFile = join(dir, 'config.json');
  chosen.path = join(dir, 'export.json');
  writeFileSync(chosen.path, '{}');
  if (size > 0) {
    truncateSync(chosen.path, size);
  }
  const now = (): number => 0;
  const settings = new SettingsFile({ path: configFile, openStore: openJsonStore, now });
  expect(await createSettingsTransfer({ settings, now }).open()).toEqual({ ok: false, error });
});
