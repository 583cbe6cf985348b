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
 * Exports rules, files, recipients and channels, with or without the recipients' numbers; without them, mail channels
 * stay out too, as they have addresses of persons.
 */
export function exportSettings(settings: Settings, withNumbers: boolean): SettingsExport {
  const { recipients, groups, channels, files, rules } = settings;
  return {
    format: EXPORT_FORMAT,
    version: SETTINGS_VERSION,
    recipients: withNumbers ? recipients : recipients.map(({ id, name, countryCode }) => ({ id, name, countryCode })),
    groups,
    channels: withNumbers ? channels : channels.filter(({ kind }) => kind !== 'email'),
    files,
    rules,
  };
}
