import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gatewayError, NO_SUCH_URL, type Answer } from './answers';
import { checkSignature } from './check-signature';
import { createFaultQueue, type Fault } from './faults';
import { getMessage, listMessages } from './list-messages';
import { createMessageStore, type DeliveryStatus, type MessageStore, type PracticeMessage } from './message-store';
import { PRACTICE_IDENTITY } from './practice-identity';
import { readBody } from './request-body';
import { routeOf, type Route } from './router';
import { sendMessages, type SendReaction } from './send-messages';

/** How the practice SENS is run. */
export interface PracticeOptions {
  /** Port on 127.0.0.1; 0 (the default) for a free one. */
  readonly port?: number;
  /** From taking a text to its receipt, ms; 800 by default. */
  readonly deliveryMs?: number;
  /** Sender numbers that count as registered; the practice one by default. */
  readonly registered?: readonly string[];
  /** ms since 1970; the machine's clock by default. */
  readonly now?: () => number;
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
  /** Every message taken so far (the last 10,000), oldest first. */
  received(): ReceivedMessage[];
  /** Lets the next `times` send requests (1 by default) meet this fault. */
  fail(fault: Fault, times?: number): void;
  /** Breaks all connections and frees the port. */
  close(): Promise<void>;
}

interface Practice {
  readonly store: MessageStore;
  readonly registered: readonly string[];
  readonly now: () => number;
  nextFault(): Fault | null;
}

/** Starts a practice SENS; rejects with the system's error when the port cannot be had. */
export async function startPracticeServer(options: PracticeOptions = {}): Promise<PracticeServer> {
  const now = options.now ?? Date.now;
  const registered = options.registered ?? [PRACTICE_IDENTITY.from];
  const store = createMessageStore(now, options.deliveryMs ?? 800);
  const faults = createFaultQueue();
  const practice: Practice = { store, registered, now, nextFault: () => faults.next() };
  const server = http.createServer((request, response) => {
    // A client that goes away in the middle of its request is no fault of this side.
    serve(practice, request, response).catch(() => response.destroy());
  });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...PRACTICE_IDENTITY,
    from: registered[0] ?? PRACTICE_IDENTITY.from,
    baseUrl: `http://127.0.0.1:${port}`,
    received: () => store.all().map((message) => ({ ...message, status: store.statusOf(message) })),
    fail: (fault, times = 1) => faults.add(fault, times),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(practice: Practice, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) {
    // A web page that makes its own host name point here must not reach it (DNS rebinding).
    give(response, { status: 421, body: null });
    return;
  }
  const body = await readBody(request);
  if (body === null) {
    response.shouldKeepAlive = false;
    give(response, gatewayError(413, '430', 'Request Entity Too Large', 'Request body is too large.'));
    return;
  }
  const { method = '', url: target = '', headers } = request;
  const refused = checkSignature({ method, target, headers }, PRACTICE_IDENTITY, practice.now());
  const route = routeOf(method, target, PRACTICE_IDENTITY.serviceId);
  if (refused) {
    give(response, refused);
  } else if (route.kind === 'send') {
    react(practice, response, body);
  } else {
    give(response, answerTo(practice, route));
  }
}

function answerTo(practice: Practice, route: Exclude<Route, { readonly kind: 'send' }>): Answer {
  switch (route.kind) {
    case 'list':
      return listMessages(practice.store, route.query);
    case 'get':
      return getMessage(practice.store, route.messageId);
    case 'unknown':
      return NO_SUCH_URL;
  }
}

function react(practice: Practice, response: ServerResponse, body: string): void {
  const fault = practice.nextFault();
  const reaction: SendReaction = sendMessages(practice.store, body, practice.registered, fault);
  if (fault?.kind === 'wrong-clock') {
    response.setHeader('Date', new Date(practice.now() + fault.shiftMs).toUTCString());
  }
  switch (reaction.kind) {
    case 'answer':
      giveLater(response, reaction.answer, reaction.delayMs);
      return;
    case 'page':
      response.writeHead(reaction.status, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end('<!doctype html><title>Blocked</title><h1>Blocked</h1>');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'hang':
      return;
  }
}

function giveLater(response: ServerResponse, answer: Answer, delayMs: number): void {
  if (delayMs === 0) {
    give(response, answer);
    return;
  }
  const timer = setTimeout(() => give(response, answer), delayMs);
  response.once('close', () => clearTimeout(timer));
}

function give(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'Content-Type': 'application/json;charset=UTF-8' });
  response.end(answer.body === null ? undefined : JSON.stringify(answer.body));
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
