import { startDaemon, type Daemon } from './daemon';
import { until } from '../time/until';
import type { SessionBus } from './session-bus';

const NAME = 'org.freedesktop.Notifications';
const DUNST = { destination: NAME, path: '/org/freedesktop/Notifications', interface: 'org.dunstproject.cmd0' };

/** A notification that dunst showed. */
export interface ShownNotification {
  readonly title: string;
  readonly body: string;
  /** True if it stays until it is closed, as critical ones do in dunst. */
  readonly stays: boolean;
}

/** An entry in the history of dunst (dunst 1.9, org.dunstproject.cmd0.NotificationListHistory). */
interface HistoryEntry {
  readonly id: number;
  readonly summary: string;
  readonly body: string;
  /** Time on the screen, µs; 0 for no limit. */
  readonly timeout: bigint;
}

/** Notification daemon of the desktop: the real dunst. */
export class NotificationDaemon {
  readonly #bus: SessionBus;
  readonly #daemon: Daemon;
  #lastForgotten = 0;

  private constructor(bus: SessionBus, daemon: Daemon) {
    this.#bus = bus;
    this.#daemon = daemon;
  }

  static async start(bus: SessionBus): Promise<NotificationDaemon> {
    const daemon = await startDaemon({ command: 'dunst', args: [], ready: () => bus.hasOwner(NAME) });
    return new NotificationDaemon(bus, daemon);
  }

  /** Clears the history. */
  async clear(): Promise<void> {
    this.#lastForgotten = Math.max(0, ...(await this.#history()).map(({ id }) => id));
  }

  /**
   * All notifications since the last `clear`; closes those on the screen, as dunst only lists closed ones (dunstctl(1),
   * history).
   */
  async shown(): Promise<readonly ShownNotification[]> {
    return (await this.#history())
      .filter(({ id }) => id > this.#lastForgotten)
      .map(({ summary, body, timeout }) => ({ title: summary, body, stays: Number(timeout) === 0 }));
  }

  /** Waits for a notification on the screen and clicks it (dunstctl(1), action). */
  async click(): Promise<void> {
    const isShown = async (): Promise<boolean> => Number(await this.#bus.property(DUNST, 'displayedLength')) > 0;
    await until(isShown, 'a notification is on the screen');
    await this.#bus.call({ ...DUNST, member: 'NotificationAction', signature: 'u', body: [0] });
  }

  async stop(): Promise<void> {
    await this.#daemon.stop();
  }

  async #history(): Promise<readonly HistoryEntry[]> {
    await this.#bus.call({ ...DUNST, member: 'NotificationCloseAll' });
    const [list] = await this.#bus.call({ ...DUNST, member: 'NotificationListHistory' });
    return list as readonly HistoryEntry[];
  }
}
