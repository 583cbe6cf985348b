import type { Result } from '../../../../shared/common/result';
import type { Clock } from '../../common/clock';
import type { ExchangeTimeouts } from '../sens/http';
import { createLazyHttp } from '../sens/lazy-http';
import type { AnyTarget } from './channel-target';
import { deliver } from './deliver';
import { deliverToPractice } from './deliver-practice';
import type { ChannelFailure, ChannelMessage, Delivered, DeliveryMeans } from './types';

export interface ChannelDeliveryOptions {
  readonly userAgent: string;
  readonly timeouts: ExchangeTimeouts;
}

/** Delivers messages through channels of all kinds, or to the practice phone, over one pool of connections. */
export class ChannelDelivery {
  readonly #means: Omit<DeliveryMeans, 'hide'>;
  readonly #http;
  readonly #aborter = new AbortController();

  constructor(clock: Clock, { userAgent, timeouts }: ChannelDeliveryOptions) {
    this.#http = createLazyHttp(clock, timeouts);
    const { signal } = this.#aborter;
    this.#means = { http: this.#http, userAgent, timeouts, now: () => clock.now(), signal };
  }

  /** `practiceUrl`: address of the practice server, which then gets the message; null to deliver it for real. */
  deliver(
    message: ChannelMessage,
    target: AnyTarget,
    practiceUrl: string | null,
  ): Promise<Result<Delivered, ChannelFailure>> {
    return practiceUrl === null
      ? deliver(message, target, this.#means)
      : deliverToPractice(message, { channel: target.channel, practiceUrl }, this.#means);
  }

  /** Ends the deliveries in progress. */
  close(): void {
    this.#http.close();
    this.#aborter.abort();
  }
}
