import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, errors, type ElectronApplication, type Page } from '@playwright/test';
import { ELECTRON } from './logbell-app';

/** Time for the first launch, ms; each further one has three times as long. */
const LAUNCH_MS = 7_000;
/** Number of launches. */
const LAUNCHES = 3;

/** A browser beside Logbell, showing one page. */
export interface Browser {
  readonly page: Page;
  /** Errors on its console: refused by the content policy, or thrown; a server that went away does not count. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in the Chromium of Electron, without any of Logbell. */
export async function openBrowser(url: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'logbell-browser-'));
  const main = join(import.meta.dirname, 'browser-main.mjs');
  const electron = await launch(['--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, main, url]);
  const complaints: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('net::ERR_')) {
      complaints.push(message.text());
    }
  });
  await page.waitForURL(url);
  return {
    page,
    complaints,
    close: async () => {
      await electron.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Launches Electron; again if Playwright misses its start, as it does now and then on a busy machine. */
async function launch(args: string[], before = 0): Promise<ElectronApplication> {
  try {
    return await _electron.launch({ executablePath: ELECTRON, args, timeout: LAUNCH_MS * 3 ** before });
  } catch (error) {
    if (before + 1 < LAUNCHES && error instanceof errors.TimeoutError) {
      return launch(args, before + 1);
    }
    throw error;
  }
}
