import { startDaemon, type Daemon } from './daemon';
import type { SessionBus } from './session-bus';

const NAME = 'org.freedesktop.Notifications';
const DUNST = { destination: NAME, path: '/org/freedesktop/Notifications', interface: 'org.dunstproject.cmd0' };

/** A notification as dunst has shown it. */
export interface ShownNotification {
  readonly app: string;
  readonly title: string;
  readonly body: string;
  readonly urgency: string;
}

/** The notification daemon of the desktop: the real dunst. */
export class NotificationDaemon {
  readonly #bus: SessionBus;
  readonly #daemon: Daemon;

  private constructor(bus: SessionBus, daemon: Daemon) {
    this.#bus = bus;
    this.#daemon = daemon;
  }

  static async start(bus: SessionBus): Promise<NotificationDaemon> {
    const daemon = await startDaemon({ command: 'dunst', args: [], ready: () => bus.hasOwner(NAME) });
    return new NotificationDaemon(bus, daemon);
  }

  /** Forgets what was shown before. */
  async clear(): Promise<void> {
    await this.#command('NotificationCloseAll');
    await this.#command('NotificationClearHistory');
  }

  /** All notifications since the last `clear`; closes those on the screen, as dunst lists closed ones only (dunstctl(1), history). */
  async shown(): Promise<readonly ShownNotification[]> {
    await this.#command('NotificationCloseAll');
    const [list] = await this.#command('NotificationListHistory');
    return (list as readonly Readonly<Record<string, string>>[]).map((one) => ({
      app: one['appname'] ?? '',
      title: one['summary'] ?? '',
      body: one['body'] ?? '',
      urgency: one['urgency'] ?? '',
    }));
  }

  async stop(): Promise<void> {
    await this.#daemon.stop();
  }

  async #command(member: string): Promise<readonly unknown[]> {
    return this.#bus.call({ ...DUNST, member });
  }
}
