import type { FallbackReason } from '../../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import type { Settings } from '../../../../shared/settings/schema';
import { channelCopies } from '../message/channel-copies';
import { ownTranslations } from '../message/compose';
import type { Alerts } from '../../ledger/tables/alerts';
import type { FallbackTable, ReportedChannel, UnreportedText } from '../../ledger/tables/outbox/fallbacks';
import type { ChannelFacts } from '../../ledger/tables/types';
import { dueGroups, type UnreportedAlert } from './fallback-groups';
import { fallbackMessage } from './fallback-message';
import { type SensCondition, memberTroubleOf, troubleOf } from './text-trouble';

/** The tables that fallback messages are written to. */
export interface FallbackStore {
  readonly alerts: Pick<Alerts, 'addCopies'>;
  readonly fallbacks: Pick<FallbackTable, 'channelsOf' | 'add' | 'settle' | 'originOf'>;
}

export interface FallbackContext {
  readonly settings: Settings;
  /** ms since 1970. */
  readonly now: number;
  readonly afterMs: number;
  readonly sens: SensCondition;
  /** True while SENS had no time yet to answer, after a start or a suspend: only refused texts are reported. */
  readonly isEarly: boolean;
  /** Name of this machine. */
  readonly host: string;
}

/** An alert with texts in trouble. */
export interface TroubledAlert extends UnreportedAlert {
  readonly rule: string;
  readonly content: string;
  /** ms since 1970. */
  readonly at: number;
  readonly textIds: readonly number[];
}

/** Messages to write about alerts of one rule. */
export interface FallbackPlan {
  readonly messages: readonly { readonly channel: Channel; readonly alerts: readonly TroubledAlert[] }[];
  /** Texts that need not be looked at again, as all fallback channels know of their alerts. */
  readonly settled: readonly number[];
}

/** Reasons in the order in which one of several is chosen for an alert. */
const PRIORITY = ['refused', 'unreachable', 'unknown'] as const;

/** Returns the fallback channels that exist. */
export function fallbackChannels({ channels, delivery }: Settings): readonly Channel[] {
  return channels.filter(({ id }) => delivery.fallback?.to.includes(id));
}

/**
 * Returns the alerts whose time is over, by rule; texts without a known trouble are left out. `notTaken`: messages of
 * alerts that no member of an Alertmanager cluster has taken.
 */
export function dueFallbacks(
  texts: readonly UnreportedText[],
  notTaken: readonly UnreportedText[],
  context: FallbackContext,
): (readonly TroubledAlert[])[] {
  const { settings, now, afterMs, sens, isEarly } = context;
  const wanted = new Set<FallbackReason>(settings.delivery.fallback?.on);
  const alerts = new Map<number, TroubledAlert>();
  const troubles = [
    ...texts.map((text) => ({ text, reason: troubleOf(text, sens) })),
    ...notTaken.map((text) => ({ text, reason: memberTroubleOf(text) })),
  ];
  for (const { text, reason } of troubles) {
    if (reason === null || !wanted.has(reason) || (isEarly && reason !== 'refused')) {
      continue;
    }
    const { alertId, ruleId, rule, content, at, dueAt, id } = text;
    const known = alerts.get(alertId) ?? { alertId, ruleId, rule, content, at, dueAt, reason, textIds: [] };
    alerts.set(alertId, {
      ...known,
      dueAt: Math.min(known.dueAt, dueAt),
      reason: PRIORITY.find((each) => each === known.reason || each === reason) ?? reason,
      textIds: [...known.textIds, id],
    });
  }
  return dueGroups(Array.from(alerts.values()), afterMs, now);
}

/**
 * Plans the messages about the alerts of a rule, oldest first: one to each fallback channel that an alert is due for.
 * A channel that got an alert before, or has a message of its own that has not failed, does not get it again.
 */
export function planFallback(
  store: FallbackStore,
  alerts: readonly TroubledAlert[],
  { settings, now, afterMs }: FallbackContext,
): FallbackPlan {
  const channels = fallbackChannels(settings);
  const knowing = new Map<string, ReportedChannel[]>();
  for (const each of store.fallbacks.channelsOf(alerts.map(({ alertId }) => alertId))) {
    const key = keyOf(each.alertId, each.channel);
    knowing.set(key, [...(knowing.get(key) ?? []), each]);
  }
  const known = ({ alertId }: TroubledAlert, { id }: Channel): ReportedChannel[] =>
    knowing.get(keyOf(alertId, id)) ?? [];
  const messages = channels.flatMap((channel) => {
    const unreported = alerts.filter((alert) => !known(alert, channel).some(hasIt));
    const [first] = unreported;
    return first !== undefined && first.dueAt + afterMs <= now ? [{ channel, alerts: unreported }] : [];
  });
  const isSettled = (alert: TroubledAlert): boolean =>
    channels.every(
      (channel) =>
        known(alert, channel).some(hasItForGood) ||
        messages.some((message) => message.channel === channel && message.alerts.includes(alert)),
    );
  return { messages, settled: alerts.filter(isSettled).flatMap(({ textIds }) => textIds) };
}

/** Writes planned messages, and returns their ids. Must run inside a ledger transaction. */
export function writeFallback(store: FallbackStore, plan: FallbackPlan, context: FallbackContext): readonly number[] {
  const textIds = plan.messages.map(({ channel, alerts }) => writeTo(store, channel, alerts, context));
  store.fallbacks.settle(plan.settled);
  return textIds;
}

function keyOf(alertId: number, channel: string): string {
  return `${alertId} ${channel}`;
}

/** True for a channel that got the alert, or has a message of its own that has not failed. */
function hasIt({ state }: ReportedChannel): boolean {
  return state !== 'failed';
}

/** True for a channel that got the alert, or has a message of its own that will not fail any more. */
function hasItForGood(channel: ReportedChannel): boolean {
  return hasIt(channel) && channel.state !== 'owed' && channel.state !== 'sending';
}

function writeTo(
  store: FallbackStore,
  channel: Channel,
  alerts: readonly TroubledAlert[],
  context: FallbackContext,
): number {
  const { settings, now } = context;
  const [first] = alerts;
  if (first === undefined) {
    throw new Error('A fallback message needs an alert.');
  }
  const copies = channelCopies([channel], {
    subject: first.rule === '' ? 'Logbell' : first.rule,
    content: fallbackMessage(alerts, ownTranslations(settings)),
    facts: factsOf(store, first, alerts.length, context),
  });
  const practice = settings.sens.mode === 'practice';
  const [textId = 0] = store.alerts.addCopies(first.alertId, { at: now, ruleId: first.ruleId, practice }, copies);
  store.fallbacks.add(
    alerts.map(({ alertId }) => alertId),
    channel.id,
    textId,
  );
  return textId;
}

function factsOf(
  store: FallbackStore,
  { alertId, rule, ruleId, at, reason }: TroubledAlert,
  count: number,
  { host }: FallbackContext,
): ChannelFacts {
  const origin = store.fallbacks.originOf(alertId);
  return {
    kind: 'alert',
    rule,
    ruleId,
    log: origin?.path ?? '',
    line: origin?.line ?? '',
    host,
    count,
    incident: origin?.incident ?? null,
    at,
    fallback: reason,
  };
}
