import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { keyVariables, removeKeys } from '../../../src/main/settings/secrets/keys';
import { translator, type Translate } from '../../../src/shared/i18n/translator';
import type { PageName } from '../../../src/shared/contract/ipc/pushes';
import type { Language } from '../../../src/shared/settings/schema';
import { until } from '../time/until';
import type { AppFolder } from './app-folder';

const ROOT = join(import.meta.dirname, '..', '..', '..');

/**
 * Path of Electron, given explicitly: to an Electron that it finds by itself, Playwright adds switches that change what
 * is tested (no keyring).
 */
export const ELECTRON = createRequire(import.meta.url)('electron') as string;

const WITH_KEYS = join(import.meta.dirname, 'electron-with-keys.sh');

/** Start options of an app under test. */
export interface AppOptions {
  /** Language of the desktop, English by default. */
  readonly language?: Language;
  readonly env?: Readonly<Record<string, string>>;
  /** Arguments of Logbell. */
  readonly args?: readonly string[];
}

/**
 * Arguments that start the built app without animations, which only take time, and without a sandbox: tests run as root in
 * containers, where Chromium has none.
 */
export function appArguments(args: readonly string[] = []): string[] {
  return ['--no-sandbox', '--disable-gpu', '--force-prefers-reduced-motion', ROOT, ...args];
}

/** Environment of an app under test: none of the settings of the machine. */
export function appEnvironment(folder: AppFolder, { language = 'en', env = {} }: AppOptions): Record<string, string> {
  const foreign = /^(LANG|LANGUAGE|LC_|LOGBELL_|XDG_CURRENT_DESKTOP|NODE_OPTIONS|ELECTRON_|(https?|no|all)_proxy$)/i;
  const own = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(own.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    TZ: 'Asia/Seoul',
    LANG: language === 'ko' ? 'ko_KR.UTF-8' : 'en_US.UTF-8',
    XDG_CONFIG_HOME: folder.configHome,
    LOGBELL_CONFIG_DIR: folder.paths.configDir,
    ...env,
  };
}

/**
 * Makes an app evaluate a function in its main process again if V8's inspector collected the promise of the answer before
 * it was read, as it does now and then: no test gives one that may not run twice.
 */
function repeatCollected(electron: ElectronApplication): void {
  const evaluate = electron.evaluate.bind(electron) as (...given: unknown[]) => Promise<unknown>;
  const repeated = async (...given: unknown[]): Promise<unknown> => {
    try {
      return await evaluate(...given);
    } catch (error) {
      if (error instanceof Error && /promise was (garbage )?collected/i.test(error.message)) {
        return repeated(...given);
      }
      throw error;
    }
  };
  Object.assign(electron, { evaluate: repeated });
}

/** Logbell on the desktop, used as a person would. */
export class LogbellApp {
  readonly electron: ElectronApplication;
  readonly t: Translate;
  /** Errors on the console of the window: refused by the content policy, or thrown. */
  readonly complaints: string[] = [];

  // Playwright forgets the process when the app is closed.
  readonly #process: ChildProcess;

  private constructor(electron: ElectronApplication, language: Language) {
    this.electron = electron;
    this.#process = electron.process();
    this.t = translator(language);
    electron.windows().forEach((page) => this.#listen(page));
    electron.on('window', (page) => this.#listen(page));
  }

  /** Starts Logbell and waits until its settings exist, also after a first start. */
  static async start(folder: AppFolder, options: AppOptions): Promise<LogbellApp> {
    const env = appEnvironment(folder, options);
    const secrets = keyVariables(removeKeys(env));
    const hasSecrets = Object.keys(secrets).length > 0;
    const electron = await _electron.launch({
      executablePath: hasSecrets ? WITH_KEYS : ELECTRON,
      args: appArguments(options.args),
      env: { ...env, TEST_ELECTRON: ELECTRON, ...(hasSecrets && { TEST_SECRETS: JSON.stringify(secrets) }) },
    });
    repeatCollected(electron);
    const app = new LogbellApp(electron, options.language ?? 'en');
    if (options.env?.['LOGBELL_CONFIG_DIR'] === undefined) {
      await until(() => folder.hasSettings() || !app.isRunning(), 'the settings are written');
    }
    return app;
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  /** Returns the open window, or waits for one that is being opened. */
  async window(): Promise<Page> {
    return until(() => this.electron.windows().find((page) => !page.isClosed()), 'there is a window');
  }

  /** Opens a page by its name in the navigation. */
  async goTo(page: PageName): Promise<Page> {
    const window = await this.window();
    await window
      .getByRole('navigation')
      .getByRole('button', { name: this.t(`window.page.${page}`), exact: true })
      .click();
    await window.getByRole('heading', { level: 1, name: this.t(`window.page.${page}`) }).waitFor();
    return window;
  }

  /** Opens a tab of the delivery page. */
  async goToDelivery(tab: 'connection' | 'people' | 'channels' | 'limits'): Promise<Page> {
    const window = await this.goTo('delivery');
    await window.getByRole('tab', { name: this.t(`window.delivery.tab.${tab}`), exact: true }).click();
    return window;
  }

  /** State at the top of the navigation. */
  async state(): Promise<Locator> {
    return (await this.window()).getByRole('status', { name: this.t('window.state.label') });
  }

  /** Opens the overview and waits until this many files are followed. */
  async follows(files = 1): Promise<void> {
    const overview = await this.goTo('overview');
    const followed = overview
      .getByRole('region', { name: this.t('window.overview.files') })
      .getByText(this.t('window.fileState.following'), { exact: true });
    await until(async () => (await followed.count()) === files, `${files} files are followed`);
  }

  /** Quits Logbell and returns the exit status. */
  async close(): Promise<number | null> {
    await this.electron.close();
    return this.ended();
  }

  /** Waits until the process ends by itself; returns its exit status. */
  async ended(): Promise<number | null> {
    if (this.isRunning()) {
      await once(this.#process, 'exit');
    }
    return this.#process.exitCode;
  }

  isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  #listen(page: Page): void {
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') {
        this.complaints.push(message.text());
      }
    });
  }
}
