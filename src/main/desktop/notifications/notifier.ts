import { Notification } from 'electron';
import type { Place } from '../../../shared/contract/ipc/pushes';
import type { Log } from '../common/log';
import { arrive, type DueNotice, elapse, emptyMemory, type NoticeStep } from './grouping';
import type { Notice } from './notices';

/** Time after which a notification is released, ms; servers need not report that one was closed. */
const RELEASE_MS = 600_000;

export interface NotifierDeps {
  readonly icon: string;
  /** True if the person wants notifications. */
  readonly isWanted: () => boolean;
  readonly clicked: (place: Place) => void;
  readonly log: Log;
}

/** Shows desktop notifications, at most one per subject in 10 s. No fact is shown by a notification alone. */
export interface Notifier {
  show(notice: Notice): void;
}

/** Creates the notifier on the desktop's notification server. */
export function createNotifier(deps: NotifierDeps): Notifier {
  // An unreferenced notification is garbage collected, and its click handler with it.
  const held = new Set<Notification>();
  let memory = emptyMemory<Notice>();
  let timer: NodeJS.Timeout | null = null;

  const showDue = ({ notice, more }: DueNotice<Notice>): void => {
    if (!deps.isWanted()) {
      return;
    }
    if (!Notification.isSupported()) {
      deps.log.warn('notifier', 'not-supported', { subject: notice.subject });
      return;
    }
    const notification = new Notification({
      title: more > 0 ? notice.titleWithMore(more) : notice.title,
      body: notice.body,
      urgency: notice.urgency,
      icon: deps.icon,
      silent: notice.urgency !== 'critical',
    });
    const release = (): void => void held.delete(notification);
    held.add(notification);
    setTimeout(release, RELEASE_MS).unref();
    notification.on('click', () => deps.clicked(notice.page));
    notification.on('close', release);
    notification.on('failed', () => deps.log.warn('notifier', 'failed', { subject: notice.subject }));
    notification.show();
  };

  const apply = (step: NoticeStep<Notice>): void => {
    memory = step.memory;
    step.due.forEach(showDue);
    if (timer !== null) {
      clearTimeout(timer);
    }
    timer =
      step.wakeAt === null
        ? null
        : setTimeout(() => apply(elapse(memory, Date.now())), Math.max(step.wakeAt - Date.now(), 1));
  };

  return { show: (notice) => apply(arrive(memory, notice.subject, notice, Date.now())) };
}
