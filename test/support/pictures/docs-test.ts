import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { AppFolder } from '../e2e/app-folder';
import { openBrowser } from '../e2e/browser';
import { test as base } from '../e2e/desktop-test';
import { TrayHost } from '../e2e/tray-host';
import { XScreen } from './x-screen';

/** Home of the sample shop: short paths in the pictures. Created by root, and must not exist yet. */
const HOME = '/srv/shop';

/** Settings of a panel at the top of the screen that shows tray icons alone, the first one at its left end. */
const PANEL = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="28"/>
      <property name="icon-size" type="uint" value="20"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
`;

interface DocsFixtures {
  /** Opens a page in a browser beside Logbell. */
  readonly browse: (url: string) => Promise<Page>;
}

interface DesktopFixtures {
  readonly xScreen: XScreen;
}

/** Takes pictures of a sample shop for the docs. */
export const test = base.extend<DocsFixtures, DesktopFixtures>({
  folder: async ({}, use) => {
    mkdirSync(HOME);
    const folder = new AppFolder(HOME);
    await use(folder);
    folder.remove();
  },
  browse: async ({}, use) => {
    const opened: Awaited<ReturnType<typeof openBrowser>>[] = [];
    await use(async (url) => {
      const browser = await openBrowser(url);
      opened.push(browser);
      return browser.page;
    });
    for (const browser of opened) {
      await browser.close();
    }
  },
  xScreen: [
    async ({ desktop }, use) => {
      const screen = await XScreen.open(desktop['DISPLAY'] ?? '');
      await use(screen);
      screen.close();
    },
    { scope: 'worker' },
  ],
  trayHost: [
    async ({ bus, desktop }, use) => {
      const settings = join(desktop['XDG_CONFIG_HOME'] ?? '', 'xfce4', 'xfconf', 'xfce-perchannel-xml');
      mkdirSync(settings, { recursive: true });
      writeFileSync(join(settings, 'xfce4-panel.xml'), PANEL);
      const host = await TrayHost.start(bus, { GDK_SCALE: '2' });
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
});
