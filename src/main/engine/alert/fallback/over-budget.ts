import { ruleTitle } from '../../../../shared/settings/titles';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import { channelsOf } from '../../../../shared/settings/channels/channels-of';
import type { Rule, Settings } from '../../../../shared/settings/schema';
import type { EngineEvent } from '../../common/events';
import { noteAlerted } from '../incidents/incident';
import { composeText, ownTranslations } from '../message/compose';
import type { AlertStore } from '../message/types';
import { writeAlert } from '../message/write-alert';
import type { DeferredState } from '../policy/deferred';
import type { PolicyState } from '../policy/policy-state';
import { noteOverBudget } from '../policy/spending';
import { silentUntil } from '../policy/silenced-until';
import { fallbackChannels } from './write-fallback';
import { overBudgetMessage } from './fallback-message';

export interface OverBudgetContext {
  readonly settings: Settings;
  /** ms since 1970. */
  readonly now: number;
  readonly afterMs: number;
  readonly paused: boolean;
  /** Name of this machine. */
  readonly host: string;
}

/** Matches of a rule that the budget has held for long enough, and the channels to report them to. */
export interface HeldByBudget {
  readonly rule: Rule;
  readonly state: DeferredState;
  readonly channels: readonly Channel[];
}

/** A written message with the id of its alert, and the event to emit once it is committed. */
export interface WrittenOverBudget {
  readonly id: number;
  readonly textIds: readonly number[];
  readonly event: EngineEvent;
}

/** Lists the rules whose matches the budget has held for `afterMs`, without those that may not alert now. */
export function dueOverBudget(memory: PolicyState, context: OverBudgetContext): HeldByBudget[] {
  const { settings, now, afterMs, paused } = context;
  if (!settings.delivery.fallback?.on.includes('budget')) {
    return [];
  }
  return memory.all('waiting').flatMap(({ ruleId, state }) => {
    const rule = settings.rules.find(({ id }) => id === ruleId);
    if (!rule || state.reason !== 'budget' || state.firstAt + afterMs > now) {
      return [];
    }
    // The rule's own channels get the message too, as their copies wait for the same digest.
    const channels = Array.from(new Set([...fallbackChannels(settings), ...channelsOf(rule, settings)]));
    const isSilent = silentUntil(memory, rule, { settings, now, paused }) !== null;
    return channels.length === 0 || isSilent ? [] : [{ rule, state, channels }];
  });
}

/**
 * Writes one message about the held matches of a rule, which count as reported: no digest follows. Must run inside a
 * ledger transaction, and `memory` must be saved in it.
 */
export function writeOverBudget(
  store: Pick<AlertStore, 'alerts' | 'held'>,
  { rule, state, channels }: HeldByBudget,
  memory: PolicyState,
  { settings, now, host }: OverBudgetContext,
): WrittenOverBudget {
  const { count, content, full = content, line, firstAt, lastAt } = state;
  const title = ruleTitle(rule);
  const message = overBudgetMessage({ count, content: full, firstAt }, ownTranslations(settings));
  memory.remove('waiting', rule.id, 'budget');
  noteOverBudget(memory, rule.id, composeText(content, title, settings.delivery).type, now, settings);
  const written = writeAlert(store.alerts, {
    at: now,
    kind: 'collected',
    ruleId: rule.id,
    rule: title,
    text: composeText(message, title, settings.delivery),
    line,
    held: count - 1,
    count,
    prices: settings.delivery.prices,
    practice: settings.sens.mode === 'practice',
    recipients: [],
    channels,
    facts: { kind: 'alert', log: '', line, host, fallback: 'budget' },
  });
  const reported = [written.id, rule.id, firstAt, lastAt, ['budget', 'joined']] as const;
  store.alerts.assignMatches(...reported);
  store.held?.assignMatches(...reported);
  noteAlerted(memory, [rule], { at: now, policy: settings.policy });
  return written;
}
