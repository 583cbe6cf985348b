import { parseDuration } from '../../../../shared/common/duration';
import type { Result } from '../../../../shared/common/result';
import type { Reason } from '../../../../shared/contract/history';
import type { DeliverySettings } from '../../../../shared/settings/schema';
import type { Clock } from '../../common/clock';
import type { ProblemReporter } from '../../common/problems';
import type { LedgerHealth } from '../../ledger/ledger-health';
import type { ChannelOutbox, OutboxText, TextChange } from '../../ledger/tables/outbox/types';
import { createSerialLoop } from '../flow/serial-loop';
import type { Sender } from '../outbox/types';
import { TextWriter } from '../outbox/writer';
import { ChannelBreaker } from './channel-breaker';
import { ChannelDelivery } from './channel-delivery';
import { CHANNEL_DEFAULTS, type ChannelSenderOptions } from './channel-options';
import { ChannelProblems } from './channel-problems';
import { type AnyTarget, type ChannelSettings, messageOf, targetFingerprint, targetOf } from './channel-target';
import { isRepeatable } from './deliver';
import { ANSWER_LOST, type ChannelFailure, type Delivered, endOf } from './types';

/** Dependencies of the channel sender. */
export interface ChannelSenderDeps {
  readonly outbox: ChannelOutbox;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly settings: () => ChannelSettings;
  readonly delivery: () => DeliverySettings;
  /** Called with the ids of messages that have changed state. */
  readonly changed: (ids: readonly number[]) => void;
}

/** Time at which everything held is released, ms since 1970. */
const ALWAYS = Number.MAX_SAFE_INTEGER;

/**
 * Starts the stage that sends queued messages through channels other than SENS. Each channel gets its messages in
 * order and one at a time; a channel that hangs delays no other. Tests shorten the delays with `options`.
 */
export function createChannelSender(deps: ChannelSenderDeps, options: Partial<ChannelSenderOptions> = {}): Sender {
  const sender = new ChannelSender(deps, { ...CHANNEL_DEFAULTS, ...options });
  // Not at once: the caller does not have the sender yet when `changed` would be called.
  queueMicrotask(() => sender.wake());
  return sender;
}

class ChannelSender implements Sender {
  readonly #deps: ChannelSenderDeps;
  readonly #options: ChannelSenderOptions;
  readonly #writer: TextWriter;
  readonly #problems: ChannelProblems;
  readonly #delivery: ChannelDelivery;
  readonly #loop;
  readonly #breakers = new Map<string, ChannelBreaker>();
  /** Requests in flight, by channel. */
  readonly #inFlight = new Map<string, Promise<void>>();
  /** Time of the last release of refused messages, ms since 1970. */
  #releasedAt = 0;
  #started = false;
  #stopping = false;
  #closed = false;

  constructor(deps: ChannelSenderDeps, options: ChannelSenderOptions) {
    const { clock, health, outbox, changed, problems } = deps;
    this.#deps = deps;
    this.#options = options;
    this.#writer = new TextWriter({ outbox, clock, health, changed });
    this.#problems = new ChannelProblems(problems, () => deps.settings().channels);
    this.#delivery = new ChannelDelivery(clock, options);
    this.#loop = createSerialLoop(clock, (error) => this.#writer.ledgerFailed(error));
    this.#writer.onRecovered(() => this.wake());
  }

  wake(): void {
    if (this.#stopping) {
      return;
    }
    if (this.#started) {
      this.#loop.wake();
      return;
    }
    try {
      this.#resume();
      this.#started = true;
      this.#loop.start(() => Promise.resolve().then(() => this.#step()));
    } catch (error) {
      this.#writer.ledgerFailed(error);
    }
  }

