import { test as base, expect, type TestInfo } from '@playwright/test';
import { withOwnDesktop } from '../../../scripts/setup/desktop.mjs';
import { startPracticeServer, type PracticeServer } from '../../../src/main/practice/practice-server';
import { AppFolder } from './app-folder';
import { startKeyring } from './keyring';
import { LogbellApp, type AppOptions } from './logbell-app';
import { NotificationDaemon } from './notification-daemon';
import { OutsideWorld } from './outside-world';
import { SessionBus } from './session-bus';
import { TrayHost } from './tray-host';

interface TestFixtures {
  /** Folder of all that one Logbell writes; removed after the test. */
  readonly folder: AppFolder;
  readonly outside: OutsideWorld;
  /** Starts Logbell in `folder`. After the test, quits it and checks that window, log and network stayed clean. */
  readonly start: (options?: AppOptions) => Promise<LogbellApp>;
  /** Unlocks a keyring on the desktop while the test runs. */
  readonly keyring: undefined;
  /** A SENS server outside Logbell, for live mode. */
  readonly sens: PracticeServer;
}

interface WorkerFixtures {
  /** A virtual desktop for the tests of one worker; its environment is the worker's own from then on. */
  readonly desktop: NodeJS.ProcessEnv;
  readonly bus: SessionBus;
  readonly notifications: NotificationDaemon;
  readonly trayHost: TrayHost;
}

/** A test on a virtual desktop with its daemons. Each worker has its own. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  desktop: [
    async ({}, use) => {
      await withOwnDesktop(async (env) => {
        delete process.env['WAYLAND_DISPLAY'];
        Object.assign(process.env, env);
        await use(env);
      });
    },
    { scope: 'worker', auto: true },
  ],
  bus: [
    async ({ desktop }, use) => {
      const bus = new SessionBus(desktop['DBUS_SESSION_BUS_ADDRESS'] ?? '');
      await use(bus);
      bus.close();
    },
    { scope: 'worker' },
  ],
  // From the first test on: the bus would start its own daemon for the first notification.
  notifications: [
    async ({ bus }, use) => {
      const daemon = await NotificationDaemon.start(bus);
      await use(daemon);
      await daemon.stop();
    },
    { scope: 'worker', auto: true },
  ],
  trayHost: [
    async ({ bus }, use) => {
      const host = await TrayHost.start(bus);
      await use(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
  folder: async ({}, use) => {
    const folder = new AppFolder();
    await use(folder);
    folder.remove();
  },
  outside: async ({}, use) => {
    const outside = new OutsideWorld();
    await outside.open();
    await use(outside);
    await outside.close();
  },
  start: async ({ folder, outside }, use, testInfo) => {
    const apps: LogbellApp[] = [];
    await use(async (options = {}) => {
      const app = await LogbellApp.start(folder, { ...options, env: { ...outside.environment(), ...options.env } });
      apps.push(app);
      return app;
    });
    await keepPictures(apps, folder, testInfo);
    for (const app of apps.filter((one) => one.isRunning())) {
      expect(await app.close(), 'exit status').toBe(0);
    }
    expect(apps.flatMap(({ complaints }) => complaints)).toEqual([]);
    expect(outside.asked).toEqual([]);
    expect(folder.ownLog()).not.toMatch(/ error |what="request"/);
  },
  keyring: async ({ bus, folder }, use) => {
    const daemon = await startKeyring(bus, folder.path('keyring'));
    await use(undefined);
    await daemon.stop();
  },
  sens: async ({}, use) => {
    const sens = await startPracticeServer({ deliveryMs: 0 });
    await use(sens);
    await sens.close();
  },
});

/** For a failed test: keeps the screens and Logbell's files. */
async function keepPictures(apps: readonly LogbellApp[], folder: AppFolder, testInfo: TestInfo): Promise<void> {
  if (testInfo.status === testInfo.expectedStatus) {
    return;
  }
  for (const page of apps.filter((app) => app.isRunning()).flatMap((app) => app.electron.windows())) {
    const body = await page.screenshot().catch(() => null);
    if (body !== null) {
      await testInfo.attach('window', { body, contentType: 'image/png' });
    }
  }
  await testInfo.attach('log', { body: folder.ownLog(), contentType: 'text/plain' });
}
