import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { asGovernmentSays, NO_SUCH_URL, type Answer } from '../http/answers';
import { checkSignature, type ApiKeys, type SignedRequest } from '../validation/check-signature';
import { faultAnswer } from '../faults/fault-answer';
import type { FaultScript } from '../faults/fault-script';
import { isTaken } from '../faults/faults';
import { giveAnswer, giveUnderFault } from './give-answer';
import type { Phone } from '../store/phone-source';
import { PRACTICE_IDENTITY } from '../http/practice-identity';
import { readBody } from '../http/request-body';
import { routeOf } from '../http/router';
import type { SensCalls } from './sens-calls';

/** A request as it came in. */
export interface AskedRequest {
  readonly method: string;
  /** Path and query as received, up to 500 characters. */
  readonly target: string;
  /** ms since 1970. */
  readonly at: number;
}

/** What requests are answered from. */
export interface Practice {
  readonly calls: SensCalls;
  readonly script: FaultScript;
  readonly zone: 'public' | 'government';
  readonly asked: AskedRequest[];
  /** ms since 1970. */
  readonly now: () => number;
  readonly phone: Phone | null;
  keys: ApiKeys;
}

const ASKED_KEPT = 20_000;
const TARGET_KEPT = 500;

/** Answers one request, as the gateway and SENS behind it would; rejects when the client goes away in the middle. */
export async function serveRequest(
  practice: Practice,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url: target = '', headers } = request;
  if (!isLoopbackHost(headers.host)) {
    // A web page that makes its own host name point here must not reach it (DNS rebinding).
    giveAnswer(response, { status: 421, body: null });
    return;
  }
  if (practice.phone && target.startsWith('/phone/')) {
    practice.phone.answer(request, response);
    return;
  }
  note(practice, { method, target, at: practice.now() });
  const body = await readBody(request);
  response.setHeader('x-ncp-apigw-request-id', randomUUID());
  if (body.ok) {
    answerCall(practice, response, { method, target, headers }, body.value);
  } else {
    response.shouldKeepAlive = false;
    giveAnswer(response, body.error);
  }
}

function answerCall(practice: Practice, response: ServerResponse, call: SignedRequest, body: string): void {
  const route = routeOf(call.method, call.target, PRACTICE_IDENTITY.serviceId);
  const fault = route && practice.script.next(route.kind);
  const now = practice.now() + (fault?.kind === 'wrong-clock' ? fault.shiftMs : 0);
  response.setHeader('Date', new Date(now).toUTCString());
  const refused = checkSignature(call, practice.keys, now);
  if (refused !== null || route === null) {
    giveAnswer(response, refused ?? NO_SUCH_URL);
  } else if (fault === null) {
    giveAnswer(response, inZone(practice, practice.calls.answer(route, body, null)));
  } else {
    const called = isTaken(fault) ? practice.calls.answer(route, body, fault) : null;
    giveUnderFault(response, inZone(practice, faultAnswer(fault, called)), fault);
  }
}

function inZone({ zone }: Practice, answer: Answer): Answer {
  return zone === 'public' ? answer : asGovernmentSays(answer);
}

function note({ asked }: Practice, { target, ...request }: AskedRequest): void {
  // Copied: a part of a string keeps the whole in memory.
  const kept = target.length > TARGET_KEPT ? Buffer.from(target.slice(0, TARGET_KEPT)).toString() : target;
  asked.push({ ...request, target: kept });
  if (asked.length > ASKED_KEPT) {
    asked.shift();
  }
}

function isLoopbackHost(host: string | undefined): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i.test(host ?? '');
}
