import type { ServerResponse } from 'node:http';
import type { PhoneText } from '../../../shared/contract/practice-phone';
import type { MessageStore, PracticeMessage } from '../store/message-store';

/** Tells open pages of texts as they arrive. */
export interface PhoneFeed {
  /** Keeps a page told over this response, from all texts at first to each new one (WHATWG HTML, server-sent events). */
  open(response: ServerResponse): void;
}

/** Texts a page shows, the newest. */
const SHOWN = 200;
/** How often arrivals are looked for while a page is open. */
const LOOK_MS = 200;
/** A page that leaves more than this unread is dropped; it comes back by itself and gets all anew. */
const UNREAD_BYTES = 1_000_000;

/** Creates a feed; it does nothing while no page is open. */
export function createPhoneFeed(
  sent: () => MessageStore,
  asTexts: (messages: readonly PracticeMessage[]) => readonly PhoneText[],
): PhoneFeed {
  const pages = new Set<ServerResponse>();
  let told: readonly PracticeMessage[] = [];
  let looking: NodeJS.Timeout | undefined;

  const over = (): PracticeMessage[] => {
    const store = sent();
    const latest = store.all().slice(-SHOWN);
    return latest.filter((message) => store.statusOf(message) === 'COMPLETED').sort(byArrival);
  };
  const look = (): void => {
    const before = new Set(told);
    told = over();
    const fresh = told.filter((message) => !before.has(message));
    if (fresh.length > 0) {
      const texts = asTexts(fresh);
      pages.forEach((page) => tell(page, 'new', texts));
    }
  };
  return {
    open: (response) => {
      look();
      pages.add(response);
      response.once('close', () => {
        pages.delete(response);
        if (pages.size === 0) {
          clearInterval(looking);
          looking = undefined;
        }
      });
      looking ??= setInterval(look, LOOK_MS);
      tell(response, 'all', asTexts(told));
    },
  };
}

function byArrival(one: PracticeMessage, other: PracticeMessage): number {
  return one.completesAt - other.completesAt;
}

function tell(page: ServerResponse, event: 'all' | 'new', texts: readonly PhoneText[]): void {
  if (page.writableLength > UNREAD_BYTES) {
    page.destroy();
    return;
  }
  page.write(`event: ${event}\ndata: ${JSON.stringify(texts)}\n\n`);
}
