import { isJsonObject } from '../common/json-object';
import type { Channel } from '../settings/channels/channel-schema';
import { type ImportNote, titleOf } from './missing-numbers';

/** Ids of the items of an imported list. */
export function idsIn(items: unknown): readonly unknown[] {
  return Array.isArray(items) ? items.filter(isJsonObject).map(({ id }) => id) : [];
}

/** Imported channels and those of this Logbell, which imported rules may name too. */
export function knownChannels(imported: unknown, current: readonly Channel[]): unknown {
  if (imported !== undefined && !Array.isArray(imported)) {
    return imported;
  }
  const written: readonly unknown[] = imported ?? [];
  const ids = new Set(idsIn(written));
  return [...written, ...current.filter(({ id }) => !ids.has(id))];
}

/**
 * Drops channels that exist neither in the file nor here from imported rules. A rule that sent to nobody else is switched
 * off, since it would notify nobody.
 */
export function withKnownChannels(
  rules: unknown,
  channels: unknown,
): { readonly rules: unknown; readonly notes: readonly ImportNote[] } {
  if (!Array.isArray(rules)) {
    return { rules, notes: [] };
  }
  const known = new Set(idsIn(channels));
  const notes: ImportNote[] = [];
  const kept = rules.map((rule: unknown) => {
    if (!isJsonObject(rule) || !Array.isArray(rule['channels'])) {
      return rule;
    }
    const named: readonly unknown[] = rule['channels'];
    const rest = named.filter((id) => known.has(id));
    const { recipients } = rule;
    if (rest.length > 0 || rest.length === named.length || !Array.isArray(recipients) || recipients.length > 0) {
      return { ...rule, channels: rest };
    }
    notes.push({ code: 'switched-off', title: titleOf(rule) });
    return { ...rule, channels: undefined, recipients: undefined, enabled: false };
  });
  return { rules: kept, notes };
}
