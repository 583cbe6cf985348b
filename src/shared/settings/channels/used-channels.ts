import type { Settings } from '../schema';

/** Ids of the channels that something may be sent to. */
export function usedChannels({
  delivery,
  problems,
  rules,
}: Pick<Settings, 'delivery' | 'problems' | 'rules'>): ReadonlySet<string> {
  const ofRules = rules.flatMap(({ enabled, channels }) => (enabled ? (channels ?? []) : []));
  return new Set([...delivery.channels, ...(delivery.fallback?.to ?? []), ...(problems?.to ?? []), ...ofRules]);
}
