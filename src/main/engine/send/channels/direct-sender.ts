import { parseDuration } from '../../../../shared/common/duration';
import type { Result } from '../../../../shared/common/result';
import type { DeliverySettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { CopyEnd } from '../../ledger/tables/alerts';
import type { ChannelCopy } from '../../ledger/tables/types';
import { ChannelBreaker } from './channel-breaker';
import { ChannelDelivery } from './channel-delivery';
import { ChannelProblems } from './channel-problems';
import { CHANNEL_DEFAULTS, type ChannelSenderOptions } from './channel-options';
import { type ChannelSettings, directMessage, targetOf } from './channel-target';
import { ANSWER_LOST, type ChannelFailure, type ChannelMessage, type Delivered, endOf } from './types';

export interface DirectSenderDeps {
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly settings: () => ChannelSettings;
  readonly delivery: () => DeliverySettings;
}

/** A message that waits for its channel. */
interface Waiting {
  readonly message: ChannelMessage;
  readonly ended: (end: Omit<CopyEnd, 'at'>) => void;
  readonly practice: boolean;
  /** ms since 1970. */
  readonly since: number;
}

/** The messages of one channel, oldest first. */
interface Queue {
  readonly waiting: Waiting[];
  readonly breaker: ChannelBreaker;
  /** The request in flight; null without one. */
  request: Promise<void> | null;
}

/**
 * Delivers messages that the outbox cannot take, as the ledger cannot be written. They are kept in memory only; each
 * channel gets its messages in order and is tried again at the intervals of the outbox.
 */
export class DirectSender {
  readonly #deps: DirectSenderDeps;
  readonly #options: ChannelSenderOptions;
  readonly #problems: ChannelProblems;
  readonly #delivery: ChannelDelivery;
  readonly #queues = new Map<string, Queue>();
  #cancel: () => void = () => undefined;
  #stopping = false;

  constructor(deps: DirectSenderDeps, options: Partial<ChannelSenderOptions> = {}) {
    this.#deps = deps;
    this.#options = { ...CHANNEL_DEFAULTS, ...options };
    this.#problems = new ChannelProblems(deps.problems, () => deps.settings().channels);
    this.#delivery = new ChannelDelivery(deps.clock, this.#options);
  }

  /** True if no message waits or is on its way. */
  get isIdle(): boolean {
    return Array.from(this.#queues.values()).every(({ waiting }) => waiting.length === 0);
  }

  /** Sends messages; `ended` is called with the end of each. */
  send(copies: readonly ChannelCopy[], ended: (copy: ChannelCopy, end: CopyEnd) => void): void {
    const { clock, settings } = this.#deps;
    for (const copy of copies) {
      const { waiting } = this.#queueOf(copy.channel);
      waiting.push({
        ...{ message: directMessage(copy), practice: settings().practice, since: clock.now() },
        ended: (end) => ended(copy, { ...end, at: clock.now() }),
      });
    }
    this.#step();
  }

  /** Tries at once what waits, as the settings may have changed. */
  again(): void {
    this.#queues.forEach(({ breaker }) => breaker.reset());
    this.#step();
  }

  /** Stops; requests in flight get `graceMs` to end. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#cancel();
    const idle = Promise.all(Array.from(this.#queues.values()).flatMap(({ request }) => request ?? []));
    const cancel = this.#deps.clock.after(graceMs, () => this.#delivery.close());
    await idle;
    cancel();
    this.#delivery.close();
  }

  #queueOf(channel: string): Queue {
    const { clock } = this.#deps;
    const known = this.#queues.get(channel);
    const queue = known ?? { waiting: [], breaker: new ChannelBreaker(clock, this.#options), request: null };
    this.#queues.set(channel, queue);
    return queue;
  }

  /** Starts what may start now, and sets the time of the next step. */
  #step(): void {
    this.#cancel();
    if (this.#stopping) {
      return;
    }
    const { clock, settings } = this.#deps;
    const current = settings();
    const now = clock.now();
    const times = Array.from(this.#queues, ([channel, queue]) => this.#stepOf(channel, queue, current, now));
    const next = Math.min(...times.filter((time) => time !== null));
    this.#cancel = next === Infinity ? (): void => undefined : clock.after(next - now, () => this.#step());
  }

  #stepOf(channel: string, queue: Queue, current: ChannelSettings, now: number): number | null {
    if (queue.request !== null) {
      return null;
    }
    const target = targetOf(current, channel);
    this.#dropOver(queue, target === null && !current.unread, now);
    const next = queue.waiting.find(({ practice }) => practice === current.practice);
    if (target === null || next === undefined || (current.practice && current.practiceUrl === null)) {
      return null;
    }
    if (queue.breaker.readyAt > now) {
      return queue.breaker.readyAt;
    }
    queue.request = this.#delivery
      .deliver(next.message, target, current.practice ? current.practiceUrl : null)
      .then((result) => this.#finish(channel, queue, next, result))
      .finally(() => {
        queue.request = null;
        this.#step();
      });
    return null;
  }

  /** Drops messages that are too old or whose channel is gone, and those of practice mode in live mode. */
  #dropOver({ waiting }: Queue, isGone: boolean, now: number): void {
    const { settings, delivery } = this.#deps;
    const maxAgeMs = parseDuration(delivery().maxAge) ?? Infinity;
    const { practice } = settings();
    const over = waiting.filter((each) => isGone || now - each.since > maxAgeMs || (!practice && each.practice));
    for (const each of over) {
      const code = !practice && each.practice ? 'practice-ended' : isGone ? 'channel-removed' : 'channel-too-late';
      this.#end(waiting, each, { state: 'failed', reason: { code, params: {} } });
    }
  }

  #end(waiting: Waiting[], over: Waiting, end: Omit<CopyEnd, 'at'>): void {
    waiting.splice(0, waiting.length, ...waiting.filter((each) => each !== over));
    over.ended(end);
  }

  #finish(channel: string, queue: Queue, sent: Waiting, result: Result<Delivered, ChannelFailure>): void {
    if (result.ok) {
      queue.breaker.reset();
      this.#problems.succeeded(channel);
      this.#end(queue.waiting, sent, endOf(result.value));
      return;
    }
    const failure = result.error;
    this.#problems.failed(channel, failure);
    if (failure.outcome === 'unknown') {
      this.#problems.unconfirmed(channel);
    }
    // A message that may have arrived, or that the service cannot accept, is not repeated.
    if (failure.outcome === 'unknown') {
      this.#end(queue.waiting, sent, ANSWER_LOST);
    } else if (failure.code === 'channel-bad-request') {
      this.#end(queue.waiting, sent, { state: 'failed', reason: { code: failure.code, params: failure.params } });
    }
    if (failure.code !== 'channel-bad-request') {
      queue.breaker.failed(failure);
    }
  }
}
