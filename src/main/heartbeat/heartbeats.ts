import { version } from '../../../package.json';
import { healthOf, type Health, type HealthFacts } from '../../shared/contract/health';
import type { HeartbeatView } from '../../shared/contract/heartbeat-view';
import { publicProblem } from '../../shared/contract/public-params';
import { parseDuration } from '../../shared/common/duration';
import { reasonOfHealth } from '../../shared/i18n/status-text';
import type { Translate } from '../../shared/i18n/translator';
import { isEqual } from '../../shared/settings/merge';
import type { Heartbeat } from '../../shared/settings/schema';
import type { Clock } from '../engine/common/clock';
import type { HostProblem } from '../engine/engine-api';
import type { SensHttp } from '../engine/send/sens/http';
import { secretVariable } from '../settings/secrets/named-secrets';
import { BeatSchedule } from './beat-schedule';
import { clockProblem } from './clock-check';
import { hostOf, monitorRequest, refusalOf, type Report } from './monitor';
import { Verdicts, type Verdict } from './verdict';

/** Parts of a running Logbell that its heartbeats need. */
export interface HeartbeatDeps {
  readonly clock: Clock;
  readonly http: SensHttp;
  /** Asks the engine in its own thread for the facts of the health. May never answer. */
  readonly probe: () => Promise<HealthFacts>;
  /** Facts that are known without the engine, for the time it does not answer. */
  readonly lastKnown: () => HealthFacts;
  /** Secret URL of a heartbeat; null if it has none. */
  readonly urlOf: (heartbeat: Heartbeat) => string | null;
  readonly translate: () => Translate;
  /** Called with all problems that the heartbeats have found whenever they may have changed. */
  readonly found: (problems: readonly HostProblem[]) => void;
}

/** Interval between two checks of the health, ms: shorter if a heartbeat is due before, but never below the least. */
const CHECK_MS = 5_000;
const LEAST_CHECK_MS = 1_000;
/** Longest wait for the engine's answer, ms. */
const ANSWER_MS = 5_000;
/** Longest wait for a monitor, ms: until connected, and from then until its answer. */
export const MONITOR_TIMEOUTS = { connectMs: 5_000, answerMs: 5_000 };

interface Beat {
  readonly heartbeat: Heartbeat;
  readonly subject: string;
  readonly schedule: BeatSchedule;
  isSending: boolean;
  problem: HostProblem | null;
  last: HeartbeatView['last'];
  /** Problem of the clock by the monitor's last answer; undefined before the first. */
  clock?: HostProblem | null;
}

/** Tells monitors outside this machine that everything is healthy, and at once when it is not. */
export class Heartbeats {
  readonly #deps: HeartbeatDeps;
  readonly #verdicts = new Verdicts();
  #beats: readonly Beat[] = [];
  #cancelCheck: (() => void) | null = null;
  #isChecking = false;
  #isStopped = false;

  constructor(deps: HeartbeatDeps) {
    this.#deps = deps;
  }