  again(): void {
    try {
      this.#breakers.forEach((breaker) => breaker.reset());
      this.#deps.outbox.releaseHeld(ALWAYS);
      this.#release(() => true);
    } catch (error) {
      this.#writer.ledgerFailed(error);
    }
    this.wake();
  }

  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    const idle = Promise.all([this.#loop.stop(), ...this.#inFlight.values()]);
    let cancel = (): void => undefined;
    const grace = new Promise<void>((resolve) => {
      cancel = this.#deps.clock.after(graceMs, resolve);
    });
    await Promise.race([idle, grace]);
    cancel();
    this.#closed = true;
    this.#delivery.close();
    await idle;
    this.#writer.close();
  }

  /**
   * Resumes from the last run before any request starts. A message in `sending` was in flight when that run ended: only
   * a service that recognizes its key gets it again.
   */
  #resume(): void {
    const { outbox, settings, clock } = this.#deps;
    const current = settings();
    this.#writer.settle(
      outbox.inSending().map((text) => {
        const target = targetOf(current, text.channel);
        const again = text.practice || (target !== null && isRepeatable(target.channel));
        if (!again) {
          this.#problems.unconfirmed(text.channel);
        }
        return { text, ...(again ? NOT_TAKEN : ANSWER_LOST) };
      }),
    );
    for (const { channel, until } of outbox.held()) {
      this.#breakerOf(channel).wait(Math.min(until, clock.now() + this.#options.refusedRetryMs));
    }
    this.#release(() => true);
    this.#releasedAt = clock.now();
  }

  /** Starts what may start now; returns the time of the next step, ms since 1970. */
  #step(): number | null {
    const { outbox, clock, settings } = this.#deps;
    const now = clock.now();
    const current = settings();
    this.#problems.keepOnly(new Set(current.channels.map(({ id }) => id)));
    if (this.#stopping || this.#writer.isBehind || (current.practice && current.practiceUrl === null)) {
      return null;
    }
    this.#endPractice(current);
    const times = [outbox.releaseHeld(now), this.#releaseRefused(current, now)];
    for (const { id, recipientId: channel } of outbox.nextByChannel(current.practice)) {
      const readyAt = this.#breakerOf(channel).readyAt;
      if (this.#inFlight.has(channel)) {
        continue;
      }
      const text = outbox.find(id);
      if (text === null) {
        continue;
      }
      if (this.#isOver(text, current, now)) {
        times.push(now);
      } else if (readyAt > now) {
        times.push(readyAt);
      } else if (targetOf(current, channel) !== null) {
        this.#start(text, current);
      }
    }
    const next = times.filter((time) => time !== null);
    return next.length === 0 ? null : Math.min(...next);
  }

  /** Ends practice messages in live mode: they must never reach a real channel. */
  #endPractice({ practice }: ChannelSettings): void {
    const { outbox } = this.#deps;
    if (practice) {
      return;
    }
    for (let next = outbox.nextByChannel(true); next.length > 0; next = outbox.nextByChannel(true)) {
      const ended = next.flatMap(({ id }) => outbox.find(id) ?? []);
      const written = this.#writer.settle(
        ended.map((text) => ({ text, state: 'failed', reason: { code: 'practice-ended', params: {} } })),
      );
      if (written.length === 0) {
        return;
      }
    }
  }

  /** Ends a message whose channel is gone or which is too old; true if it ended. */
  #isOver(text: OutboxText, current: ChannelSettings, now: number): boolean {
    const maxAgeMs = parseDuration(this.#deps.delivery().maxAge) ?? Infinity;
    const isGone = targetOf(current, text.channel) === null && !current.unread;
    if (!isGone && now - text.owedSince <= maxAgeMs) {
      return false;
    }
    const reason = { code: isGone ? 'channel-removed' : 'channel-too-late', params: {} };
    return this.#writer.settle([{ text, state: 'failed', reason }]).length > 0;
  }

  /** Releases refused messages whose settings have changed, and all from time to time; returns the next time. */
  #releaseRefused(current: ChannelSettings, now: number): number | null {
    const everything = now >= this.#releasedAt + this.#options.refusedRetryMs || now < this.#releasedAt;
    this.#release((channel, mark) => {
      const target = targetOf(current, channel);
      if (target !== null && targetFingerprint(target) !== mark) {
        this.#breakerOf(channel).reset();
        return true;
      }
      return everything || target === null;
    });
    return this.#deps.outbox.refused().length > 0 ? this.#releasedAt + this.#options.refusedRetryMs : null;
  }

  #release(chosen: (channel: string, mark: string) => boolean): void {
    const { outbox, clock } = this.#deps;
    const released = outbox.refused().filter(({ recipientId, refusedMark }) => chosen(recipientId, refusedMark));
    if (released.length > 0) {
      outbox.release(released.map(({ id }) => id));
      this.#releasedAt = clock.now();
    }
  }

  #start(text: OutboxText, current: ChannelSettings): void {
    const target = targetOf(current, text.channel);
    const message = messageOf(text);
    if (target === null || message === null) {
      return;
    }
    const [started] = this.#writer.start([
      { text, state: 'sending', reason: { code: 'channel-sending', params: {} }, attempts: text.attempts + 1 },
    ]);
    if (started === undefined) {
      return;
    }
    const { channel } = text;
    const request = this.#delivery
      .deliver(message, target, current.practice ? current.practiceUrl : null)
      .then((result) => {
        if (!this.#closed) {
          this.#finish(started, target, result);
        }
      })
      .catch((error: unknown) => void this.#writer.ledgerFailed(error))
      .finally(() => {
        this.#inFlight.delete(channel);
        this.#loop.wake();
      });
    this.#inFlight.set(channel, request);
  }

  /** Writes the outcome of a request. */
  #finish(text: OutboxText, target: AnyTarget, result: Result<Delivered, ChannelFailure>): void {
    const { channel } = text;
    const breaker = this.#breakerOf(channel);
    if (result.ok) {
      breaker.reset();
      this.#problems.succeeded(channel);
      this.#writer.settle([{ text, ...endOf(result.value) }]);
      this.#release((each) => each === channel);
      return;
    }
    const failure = result.error;
    this.#problems.failed(channel, failure);
    if (failure.outcome === 'unknown') {
      this.#problems.unconfirmed(channel);
    }
    // A message that the service cannot accept says nothing about the next one.
    const retryAt = failure.code === 'channel-bad-request' ? 0 : breaker.failed(failure);
    this.#writer.settle([{ text, ...changeAfter(failure, target, retryAt) }]);
  }

  #breakerOf(channel: string): ChannelBreaker {
    const found = this.#breakers.get(channel) ?? new ChannelBreaker(this.#deps.clock, this.#options);
    this.#breakers.set(channel, found);
    return found;
  }
}

const NOT_TAKEN = { state: 'owed', reason: { code: 'channel-not-taken', params: {} } } as const;

/** State of a message after a failed delivery; `retryAt`: ms since 1970. */
function changeAfter(failure: ChannelFailure, target: AnyTarget, retryAt: number): Omit<TextChange, 'text'> {
  const reason: Reason = { code: failure.code, params: failure.params };
  if (failure.outcome === 'unknown') {
    return ANSWER_LOST;
  }
  if (failure.outcome === 'retry') {
    return { state: 'owed', reason, heldUntil: retryAt };
  }
  return failure.code === 'channel-bad-request'
    ? { state: 'failed', reason }
    : { state: 'owed', reason, refusedMark: targetFingerprint(target) };
}
