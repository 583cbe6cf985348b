import { DBusError, Variant } from 'dbus-next';
import { until } from '../time/until';
import { startDaemon, type Daemon } from './daemon';
import type { SessionBus } from './session-bus';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const AT = { destination: WATCHER, path: '/StatusNotifierWatcher', interface: WATCHER };
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

/** A row of a tray menu, as com.canonical.dbusmenu reports it. */
export interface MenuRow {
  readonly id: number;
  /** Shown label: a doubled underscore stands for one (libdbusmenu, `label`). */
  readonly label: string;
  readonly enabled: boolean;
  readonly separator: boolean;
  readonly rows: readonly MenuRow[];
}

type Layout = readonly [
  id: number,
  properties: { readonly label?: unknown; readonly enabled?: unknown; readonly type?: unknown },
  rows: readonly Layout[],
];

/** Panel of the desktop: the real xfce4-panel, which shows tray icons by StatusNotifierItem. */
export class TrayHost {
  readonly #bus: SessionBus;
  readonly #panel: Daemon;

  private constructor(bus: SessionBus, panel: Daemon) {
    this.#bus = bus;
    this.#panel = panel;
  }

  /** Starts the panel, with more environment variables if given. */
  static async start(bus: SessionBus, env: Readonly<Record<string, string>> = {}): Promise<TrayHost> {
    const hasHost = async (): Promise<boolean> =>
      (await bus.hasOwner(WATCHER)) && (await bus.property(AT, 'IsStatusNotifierHostRegistered')) === true;
    const panel = await startDaemon({
      command: 'xfce4-panel',
      args: ['--disable-wm-check'],
      env: { XDG_CURRENT_DESKTOP: 'XFCE', ...env },
      ready: hasHost,
    });
    return new TrayHost(bus, panel);
  }

  /** Waits for the tray icon of this process and returns it. */
  async itemOf(pid: number): Promise<TrayItem> {
    const find = async (): Promise<TrayItem | undefined> => {
      const items = (await this.#bus.property(AT, 'RegisteredStatusNotifierItems')) as readonly string[];
      for (const item of items) {
        const slash = item.indexOf('/');
        const destination = slash < 0 ? item : item.slice(0, slash);
        const owner = await this.#bus.processOf(destination).catch(() => null);
        if (owner === pid) {
          return new TrayItem(this.#bus, destination, slash < 0 ? '/StatusNotifierItem' : item.slice(slash));
        }
      }
      return undefined;
    };
    return until(find, 'the tray icon is in the panel');
  }

  async stop(): Promise<void> {
    await this.#panel.stop();
  }
}

/** One icon in the panel, used over D-Bus as the panel does. */
export class TrayItem {
  readonly #bus: SessionBus;
  readonly #item: { readonly destination: string; readonly path: string; readonly interface: string };

  constructor(bus: SessionBus, destination: string, path: string) {
    this.#bus = bus;
    this.#item = { destination, path, interface: ITEM };
  }

  /** Title line of the tooltip (StatusNotifierItem specification, ToolTip). */
  async tooltip(): Promise<string> {
    const [, , title] = (await this.#bus.property(this.#item, 'ToolTip')) as readonly [string, unknown, string];
    return title;
  }

  /** Current rows of the menu. */
  async menu(): Promise<readonly MenuRow[]> {
    const menu = await this.#menu();
    const [, root] = await this.#bus.call({
      ...{ ...menu, member: 'GetLayout', signature: 'iias' },
      body: [0, -1, []],
    });
    return rowOf(root as Layout).rows;
  }

  /** Labels of the menu and its submenus, in order, without separators. */
  async labels(): Promise<readonly string[]> {
    return flat(await this.menu()).map(({ label }) => label);
  }

  /**
   * Waits for a row with this label, in the menu or a submenu, and chooses it once the menu stands still: in a menu that
   * replaces it, its id may belong to another row.
   */
  async choose(label: string): Promise<void> {
    let before = '';
    await until(async () => {
      const menu = await this.menu();
      const row = flat(menu).find((one) => one.label === label && one.enabled);
      const isStill = before === JSON.stringify(menu);
      before = JSON.stringify(menu);
      return isStill && row !== undefined && (await this.#clicked(row)) ? true : undefined;
    }, `the tray menu offers “${label}”`);
  }

  /** False if the row is gone: a replaced menu has other rows, and Chromium refuses the ids of the old ones. */
  async #clicked(row: MenuRow): Promise<boolean> {
    const menu = await this.#menu();
    try {
      await this.#bus.call({
        ...{ ...menu, member: 'Event', signature: 'isvu' },
        body: [row.id, 'clicked', new Variant('i', 0), 0],
      });
      return true;
    } catch (error) {
      if (error instanceof DBusError && error.text === 'error occurred in Event') {
        return false;
      }
      throw error;
    }
  }

  /** Clicks the icon. */
  async activate(): Promise<void> {
    await this.#bus.call({ ...this.#item, member: 'Activate', signature: 'ii', body: [0, 0] });
  }

  async #menu(): Promise<{ destination: string; path: string; interface: string }> {
    const path = (await this.#bus.property(this.#item, 'Menu')) as string;
    return { destination: this.#item.destination, path, interface: MENU };
  }
}

function rowOf([id, properties, rows]: Layout): MenuRow {
  const { label } = properties;
  return {
    id,
    label: typeof label === 'string' ? label.replaceAll('__', '_') : '',
    enabled: properties.enabled !== false,
    separator: properties.type === 'separator',
    rows: rows.map(rowOf),
  };
}

function flat(rows: readonly MenuRow[]): readonly MenuRow[] {
  return rows.filter(({ separator }) => !separator).flatMap((row) => [row, ...flat(row.rows)]);
}