  /** Takes these heartbeats from now on; those that stay as they are keep their time. */
  apply(heartbeats: readonly Heartbeat[]): void {
    this.#beats = heartbeats.map((heartbeat, index) => {
      const subject = heartbeat.id ?? `heartbeats[${index}]`;
      const known = this.#beats.find((beat) => isEqual(beat.heartbeat, heartbeat) && beat.subject === subject);
      const schedule = new BeatSchedule(parseDuration(heartbeat.every) ?? 0);
      return known ?? { heartbeat, subject, schedule, isSending: false, problem: null, last: null };
    });
    if (this.#beats.length === 0) {
      this.#cancelCheck?.();
      this.#cancelCheck = null;
    } else if (this.#cancelCheck === null) {
      void this.#check();
    }
    this.#report();
  }

  /** Returns what may be shown of each heartbeat. */
  views(): readonly HeartbeatView[] {
    return this.#beats.map(({ heartbeat, subject, last }) => {
      const url = this.#deps.urlOf(heartbeat);
      return { name: subject, host: url === null ? null : hostOf(url), every: heartbeat.every, last };
    });
  }

  /** Sends no more; a monitor that hears nothing raises its alarm. */
  stop(): void {
    this.#isStopped = true;
    this.#cancelCheck?.();
    this.#deps.http.close();
  }

  async #check(): Promise<void> {
    if (this.#isChecking || this.#isStopped) {
      return;
    }
    this.#isChecking = true;
    const { clock } = this.#deps;
    const began = clock.now();
    const health = healthOf(await this.#ask(), began);
    this.#isChecking = false;
    const verdict = this.#verdicts.judge(health, began);
    this.#beats.forEach((beat) => this.#sendIfDue(beat, verdict, health));
    this.#cancelCheck = null;
    this.#checkLater();
  }

  #checkLater(): void {
    if (this.#beats.length > 0 && !this.#isStopped) {
      const { clock } = this.#deps;
      const waits = this.#beats
        .filter(({ isSending }) => !isSending)
        .map(({ schedule }) => schedule.waitMs(clock.now()));
      const wait = Math.max(LEAST_CHECK_MS, Math.min(CHECK_MS, ...waits));
      this.#cancelCheck = clock.after(wait, () => void this.#check());
    }
  }

  /** Asks the engine; one that fails or does not answer in time counts as stopped. */
  async #ask(): Promise<HealthFacts> {
    const { clock, probe, lastKnown } = this.#deps;
    let cancel = (): void => undefined;
    const late = new Promise<null>((resolve) => {
      cancel = clock.after(ANSWER_MS, () => resolve(null));
    });
    const answer = await Promise.race([probe().catch(() => null), late]);
    cancel();
    return answer ?? { ...lastKnown(), running: false };
  }

  #sendIfDue(beat: Beat, verdict: Verdict, health: Health): void {
    if (verdict !== 'doubtful' && !beat.isSending && beat.schedule.isDue(verdict, this.#deps.clock.now())) {
      void this.#send(beat, verdict, verdict === 'healthy' ? null : this.#sentences(health));
    }
  }

  async #send(beat: Beat, verdict: 'healthy' | 'unhealthy', report: Report): Promise<void> {
    const { clock, urlOf } = this.#deps;
    const { heartbeat, schedule, subject } = beat;
    const url = urlOf(heartbeat);
    const sentAt = clock.now();
    beat.isSending = true;
    const fault = url === null ? 'no-url' : await this.#deliver(beat, url, report);
    beat.isSending = false;
    if (this.#isStopped) {
      return;
    }
    beat.last = { at: sentAt, isDelivered: fault === null };
    if (fault === null) {
      schedule.delivered(verdict, sentAt);
      beat.problem = null;
    } else {
      schedule.failed(clock.now());
      const params = url === null ? withoutUrl(heartbeat) : { host: hostOf(url), reason: fault };
      beat.problem = schedule.isProblem ? { code: 'heartbeat-undelivered', subject, params } : beat.problem;
    }
    this.#report();
  }

  /** Sends a request; returns why it did not arrive, or null. */
  async #deliver(beat: Beat, url: string, report: Report): Promise<string | null> {
    const request = monitorRequest(url, beat.heartbeat.method, report);
    const headers = { ...request.headers, 'User-Agent': `Logbell/${version}` };
    const exchange = await this.#deps.http.exchange({ ...request, headers });
    if (exchange.kind === 'broken') {
      return exchange.code;
    }
    beat.clock = clockProblem(exchange);
    return refusalOf(exchange.status, exchange.text);
  }

  #sentences({ reasons }: Health): readonly string[] {
    const t = this.#deps.translate();
    return reasons.map((reason) =>
      reasonOfHealth(reason.problem === null ? reason : { ...reason, problem: publicProblem(reason.problem) }, t),
    );
  }

  #report(): void {
    const undelivered = this.#beats.flatMap(({ problem }) => problem ?? []);
    this.#deps.found([...this.#clockProblems(), ...undelivered]);
  }

  /** Problem of this computer's clock, unless the clock of a monitor agrees with it. */
  #clockProblems(): readonly HostProblem[] {
    const known = this.#beats.flatMap(({ clock }) => (clock === undefined ? [] : [clock]));
    const [first = null] = known;
    return first === null || known.includes(null) ? [] : [first];
  }
}

function withoutUrl({ id = '' }: Heartbeat): HostProblem['params'] {
  return { context: 'no-url', variable: secretVariable('heartbeats', id, 'url') };
}
