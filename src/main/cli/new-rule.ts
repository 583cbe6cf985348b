import { basename, resolve } from 'node:path';
import type { Translate } from '../../shared/i18n/translator';
import { type Preset, ruleOfPreset } from '../../shared/presets/preset';
import { fileSources } from '../../shared/settings/log-source';
import { newId } from '../../shared/settings/new-id';
import { type FileSource, fileSchema, type Rule, type Settings } from '../../shared/settings/schema';

/** A rule to be added. */
interface NewRule {
  readonly preset: Preset;
  /** Id of its log file; null for all log files. */
  readonly fileId: string | null;
  /** Ids of recipients and groups; empty for all recipients. */
  readonly recipients: readonly string[];
}

/** Entry of the settings for a log file, and whether it has to be added. */
export interface LogEntry {
  readonly file: FileSource;
  readonly isNew: boolean;
}

/** Finds the entry of a log file, or makes one. */
export function logEntry(log: string, { files }: Settings): LogEntry {
  const path = resolve(log);
  const known = fileSources(files).find((each) => each.path === path);
  const id = newId(
    basename(path),
    'file',
    files.map((each) => each.id),
  );
  return known ? { file: known, isNew: false } : { file: fileSchema.parse({ id, path }), isNew: true };
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
