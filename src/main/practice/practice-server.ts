import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { ApiKeys } from './validation/check-signature';
import { createFaultScript, type RandomFaults } from './faults/fault-script';
import type { Fault } from './faults/faults';
import { createChannelPosts, type ChannelPost } from './store/channel-messages';
import type { DeliveryStatus, PracticeMessage, Undelivered } from './store/message-store';
import type { Phone, PhoneSource } from './store/phone-source';
import { PRACTICE_IDENTITY } from './http/practice-identity';
import type { CallKind } from './http/router';
import { createSensCalls } from './api/sens-calls';
import { serveRequest, type ReceivedRequest, type PracticeState } from './api/serve-request';

export interface PracticeOptions {
  /** Port on 127.0.0.1; 0 (default) for a free one. */
  readonly port?: number;
  /** Time from sending a text to its delivery report, ms; 800 by default. */
  readonly deliveryMs?: number;
  /** Time from sending a text until lookups find it, ms; 0 by default. */
  readonly listedMs?: number;
  /** Number of newest messages kept; 10,000 by default. */
  readonly kept?: number;
  /** Sender numbers that count as registered; the practice one by default. */
  readonly registered?: readonly string[];
  /** Zone that determines the form of SENS's own errors; public by default. */
  readonly zone?: 'public' | 'government';
  /** Clock for signatures, the Date header and deliveries, ms since 1970; the machine's by default. */
  readonly now?: () => number;
  /** Page that shows the delivered texts; none by default. */
  readonly phone?: (source: PhoneSource) => Phone;
}

/** A message the practice SENS accepted, and its delivery status. */
type ReceivedMessage = PracticeMessage & { readonly status: DeliveryStatus };

/** A SENS on this machine that keeps the real contract but costs nothing and reaches no phone. */
export interface PracticeServer {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** A registered sender number. */
  readonly from: string;
  /** Page of the practice phone; null if there is none. */
  readonly phoneUrl: string | null;
  /** Every message sent so far, oldest first. */
  received(): ReceivedMessage[];
  /** The newest messages of channels, oldest first. */
  posted(): readonly ChannelPost[];
  /** The last 20,000 requests, including refused ones, oldest first. */
  asked(): readonly ReceivedRequest[];
  /** Applies this fault to the next `times` requests of this kind (1 and `send` by default). */
  fail(fault: Fault, times?: number, call?: CallKind): void;
  /** Applies faults to a share of the requests of this kind (`send` by default) from now on; null stops that. */
  failAtRandom(faults: RandomFaults | null, call?: CallKind): void;
  /** Makes texts to this number undeliverable for this reason; null makes them deliverable again. */
  unreachable(to: string, why: Undelivered | null): void;
  /** Accepts only these keys from now on, as after a change of keys in the console. */
  changeKeys(keys: ApiKeys): void;
  /** Breaks all connections and frees the port. */
  close(): Promise<void>;
}

/** Most concurrent connections, each of which may hold a whole body. */
const MAX_CONNECTIONS = 100;

const DEFAULTS = { deliveryMs: 800, listedMs: 0, kept: 10_000, zone: 'public', now: Date.now } as const;

/** Starts a practice SENS; rejects with the system's error if the port is unavailable. */
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
  const posts = createChannelPosts(now);
  const phone = withPhone?.({ sent: calls.sent, posted: () => posts.all(), picture: calls.picture }) ?? null;
  const practice: PracticeState = { calls, script, zone, now, phone, posts, asked: [], keys: PRACTICE_IDENTITY };
  const server = http.createServer((request, response) => {
    // The client disconnected during its request.
    serveRequest(practice, request, response).catch(() => response.destroy());
  });
  server.maxConnections = MAX_CONNECTIONS;
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
    posted: () => posts.all(),
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
