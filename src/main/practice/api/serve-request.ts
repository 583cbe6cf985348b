import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { toGovernmentForm, NO_SUCH_URL, type Answer } from '../http/answers';
import { checkSignature, type ApiKeys, type SignedRequest } from '../validation/check-signature';
import { faultAnswer } from '../faults/fault-answer';
import type { FaultScript } from '../faults/fault-script';
import { isCarriedOut } from '../faults/faults';
import { sendAnswer, sendWithFault } from './give-answer';
import { CHANNEL_MESSAGES_PATH, type ChannelPosts } from '../store/channel-messages';
import type { Phone } from '../store/phone-source';
import { PRACTICE_IDENTITY } from '../http/practice-identity';
import { readBody } from '../http/request-body';
import { routeOf } from '../http/router';
import type { SensCalls } from './sens-calls';

/** A request as received. */
export interface ReceivedRequest {
  readonly method: string;
  /** Path and query as received, up to 500 characters. */
  readonly target: string;
  /** ms since 1970. */
  readonly at: number;
}

/** State of a practice SENS. */
export interface PracticeState {
  readonly calls: SensCalls;
  readonly script: FaultScript;
  readonly zone: 'public' | 'government';
  readonly asked: ReceivedRequest[];
  /** ms since 1970. */
  readonly now: () => number;
  readonly phone: Phone | null;
  readonly posts: ChannelPosts;
  keys: ApiKeys;
}

const MAX_REQUESTS = 20_000;
const MAX_TARGET_LENGTH = 500;

/** Answers one request like the gateway and SENS behind it; rejects if the client disconnects during the request. */
export async function serveRequest(
  practice: PracticeState,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url: target = '', headers } = request;
  if (!isLoopbackHost(headers.host)) {
    // Blocks web pages whose host name resolves to this address (DNS rebinding).
    sendAnswer(response, { status: 421, body: null });
    return;
  }
  if (practice.phone && target.startsWith('/phone/')) {
    practice.phone.answer(request, response);
    return;
  }
  if (method === 'POST' && target === CHANNEL_MESSAGES_PATH) {
    const posted = await readBody(request);
    sendAnswer(response, posted.ok ? practice.posts.add(headers['content-type'] ?? '', posted.value) : posted.error);
    return;
  }
  recordRequest(practice, { method, target, at: practice.now() });
  const body = await readBody(request);
  response.setHeader('x-ncp-apigw-request-id', randomUUID());
  if (body.ok) {
    answerCall(practice, response, { method, target, headers }, body.value);
  } else {
    response.shouldKeepAlive = false;
    sendAnswer(response, body.error);
  }
}

function answerCall(practice: PracticeState, response: ServerResponse, call: SignedRequest, body: string): void {
  const route = routeOf(call.method, call.target, PRACTICE_IDENTITY.serviceId);
  const fault = route && practice.script.next(route.kind);
  const now = practice.now() + (fault?.kind === 'wrong-clock' ? fault.shiftMs : 0);
  response.setHeader('Date', new Date(now).toUTCString());
  const refused = checkSignature(call, practice.keys, now);
  if (refused !== null || route === null) {
    sendAnswer(response, refused ?? NO_SUCH_URL);
  } else if (fault === null) {
    sendAnswer(response, inZone(practice, practice.calls.answer(route, body, null)));
  } else {
    const called = isCarriedOut(fault) ? practice.calls.answer(route, body, fault) : null;
    sendWithFault(response, inZone(practice, faultAnswer(fault, called)), fault);
  }
}

function inZone({ zone }: PracticeState, answer: Answer): Answer {
  return zone === 'public' ? answer : toGovernmentForm(answer);
}

function recordRequest({ asked }: PracticeState, { target, ...request }: ReceivedRequest): void {
  // Copied, since a slice would keep the whole string in memory.
  const kept = target.length > MAX_TARGET_LENGTH ? Buffer.from(target.slice(0, MAX_TARGET_LENGTH)).toString() : target;
  asked.push({ ...request, target: kept });
  if (asked.length > MAX_REQUESTS) {
    asked.shift();
  }
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
