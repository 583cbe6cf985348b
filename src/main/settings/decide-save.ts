import { mergeSettings, settingsDifferences } from '../../shared/settings/merge';
import { parseSettings, type ParsedSettings } from '../../shared/settings/parse';
import type { Settings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem } from '../../shared/settings/validation/problems';
import { isUnfinished } from '../../shared/settings/validation/unfinished';
import type { SaveRefusal, Settlement, SettingsBase } from '../../shared/contract/settings-save';

/** Revision of a missing file. */
export const NO_FILE = 'no-file';

/** The settings file right before saving. */
interface FoundFile {
  readonly revision: string;
  /** JSON error; null for none. */
  readonly fault: string | null;
  /** Current settings: those of the file, or those before it broke or was removed. */
  readonly current: ParsedSettings;
}

/** An edit to save. */
interface SaveRequest {
  readonly edit: Settings;
  readonly base: SettingsBase;
  readonly settlement: Settlement | null;
  /** True to only create the file. */
  readonly onlyIfMissing: boolean;
  readonly found: FoundFile;
}

/** Decision on an edit: write it, give way to the file, or refuse it. */
export type SaveDecision =
  | { readonly kind: 'write'; readonly parsed: ParsedSettings; readonly keeps: 'nothing' | 'backup' | 'bad' }
  | { readonly kind: 'give-way'; readonly settings: Settings }
  | { readonly kind: 'refuse'; readonly refusal: SaveRefusal };

/** Decides on an edit from its base and the file's content; pure. */
export function decideSave({ edit, base, settlement, onlyIfMissing, found }: SaveRequest): SaveDecision {
  const { current, revision } = found;
  const newer = newerVersion(found);
  if (newer.length > 0) {
    return { kind: 'refuse', refusal: newer };
  }
  const merged = mergeSettings(base.settings, edit, current.settings);
  if (settlement?.keep === 'theirs') {
    return { kind: 'give-way', settings: merged.settings };
  }
  const unreadable = unreadableParts(found);
  const asks = merged.overlap || isUnexpected(found, base, unreadable) || (onlyIfMissing && revision !== NO_FILE);
  if (asks && settlement?.revision !== revision) {
    const differences = found.fault === null ? settingsDifferences(merged.settings, current.settings) : [];
    return { kind: 'refuse', refusal: { revision, problems: unreadable, differences } };
  }
  const parsed = parseSettings(merged.settings);
  const faults = lostParts(parsed.problems);
  if (faults.length > 0) {
    return { kind: 'refuse', refusal: faults.map((fault) => withItemId(fault, merged.settings)) };
  }
  return { kind: 'write', parsed, keeps: asks ? 'backup' : unreadable.length > 0 ? 'bad' : 'nothing' };
}

/** Selects the faults whose parts would be missing in the written file. */
export function lostParts(problems: readonly SettingsProblem[]): readonly SettingsProblem[] {
  return problems.filter((problem) => !isUnfinished(problem));
}

function newerVersion({ revision, current }: FoundFile): readonly SettingsProblem[] {
  return revision === NO_FILE ? [] : current.problems.filter(({ code }) => code === 'newer-version');
}

function unreadableParts({ revision, fault, current }: FoundFile): readonly SettingsProblem[] {
  if (revision === NO_FILE) {
    return [];
  }
  return fault === null
    ? lostParts(current.problems).filter(({ code }) => code !== 'not-saved')
    : [settingsProblem([], 'not-json', { reason: fault })];
}

/** True if the file is no JSON, or has unreadable parts that were not there when the edit started. */
function isUnexpected({ fault, revision }: FoundFile, base: SettingsBase, unreadable: readonly unknown[]): boolean {
  return fault !== null || (unreadable.length > 0 && revision !== base.revision);
}

/** Names the item by its id, as merged lists have other indexes than the edit. */
function withItemId(problem: SettingsProblem, settings: Settings): SettingsProblem {
  const lists: Readonly<Record<string, unknown>> = { ...settings };
  const path = problem.path.replace(/^(\w+)\[(\d+)\]/, (written, list: string, index: string) => {
    const items = lists[list] as readonly { readonly id: string }[] | undefined;
    const id = items?.[Number(index)]?.id;
    return id === undefined ? written : `${list}.${id}`;
  });
  return { ...problem, path };
}
