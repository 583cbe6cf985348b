import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { ELECTRON } from './logbell-app';

/** A browser beside Logbell, showing one page. */
export interface Browser {
  readonly page: Page;
  /** What its console complained about: refused by the page's policy, or thrown; a server that went away is none of it. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens an address in Electron's Chromium, without anything of Logbell in it. */
export async function openBrowser(url: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'logbell-browser-'));
  const main = join(import.meta.dirname, 'browser-main.mjs');
  const electron = await _electron.launch({
    executablePath: ELECTRON,
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${profile}`, main, url],
  });
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
