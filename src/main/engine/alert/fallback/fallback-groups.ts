import type { FallbackReason } from '../../../../shared/settings/channels/channel-kinds';

/** An alert of which a text has not reached its phone. */
export interface UnreportedAlert {
  readonly alertId: number;
  /** Empty for an alert of several rules. */
  readonly ruleId: string;
  /** Time at which its text was due, ms since 1970. */
  readonly dueAt: number;
  readonly reason: Exclude<FallbackReason, 'budget'>;
}

/**
 * Groups unreported alerts by rule, oldest first, and returns the groups whose first text was due `afterMs` ago at `now`
 * (ms since 1970). Younger alerts join the message of their rule, so that a rule causes one message in `afterMs`.
 */
export function dueGroups<Alert extends Pick<UnreportedAlert, 'alertId' | 'ruleId' | 'dueAt'>>(
  alerts: readonly Alert[],
  afterMs: number,
  now: number,
): (readonly Alert[])[] {
  const byRule = new Map<string, Alert[]>();
  for (const alert of alerts.toSorted((one, other) => one.dueAt - other.dueAt || one.alertId - other.alertId)) {
    const group = byRule.get(alert.ruleId) ?? [];
    group.push(alert);
    byRule.set(alert.ruleId, group);
  }
  return Array.from(byRule.values()).filter(([first]) => first !== undefined && first.dueAt + afterMs <= now);
}
