import type { Channel } from '../settings/channels/channel-schema';
import {
  SETTINGS_VERSION,
  type LogSource,
  type Recipient,
  type RecipientGroup,
  type Rule,
  type Settings,
} from '../settings/schema';

/** Identifies an exported file among other JSON. */
export const EXPORT_FORMAT = 'logbell-export';

/** Rules, files, recipients and channels as a file for another Logbell, without secrets and SENS settings. */
interface SettingsExport {
  readonly format: typeof EXPORT_FORMAT;
  /** Version of the settings format (schema.ts). */
  readonly version: number;
  readonly recipients: readonly (Recipient | Omit<Recipient, 'number'>)[];
  readonly groups: readonly RecipientGroup[];
  readonly channels: readonly Channel[];
  readonly files: readonly LogSource[];
  readonly rules: readonly Rule[];
}

/**
 * Exports rules, files, recipients and channels, with or without phone numbers. Addresses of channels and headers count
 * as numbers: they may be private.
 */
export function exportSettings(
  { recipients, groups, channels, files, rules }: Settings,
  withNumbers: boolean,
): SettingsExport {
  const kept = withNumbers ? channels : channels.flatMap(withoutAddress);
  const ids = new Set(kept.map(({ id }) => id));
  return {
    format: EXPORT_FORMAT,
    version: SETTINGS_VERSION,
    recipients: withNumbers ? recipients : recipients.map(({ id, name, countryCode }) => ({ id, name, countryCode })),
    groups,
    channels: kept,
    files,
    rules: rules.map((rule) => withKnownChannels(rule, ids)),
  };
}

/** Removes addresses and headers; an email channel has nothing else. */
function withoutAddress(channel: Channel): Channel[] {
  switch (channel.kind) {
    case 'webhook':
      return [{ ...channel, url: '', headers: {} }];
    case 'ntfy':
      return [{ ...channel, url: '', click: '' }];
    case 'email':
      return [];
    case 'slack':
    case 'discord':
    case 'mattermost':
      return [channel];
  }
}

/** Removes channels that are not exported; a rule that then reaches nobody is switched off, not sent to everybody. */
function withKnownChannels(rule: Rule, ids: ReadonlySet<string>): Rule {
  const { channels, ...rest } = rule;
  const known = channels?.filter((id) => ids.has(id));
  if (known === undefined || known.length === channels?.length) {
    return rule;
  }
  const { recipients, ...others } = rest;
  return known.length === 0 && recipients?.length === 0 ? { ...others, enabled: false } : { ...rest, channels: known };
}
