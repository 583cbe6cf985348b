import type { Outlet } from '../../../../shared/settings/alertmanager/members';
import { channelTitle } from '../../../../shared/settings/titles';
import type { ProblemParams, ProblemReporter } from '../../common/problems';
import type { ChannelFailure } from './types';

/** Codes of problems whose subject is the id of a channel. */
const CODES = [
  'channel-incomplete',
  'channel-refused',
  'channel-bad-request',
  'channel-redirected',
  'channel-too-fast',
  'channel-server',
  'channel-unreachable',
  'channel-odd-answer',
  'channel-certificate',
  'channel-unconfirmed',
] as const;

/**
 * Raises and clears the problems of channels, at most one of the service and one of a lost answer for each. People
 * read the title of the channel, which the params carry beside the id.
 */
export class ChannelProblems {
  readonly #reporter: ProblemReporter;
  readonly #channels: () => readonly Pick<Outlet, 'id' | 'name'>[];

  constructor(reporter: ProblemReporter, channels: () => readonly Pick<Outlet, 'id' | 'name'>[]) {
    this.#reporter = reporter;
    this.#channels = channels;
  }

  /** Raises the problem of a failed delivery in place of the channel's earlier one. */
  failed(channel: string, { code, params }: ChannelFailure): void {
    CODES.filter((each) => each !== code && each !== 'channel-unconfirmed').forEach((each) =>
      this.#reporter.clear(each, channel),
    );
    this.#reporter.raise(code, channel, { ...params, ...this.#titleOf(channel) });
  }

  /** Raises that nobody knows whether a message arrived. */
  unconfirmed(channel: string): void {
    this.#reporter.raise('channel-unconfirmed', channel, this.#titleOf(channel));
  }

  /** Clears all problems of a channel, as it took a message. */
  succeeded(channel: string): void {
    CODES.forEach((code) => this.#reporter.clear(code, channel));
  }

  /** Clears the problems of channels that the settings no longer have. */
  keepOnly(channels: ReadonlySet<string>): void {
    CODES.forEach((code) => this.#reporter.keepOnly(code, channels));
  }

  #titleOf(id: string): ProblemParams {
    const channel = this.#channels().find((each) => each.id === id);
    return channel === undefined ? {} : { title: channelTitle(channel) };
  }
}
