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

/** Rules, files and recipients as a file for another Logbell, without keys and SENS settings. */
interface SettingsExport {
  readonly format: typeof EXPORT_FORMAT;
  /** Version of the settings format (schema.ts). */
  readonly version: number;
  readonly recipients: readonly (Recipient | Omit<Recipient, 'number'>)[];
  readonly groups: readonly RecipientGroup[];
  readonly files: readonly LogSource[];
  readonly rules: readonly Rule[];
}

/** Exports rules, files and recipients, with or without the recipients' numbers. */
export function exportSettings({ recipients, groups, files, rules }: Settings, withNumbers: boolean): SettingsExport {
  return {
    format: EXPORT_FORMAT,
    version: SETTINGS_VERSION,
    recipients: withNumbers ? recipients : recipients.map(({ id, name, countryCode }) => ({ id, name, countryCode })),
    groups,
    files,
    rules,
  };
}
