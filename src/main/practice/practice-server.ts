import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ApiKeys } from './validation/check-signature';
import { createFaultScript, type RandomFaults } from './faults/fault-script';
import type { Fault } from './faults/faults';
import type { DeliveryStatus, PracticeMessage, Undelivered } from './store/message-store';
import type { Phone, PhoneSource } from './store/phone-source';
import { PRACTICE_IDENTITY } from './http/practice-identity';
import type { CallKind } from './http/router';
import { createSensCalls } from './api/sens-calls';
import { serveRequest, type AskedRequest, type Practice } from './api/serve-request';

/** How the practice SENS is run. */
export interface PracticeOptions {
  /** Port on 127.0.0.1; 0 (the default) for a free one. */
  readonly port?: number;
  /** From a text's going out to its receipt, ms; 800 by default. */
  readonly deliveryMs?: number;
  /** From a text's going out to its being found by lookups, ms; 0 by default. */
  readonly listedMs?: number;
  /** Messages that are kept, the newest; 10,000 by default. */
  readonly kept?: number;
  /** Sender numbers that count as registered; the practice one by default. */
  readonly registered?: readonly string[];
  /** The zone whose shape SENS's own errors have; public by default. */
  readonly zone?: 'public' | 'government';
  /** ms since 1970; the machine's clock by default. Signatures, the Date header and deliveries go by it. */
  readonly now?: () => number;
  /** A page that shows what arrives; none by default. */
  readonly phone?: (source: PhoneSource) => Phone;
}

/** A message the practice SENS took, and where it is on its way. */
type ReceivedMessage = PracticeMessage & { readonly status: DeliveryStatus };

/** An embedded SENS on this machine: the real contract, no costs, no phones. */
export interface PracticeServer {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** A registered sender number. */
  readonly from: string;
  /** The page of the practice phone; null when there is none. */
  readonly phoneUrl: string | null;
  /** Every message that went out so far, oldest first. */
  received(): ReceivedMessage[];
  /** Every request so far (the last 20,000), refused ones too, oldest first. */
  asked(): readonly AskedRequest[];
  /** Lets the next `times` requests of this kind (1 and `send` by default) meet this fault. */
  fail(fault: Fault, times?: number, call?: CallKind): void;
  /** Lets a share of the requests of this kind (`send` by default) meet faults from now on; null ends that. */
  failAtRandom(faults: RandomFaults | null, call?: CallKind): void;
  /** No text reaches this number from now on, for this reason; null ends that. */
  unreachable(to: string, why: Undelivered | null): void;
  /** Takes these keys alone from now on, as after a change of keys in the console. */
  changeKeys(keys: ApiKeys): void;
  /** Breaks all connections and frees the port. */
  close(): Promise<void>;
}

/** Served at once: each may hold a whole body. */
const MOST_CONNECTIONS = 100;

const DEFAULTS = { deliveryMs: 800, listedMs: 0, kept: 10_000, zone: 'public', now: Date.now } as const;

/** Starts a practice SENS; rejects with the system's error when the port cannot be had. */
export async function startPracticeServer(options: PracticeOptions = {}): Promise<PracticeServer> {
  const {
    port: wanted = 0,
    registered = [PRACTICE_IDENTITY.from],
    zone,
    now,
    phone: withPhone,
    ...storing
  } = { ...DEFAULTS, ...options };
  const unreachable = new Map<string, Undelivered>();
  const calls = createSensCalls({ ...storing, now, registered, unreachable });
  const script = createFaultScript();
  const phone = withPhone?.({ sent: calls.sent, picture: calls.picture }) ?? null;
  const practice: Practice = { calls, script, zone, now, phone, asked: [], keys: PRACTICE_IDENTITY };
  const server = http.createServer((request, response) => {
    // A client that goes away in the middle of its request is no fault of this side.
    serveRequest(practice, request, response).catch(() => response.destroy());
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...PRACTICE_IDENTITY,
    from: registered[0] ?? PRACTICE_IDENTITY.from,
    baseUrl: `http://127.0.0.1:${port}`,
    phoneUrl: phone && `http://127.0.0.1:${port}${phone.path}`,
    received: () => {
      const sent = calls.sent();
      return sent.all().map((message) => ({ ...message, status: sent.statusOf(message) }));
    },
    asked: () => practice.asked,
    fail: (fault, times = 1, call = 'send') => script.add(call, fault, times),
    failAtRandom: (faults, call = 'send') => script.atRandom(call, faults),
    unreachable: (to, why) => {
      if (why === null) {
        unreachable.delete(to);
      } else {
        unreachable.set(to, why);
      }
    },
    changeKeys: (keys) => {
      practice.keys = keys;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
