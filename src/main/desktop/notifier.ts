import { Notification } from 'electron';
import type { Place } from '../../shared/contract/ipc';
import type { Log } from './log';
import type { Notice } from './notice';
import { arrive, elapse, emptyMemory, type DueNotice, type NoticeStep } from './notify-policy';

/** Servers need not say when a notification is closed; it is let go after this. */
const HOLD_MS = 600_000;

/** What the notifier is given. */
export interface NotifierParts {
  readonly icon: string;
  /** Whether the person wants notifications. */
  readonly wanted: () => boolean;
  readonly clicked: (place: Place) => void;
  readonly log: Log;
}

/** Shows notices on the desktop, never more than one of a subject in 10 s. They are never the only sign of anything. */
export interface Notifier {
  show(notice: Notice): void;
}

/** Creates the notifier over the desktop's notification server. */
export function createNotifier(parts: NotifierParts): Notifier {
  // A notification nobody holds is collected, and its click with it.
  const held = new Set<Notification>();
  let memory = emptyMemory<Notice>();
  let timer: NodeJS.Timeout | null = null;

  const present = ({ notice, more }: DueNotice<Notice>): void => {
    if (!parts.wanted()) {
      return;
    }
    if (!Notification.isSupported()) {
      parts.log.warn('notifier', 'not-supported', { subject: notice.subject });
      return;
    }
    const notification = new Notification({
      title: more > 0 ? notice.titleWithMore(more) : notice.title,
      body: notice.body,
      urgency: notice.urgency,
      icon: parts.icon,
      silent: notice.urgency !== 'critical',
    });
    const release = (): void => void held.delete(notification);
    held.add(notification);
    setTimeout(release, HOLD_MS).unref();
    notification.on('click', () => parts.clicked(notice.page));
    notification.on('close', release);
    notification.on('failed', () => parts.log.warn('notifier', 'failed', { subject: notice.subject }));
    notification.show();
  };

  const take = (step: NoticeStep<Notice>): void => {
    memory = step.memory;
    step.due.forEach(present);
    if (timer !== null) {
      clearTimeout(timer);
    }
    timer =
      step.wakeAt === null
        ? null
        : setTimeout(() => take(elapse(memory, Date.now())), Math.max(step.wakeAt - Date.now(), 1));
  };

  return { show: (notice) => take(arrive(memory, notice.subject, notice, Date.now())) };
}
