import { basename, resolve } from 'node:path';
import type { Translate } from '../../../shared/i18n/translator';
import { type Preset, ruleOfPreset } from '../../../shared/presets/preset';
import { knownOrNew, type PresetLog } from '../../../shared/presets/preset-log';
import { newId } from '../../../shared/settings/new-id';
import { fileSchema } from '../../../shared/settings/log-schema';
import type { Rule, Settings } from '../../../shared/settings/schema';

/** A rule to be added. */
interface NewRule {
  readonly preset: Preset;
  /** Id of its log file; null for all log files. */
  readonly fileId: string | null;
  /** Ids of recipients and groups; empty for all recipients. */
  readonly recipients: readonly string[];
}

/** Finds the entry of a log file in the settings, or makes one. */
export function logEntry(path: string, { files }: Settings): PresetLog {
  const id = newId(
    basename(path),
    'file',
    files.map((each) => each.id),
  );
  return knownOrNew(fileSchema.parse({ id, path: resolve(path) }), files);
}

/** Makes a rule of a preset, with an id of its own. */
export function presetRule({ preset, fileId, recipients }: NewRule, { rules }: Settings, translate: Translate): Rule {
  const made = ruleOfPreset(preset, translate);
  const id = newId(
    made.id,
    'rule',
    rules.map((rule) => rule.id),
  );
  return {
    ...made,
    id,
    ...(fileId !== null && { files: [fileId] }),
    ...(recipients.length > 0 && { recipients: [...recipients] }),
  };
}
