import { channelsOf } from '../../../../shared/settings/channels/channels-of';
import type { Channel } from '../../../../shared/settings/channels/channel-schema';
import type { Rule } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { escalationText } from '../incidents/escalate';
import { setIncident } from '../incidents/incident';
import { composeText, ownTranslations } from '../message/compose';
import type { AlertStore } from '../message/types';
import { writeAlert } from '../message/write-alert';
import { type OpenIncident, waitsForBudget } from '../policy/incident';
import type { PolicyState, StoredState } from '../policy/policy-state';
import { silentUntil } from '../policy/silenced-until';
import { dueGroups } from './fallback-groups';
import { fallbackMessage } from './fallback-message';
import type { OverBudgetContext, WrittenOverBudget } from './over-budget';
import { fallbackChannels } from './write-fallback';

/** Escalations of a rule that the budget has held for long enough, and the channels to report them to. */
export interface HeldEscalations {
  readonly rule: Rule;
  readonly incidents: readonly StoredState<'incident'>[];
  readonly channels: readonly Channel[];
}

/** Lists the rules whose escalations the budget has held for `afterMs`, without those that may not alert now. */
export function dueHeldEscalations(memory: PolicyState, context: OverBudgetContext): HeldEscalations[] {
  const { settings, now, afterMs } = context;
  const rules = new Map(settings.rules.filter(({ escalate }) => escalate).map((rule) => [rule.id, rule]));
  if (!settings.delivery.fallback?.on.includes('budget') || rules.size === 0) {
    return [];
  }
  const held = memory
    .all('incident')
    .filter(({ ruleId, state }) => rules.has(ruleId) && isUnreported(state))
    .map((each) => ({ ...each, alertId: each.state.id, dueAt: each.state.unpaidAt ?? 0 }));
  return dueGroups(held, afterMs, now).flatMap((incidents) => {
    const rule = rules.get(incidents[0]?.ruleId ?? '');
    if (rule === undefined || silentUntil(memory, rule, context) !== null) {
      return [];
    }
    const channels = Array.from(new Set([...fallbackChannels(settings), ...channelsOf(rule, settings)]));
    return channels.length === 0 ? [] : [{ rule, incidents, channels }];
  });
}

/**
 * Writes one message about the held escalations of a rule; their texts still wait for the budget. Must run inside a
 * ledger transaction, and `memory` must be saved in it.
 */
export function writeHeldEscalations(
  store: Pick<AlertStore, 'alerts'>,
  { rule, incidents, channels }: HeldEscalations,
  memory: PolicyState,
  { settings, now, host }: OverBudgetContext,
): WrittenOverBudget {
  const title = ruleTitle(rule);
  const reported = incidents.map(({ state }) => {
    const { content } = escalationText(state, now, settings);
    return { reason: 'budget', content, at: state.unpaidAt ?? now } as const;
  });
  incidents.forEach(({ key, state }) =>
    setIncident(memory, rule.id, key, { ...state, reportedUnpaid: true }, settings.policy),
  );
  const text = composeText(fallbackMessage(reported, ownTranslations(settings)), title, settings.delivery);
  const [first] = incidents;
  return writeAlert(store.alerts, {
    at: now,
    kind: 'escalation',
    ruleId: rule.id,
    rule: title,
    text,
    line: text.content,
    held: 0,
    count: incidents.reduce((sum, { state }) => sum + state.count, 0),
    prices: settings.delivery.prices,
    practice: settings.sens.mode === 'practice',
    recipients: [],
    channels,
    facts: { kind: 'alert', log: '', line: '', host, fallback: 'budget' },
    ...(incidents.length === 1 && first ? { incident: first.state.id, escalates: first.state.id } : {}),
  });
}

function isUnreported(incident: OpenIncident): boolean {
  return waitsForBudget(incident) && incident.reportedUnpaid !== true;
}
