import type { Clock } from '../../../src/main/engine/common/clock';
import type { Exchange, SensHttp } from '../../../src/main/engine/send/sens/http';
import type { SensAccess } from '../../../src/main/engine/send/sens/types';
import { createSensCalls, type SensCalls } from '../../../src/main/practice/api/sens-calls';
import type { Answer } from '../../../src/main/practice/http/answers';
import { AUTHENTICATION_FAILED, NOT_FOUND, sensError, SERVER_ERROR } from '../../../src/main/practice/http/answers';
import { PRACTICE_IDENTITY } from '../../../src/main/practice/http/practice-identity';
import { routeOf } from '../../../src/main/practice/http/router';

/** Ways in which SENS is out of order: its answers, or what happens on the way to it. */
export const SENS_FAULTS = ['401', '403', '500', 'timeout', 'black-hole', 'dns'] as const;

export type SensFault = (typeof SENS_FAULTS)[number];

/** Time until an exchange that gets no answer is given up, ms. */
const GIVE_UP_MS = 10_000;
/** Time of an answer, ms. */
const ANSWER_MS = 80;

const REFUSALS: Partial<Record<SensFault, Answer>> = {
  '401': AUTHENTICATION_FAILED,
  '403': sensError(403, 'Forbidden'),
  '500': SERVER_ERROR,
};

/** Access to the simulated SENS in live mode. */
export const SIMULATED_ACCESS: SensAccess = {
  ...PRACTICE_IDENTITY,
  baseUrl: 'http://sens.test',
  contentType: 'COMM',
  practice: false,
};

/**
 * The practice SENS without a network, on a simulated clock: it keeps the contract of SENS and fails as told. It
 * survives the restarts of a simulated Logbell.
 */
export class SimulatedSens {
  fault: SensFault | null = null;
  readonly #now: () => number;
  readonly #calls: SensCalls;

  constructor(now: () => number) {
    this.#now = now;
    const unreachable = new Map<string, never>();
    const registered = [PRACTICE_IDENTITY.from];
    this.#calls = createSensCalls({ now, registered, unreachable, deliveryMs: 800, listedMs: 0, kept: 10_000 });
  }

  /** Contents of the texts that it took. */
  taken(): readonly string[] {
    return this.#calls
      .sent()
      .all()
      .map(({ content }) => content);
  }

  /** Connections of one run of Logbell, whose answers come by its clock. */
  connect(clock: Clock): SensHttp {
    const open = new Set<(exchange: Exchange) => void>();
    return {
      exchange: (request) =>
        new Promise((resolve) => {
          open.add(resolve);
          const { fault } = this;
          const withoutAnswer = fault === 'timeout' || fault === 'black-hole';
          const answer = withoutAnswer || fault === 'dns' ? broken(fault) : null;
          const { pathname, search } = new URL(request.url);
          const target = `${pathname}${search}`;
          clock.after(withoutAnswer ? GIVE_UP_MS : ANSWER_MS, () => {
            resolve(answer ?? this.#answer(fault, { method: request.method, target, body: request.body ?? '' }));
          });
        }),
      close: () =>
        open.forEach((resolve) => resolve({ kind: 'broken', code: 'closed', mayBeWritten: true, reused: false })),
    };
  }

  #answer(fault: SensFault | null, request: Readonly<Record<'method' | 'target' | 'body', string>>): Exchange {
    const refusal = fault === null ? undefined : REFUSALS[fault];
    const route = routeOf(request.method, request.target, PRACTICE_IDENTITY.serviceId);
    const { status, body } = refusal ?? (route ? this.#calls.answer(route, request.body, null) : NOT_FOUND);
    return {
      kind: 'answer',
      status,
      text: body === null ? '' : JSON.stringify(body),
      fault: null,
      contentType: 'application/json;charset=UTF-8',
      date: new Date(this.#now()).toUTCString(),
      retryAfter: undefined,
      receivedAt: this.#now(),
    };
  }
}

/** Result of an exchange that breaks: only a timeout comes after the request was written. */
function broken(fault: 'timeout' | 'black-hole' | 'dns'): Exchange {
  const code = { timeout: 'timeout', 'black-hole': 'timeout', dns: 'EAI_AGAIN' }[fault];
  return { kind: 'broken', code, mayBeWritten: fault === 'timeout', reused: false };
}
