import type { Exchange, SensHttp } from '../../../src/main/engine/send/sens/http';
import type { HeartbeatView } from '../../../src/shared/contract/heartbeat-view';
import type { HostProblem } from '../../../src/main/engine/engine-api';
import { Heartbeats } from '../../../src/main/heartbeat/heartbeats';
import type { HealthFacts } from '../../../src/shared/contract/health';
import type { Problem, ProblemCode } from '../../../src/shared/contract/status';
import { translator } from '../../../src/shared/i18n/translator';
import type { Heartbeat } from '../../../src/shared/settings/schema';
import { ManualClock } from '../time/manual-clock';

/** A request that a monitor received. */
interface Call {
  readonly at: number;
  readonly isFailure: boolean;
  readonly body: string;
}

/** Facts of a Logbell without a fault. */
export const WELL: HealthFacts = { running: true, problems: [], pausedUntil: null, queuedSince: null };

/** Secret path of the URL. */
export const SECRET = 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6';

/** Heartbeats on a simulated clock, with facts and a network that the test sets. */
export class SimulatedWatch {
  readonly clock: ManualClock;
  readonly calls: Call[] = [];
  /** Problems shown now, and whether there ever was one. */
  problems: readonly HostProblem[] = [];
  everFound = false;
  facts: HealthFacts = WELL;
  /** True while the engine thread does not answer. */
  isStuck = false;
  /** Answers of the monitor. */
  network: () => Exchange = () => this.answer(200);
  #heartbeats: Heartbeats;

  constructor(start = Date.UTC(2026, 10, 30)) {
    this.clock = new ManualClock(start);
    this.#heartbeats = this.#create();
  }

  /** Takes one heartbeat of healthchecks.io, or these. */
  begin(...heartbeats: readonly Partial<Heartbeat>[]): void {
    const given = heartbeats.length > 0 ? heartbeats : [{}];
    this.#heartbeats.apply(
      given.map((each) => ({ url: `https://hc-ping.com/${SECRET}`, every: '1m', method: 'GET', ...each })),
    );
  }

  /** What the window shows of the heartbeats. */
  views(): readonly HeartbeatView[] {
    return this.#heartbeats.views();
  }

  stop(): void {
    this.#heartbeats.stop();
  }

  /** Starts anew, as after the end of the process. */
  restart(): void {
    this.#heartbeats.stop();
    this.#heartbeats = this.#create();
    this.begin();
  }

  /** Lets the time pass in steps, and everything finish that becomes due. */
  async pass(ms: number, stepMs = 1_000): Promise<void> {
    for (let passed = 0; passed < ms; passed += stepMs) {
      this.clock.pass(Math.min(stepMs, ms - passed));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** A standing problem. */
  problem(code: ProblemCode): Problem {
    return { code, subject: '/var/log/app.log', params: { reason: 'EIO' }, since: this.clock.now() };
  }

  answer(status: number, text = 'OK', skewMs = 0): Exchange {
    const receivedAt = this.clock.now();
    const date = new Date(receivedAt - skewMs).toUTCString();
    return { kind: 'answer', status, text, fault: null, contentType: '', date, retryAfter: undefined, receivedAt };
  }

  #create(): Heartbeats {
    const http: SensHttp = {
      exchange: ({ url, body }) => {
        this.calls.push({ at: this.clock.now(), isFailure: url.endsWith('/fail'), body: body ?? '' });
        return Promise.resolve(this.network());
      },
      close: () => undefined,
    };
    return new Heartbeats({
      ...{ clock: this.clock, http },
      probe: () => (this.isStuck ? new Promise<never>(() => undefined) : Promise.resolve(this.facts)),
      lastKnown: () => this.facts,
      urlOf: ({ url }) => url ?? null,
      translate: () => translator('en'),
      found: (problems) => {
        this.problems = problems;
        this.everFound ||= problems.length > 0;
      },
    });
  }
}
