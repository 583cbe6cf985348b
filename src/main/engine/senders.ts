import { version } from '../../../package.json';
import { clusterMembers, silenceOutlet } from '../../shared/settings/alertmanager/members';
import type { DeliverySettings } from '../../shared/settings/schema';
import { composeTestText, countryCodeOf, numberOf, ownTranslations } from './alert/message/compose';
import type { Clock } from './common/clock';
import type { ProblemReporter } from './common/problems';
import type { EngineConfig } from './engine-api';
import type { Ledger } from './ledger/ledger';
import type { LedgerHealth } from './ledger/ledger-health';
import { createChannelSender } from './send/channels/channel-sender';
import type { ChannelSettings } from './send/channels/channel-target';
import { DirectSender } from './send/channels/direct-sender';
import type { SenderOptions } from './send/outbox/sender-options';
import type { Sender } from './send/outbox/types';
import { createSender } from './send/sender';

/** The user agent in calls to SENS and channels. */
export const USER_AGENT = `Logbell/${version}`;

export interface EngineSenderDeps {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  readonly health: LedgerHealth;
  readonly config: () => EngineConfig;
  /** Called with the ids of texts whose state has changed. */
  readonly changed: (ids: readonly number[]) => void;
  /** Differences from the defaults. */
  readonly options?: Partial<SenderOptions>;
}

/** Creates the senders over the ledger's outbox, as one; they use the settings, keys and secrets of the moment. */
export function engineSender(deps: EngineSenderDeps): Sender {
  const senders = [sensSender(deps), channelSender(deps)];
  return {
    wake: () => senders.forEach((sender) => sender.wake()),
    again: () => senders.forEach((sender) => sender.again()),
    stop: async (graceMs) => {
      await Promise.all(senders.map((sender) => sender.stop(graceMs)));
    },
  };
}

/** Creates the sender of messages that the outbox cannot take. */
export function directSender(deps: Pick<EngineSenderDeps, 'clock' | 'problems' | 'config'>): DirectSender {
  const { clock, problems, config } = deps;
  const delivery = (): DeliverySettings => config().settings.delivery;
  return new DirectSender(
    { clock, problems, settings: () => channelSettings(config()), delivery },
    { userAgent: USER_AGENT },
  );
}

function channelSender({ ledger, clock, problems, health, config, changed }: EngineSenderDeps): Sender {
  return createChannelSender(
    {
      outbox: ledger.channelTexts,
      ...{ clock, problems, health, changed },
      settings: () => channelSettings(config()),
      delivery: () => config().settings.delivery,
    },
    { userAgent: USER_AGENT },
  );
}

function channelSettings(config: EngineConfig): ChannelSettings {
  const { settings, channelSecrets, channelsUnread = false, alertmanagerToken, access } = config;
  const practice = settings.sens.mode === 'practice';
  const silences = silenceOutlet(settings);
  const cluster = [...clusterMembers(settings), ...(silences === null ? [] : [silences])];
  const token = alertmanagerToken === undefined ? {} : { token: alertmanagerToken };
  return {
    channels: [...settings.channels, ...cluster],
    secrets: { ...channelSecrets, ...Object.fromEntries(cluster.map(({ id }) => [id, token])) },
    unread: channelsUnread,
    practice,
    practiceUrl: practice ? (access?.baseUrl ?? null) : null,
  };
}

function sensSender(deps: EngineSenderDeps): Sender {
  const { ledger, clock, problems, health, config, changed, options } = deps;
  return createSender(
    {
      outbox: ledger.texts,
      clock,
      problems,
      health,
      access: () => config().access,
      accessPending: () => config().accessPending === true,
      numberOf: (id) => numberOf(config().settings, id),
      isGone: (id) => numberOf(config().settings, id) === null && !config().recipientsUnread,
      countryCodeOf: (id) => countryCodeOf(config().settings, id),
      files: ledger.sensFiles,
      imageOf: (hash) => ledger.images.find(hash),
      delivery: () => config().settings.delivery,
      compose: (message, recipientId) => composeTestText(config().settings, message, recipientId),
      words: () => ownTranslations(config().settings),
      changed,
    },
    { userAgent: USER_AGENT, ...options },
  );
}
