import type { Answer } from '../http/answers';
import type { Fault } from '../faults/faults';
import { getMessage, listMessages } from './list-messages';
import { createMessageStore, type MessageStore, type StoreOptions, type Undelivered } from '../store/message-store';
import { createPictureFiles } from './images';
import { createReservations } from './reservations';
import type { Route } from '../http/router';
import { createSending } from './send-messages';
import { createUnsubscribes } from './unsubscribes';

/** What stands behind the calls. */
export interface SensCallsOptions extends StoreOptions {
  /** Sender numbers that were approved. */
  readonly registered: readonly string[];
  /** Numbers that no text reaches, and why. */
  readonly unreachable: ReadonlyMap<string, Undelivered>;
}

/** SENS behind its gateway: carries out calls that were let through. */
export interface SensCalls {
  /** Carries out a call; `fault` bends what becomes of a send. */
  readonly answer: (route: Route, body: string, fault: Fault | null) => Answer;
  /** The messages that went out; what was reserved is there when it is due. */
  readonly sent: () => MessageStore;
  /** An uploaded picture that has not expired; null for none. */
  readonly picture: (fileId: string) => Buffer | null;
}

/** Creates a SENS that holds nothing yet. */
export function createSensCalls(options: SensCallsOptions): SensCalls {
  const { now, registered, unreachable } = options;
  const store = createMessageStore(options);
  const reservations = createReservations(store, now);
  const files = createPictureFiles(now);
  const unsubscribes = createUnsubscribes(now);
  const send = createSending({ store, reservations, files, unsubscribes, registered, unreachable, now });
  return {
    sent: () => {
      reservations.settle();
      return store;
    },
    picture: (fileId) => files.find(fileId)?.bytes ?? null,
    answer: (route, body, fault) => {
      reservations.settle();
      switch (route.kind) {
        case 'send':
          return send(body, fault);
        case 'list':
          return listMessages(store, route.query);
        case 'get':
          return getMessage(store, route.messageId);
        case 'reserve-status':
          return reservations.status(route.reserveId);
        case 'cancel':
          return reservations.cancel(route.reserveId);
        case 'upload':
          return files.upload(body);
        case 'unsubscribes':
          return unsubscribes.list(route.query);
        case 'unsubscribe':
          return unsubscribes.add(body);
        case 'resubscribe':
          return unsubscribes.remove(body);
      }
    },
  };
}
