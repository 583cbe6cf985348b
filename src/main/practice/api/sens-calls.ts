import type { Answer } from '../http/answers';
import type { Fault } from '../faults/faults';
import { getMessage, listMessages } from './list-messages';
import { createMessageStore, type MessageStore, type StoreOptions, type Undelivered } from '../store/message-store';
import { createPictureFiles } from './images';
import { createReservations } from './reservations';
import type { Route } from '../http/router';
import { createSendCall } from './send-messages';
import { createUnsubscribes } from './unsubscribes';

export interface SensCallsOptions extends StoreOptions {
  /** Approved sender numbers. */
  readonly registered: readonly string[];
  /** Undeliverable numbers with the reason. */
  readonly unreachable: ReadonlyMap<string, Undelivered>;
}

/** SENS behind its gateway: executes the calls that the gateway accepted. */
export interface SensCalls {
  /** Executes a call; `fault` alters the outcome of a send. */
  readonly answer: (route: Route, body: string, fault: Fault | null) => Answer;
  /** Returns the sent messages, including reservations that are due. */
  readonly sent: () => MessageStore;
  /** Finds an uploaded picture that has not expired; null if there is none. */
  readonly picture: (fileId: string) => Buffer | null;
}

/** Creates an empty SENS. */
export function createSensCalls(options: SensCallsOptions): SensCalls {
  const { now, registered, unreachable } = options;
  const store = createMessageStore(options);
  const reservations = createReservations(store, now);
  const files = createPictureFiles(now);
  const unsubscribes = createUnsubscribes(now);
  const send = createSendCall({ store, reservations, files, unsubscribes, registered, unreachable, now });
  return {
    sent: () => {
      reservations.sendDue();
      return store;
    },
    picture: (fileId) => files.find(fileId)?.bytes ?? null,
    answer: (route, body, fault) => {
      reservations.sendDue();
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
