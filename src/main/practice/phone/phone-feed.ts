import type { ServerResponse } from 'node:http';
import type { PhoneText } from '../../../shared/contract/delivery/practice-phone';
import type { ChannelPost } from '../store/channel-messages';
import type { PracticeMessage } from '../store/message-store';
import type { PhoneSource } from '../store/phone-source';

/** A delivered text, or a message of a channel. */
export type Arrival = PracticeMessage | ChannelPost;

/** Sends texts to open pages as they arrive. */
export interface PhoneFeed {
  /** Streams all texts, then each new one, over this response (WHATWG HTML, server-sent events). */
  open(response: ServerResponse): void;
}

/** Number of newest texts that a page shows. */
const MAX_TEXTS = 200;
/** Interval of checks for arrivals while a page is open. */
const POLL_MS = 200;
/** Largest backlog of a page; a slower one is disconnected, reconnects by itself and gets everything again. */
const MAX_UNREAD_BYTES = 1_000_000;

/** Creates a feed, idle while no page is open. */
export function createPhoneFeed(
  { sent, posted }: Pick<PhoneSource, 'sent' | 'posted'>,
  asTexts: (messages: readonly Arrival[]) => readonly PhoneText[],
): PhoneFeed {
  const pages = new Set<ServerResponse>();
  let arrived: readonly Arrival[] = [];
  let polling: NodeJS.Timeout | undefined;

  const completed = (): Arrival[] => {
    const store = sent();
    const latest = store.all().slice(-MAX_TEXTS);
    const texts = latest.filter((message) => store.statusOf(message) === 'COMPLETED');
    return [...texts, ...posted()].sort((one, other) => arrivalOf(one) - arrivalOf(other)).slice(-MAX_TEXTS);
  };
  const poll = (): void => {
    const before = new Set(arrived);
    arrived = completed();
    const fresh = arrived.filter((message) => !before.has(message));
    if (fresh.length > 0) {
      const texts = asTexts(fresh);
      pages.forEach((page) => sendEvent(page, 'new', texts));
    }
  };
  return {
    open: (response) => {
      poll();
      pages.add(response);
      response.once('close', () => {
        pages.delete(response);
        if (pages.size === 0) {
          clearInterval(polling);
          polling = undefined;
        }
      });
      polling ??= setInterval(poll, POLL_MS);
      sendEvent(response, 'all', asTexts(arrived));
    },
  };
}

/** Time of arrival, ms since 1970. */
function arrivalOf(arrival: Arrival): number {
  return 'arrivedAt' in arrival ? arrival.arrivedAt : arrival.completesAt;
}

function sendEvent(page: ServerResponse, event: 'all' | 'new', texts: readonly PhoneText[]): void {
  if (page.writableLength > MAX_UNREAD_BYTES) {
    page.destroy();
    return;
  }
  page.write(`event: ${event}\ndata: ${JSON.stringify(texts)}\n\n`);
}
