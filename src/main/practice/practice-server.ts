import { randomUUID } from 'node:crypto';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { asGovernmentSays, NO_SUCH_URL, type Answer } from './answers';
import { checkSignature } from './check-signature';
import { faultAnswer } from './fault-answer';
import { createFaultScript, type FaultScript, type RandomFaults } from './fault-script';
import { isTaken, type Fault } from './faults';
import { giveAnswer, giveUnderFault } from './give-answer';
import type { DeliveryStatus, PracticeMessage, Undelivered } from './message-store';
import { PRACTICE_IDENTITY } from './practice-identity';
import { readBody } from './request-body';
import { routeOf, type CallKind } from './router';
import { createSensCalls, type SensCalls } from './sens-calls';

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
}

/** A message the practice SENS took, and where it is on its way. */
type ReceivedMessage = PracticeMessage & { readonly status: DeliveryStatus };

/** A request as it came in. */
interface AskedRequest {
  readonly method: string;
  /** Path and query as received. */
  readonly target: string;
  /** ms since 1970. */
  readonly at: number;
}

/** An embedded SENS on this machine: the real contract, no costs, no phones. */
export interface PracticeServer {
  readonly baseUrl: string;
  readonly serviceId: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** A registered sender number. */
  readonly from: string;
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

/** The two keys of an account. */
interface ApiKeys {
  readonly accessKey: string;
  readonly secretKey: string;
}

interface Practice {
  readonly calls: SensCalls;
  readonly script: FaultScript;
  readonly zone: 'public' | 'government';
  readonly asked: AskedRequest[];
  readonly now: () => number;
  keys: ApiKeys;
}

const DEFAULTS = { deliveryMs: 800, listedMs: 0, kept: 10_000, zone: 'public', now: Date.now } as const;
const ASKED_KEPT = 20_000;

/** Starts a practice SENS; rejects with the system's error when the port cannot be had. */
export async function startPracticeServer(options: PracticeOptions = {}): Promise<PracticeServer> {
  const {
    port: wanted = 0,
    registered = [PRACTICE_IDENTITY.from],
    zone,
    now,
    ...storing
  } = { ...DEFAULTS, ...options };
  const unreachable = new Map<string, Undelivered>();
  const calls = createSensCalls({ ...storing, now, registered, unreachable });
  const script = createFaultScript();
  const practice: Practice = { calls, script, zone, now, asked: [], keys: PRACTICE_IDENTITY };
  const server = http.createServer((request, response) => {
    // A client that goes away in the middle of its request is no fault of this side.
    serve(practice, request, response).catch(() => response.destroy());
  });
  server.listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...PRACTICE_IDENTITY,
    from: registered[0] ?? PRACTICE_IDENTITY.from,
    baseUrl: `http://127.0.0.1:${port}`,
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

async function serve(practice: Practice, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url: target = '', headers } = request;
  note(practice, { method, target, at: practice.now() });
  if (!isLoopbackHost(headers.host)) {
    // A web page that makes its own host name point here must not reach it (DNS rebinding).
    giveAnswer(response, { status: 421, body: null });
    return;
  }
  const body = await readBody(request);
  const route = routeOf(method, target, PRACTICE_IDENTITY.serviceId);
  const fault = route && practice.script.next(route.kind);
  const now = practice.now() + (fault?.kind === 'wrong-clock' ? fault.shiftMs : 0);
  response.setHeader('Date', new Date(now).toUTCString());
  response.setHeader('x-ncp-apigw-request-id', randomUUID());
  if (!body.ok) {
    response.shouldKeepAlive = false;
    giveAnswer(response, body.error);
    return;
  }
  const refused = checkSignature({ method, target, headers }, practice.keys, now);
  if (refused !== null || route === null) {
    giveAnswer(response, refused ?? NO_SUCH_URL);
  } else if (fault === null) {
    giveAnswer(response, inZone(practice, practice.calls.answer(route, body.value, null)));
  } else {
    const called = isTaken(fault) ? practice.calls.answer(route, body.value, fault) : null;
    giveUnderFault(response, inZone(practice, faultAnswer(fault, called)), fault);
  }
}

function inZone({ zone }: Practice, answer: Answer): Answer {
  return zone === 'public' ? answer : asGovernmentSays(answer);
}

function note({ asked }: Practice, request: AskedRequest): void {
  asked.push(request);
  if (asked.length > ASKED_KEPT) {
    asked.shift();
  }
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
