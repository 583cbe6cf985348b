import { mergeSettings, settingsDifferences } from '../../shared/settings/merge';
import { parseSettings, type ParsedSettings } from '../../shared/settings/parse';
import type { Settings } from '../../shared/settings/schema';
import { settingsProblem, type SettingsProblem, type SettingsProblemCode } from '../../shared/settings/problems';
import type { SaveRefusal, Settlement, SettingsBase } from '../../shared/contract/settings-save';

/** The revision of a file that is not there. */
export const NO_FILE = 'no-file';

/** The settings file as it was found right before saving. */
interface FoundFile {
  readonly revision: string;
  /** What is wrong with it as JSON; null when nothing is. */
  readonly fault: string | null;
  /** The settings at work: those of the file, or those before it broke or went away. */
  readonly theirs: ParsedSettings;
}

/** An edit to be saved. */
export interface SaveRequest {
  readonly mine: Settings;
  readonly base: SettingsBase;
  readonly settlement: Settlement | null;
  /** Whether it is meant for the place where there is no file, and for no other. */
  readonly onlyIfMissing: boolean;
  readonly found: FoundFile;
}

/** What becomes of an edit: it is written, gives way to the file, or is refused. */
export type SaveDecision =
  | { readonly kind: 'write'; readonly parsed: ParsedSettings; readonly keeps: 'nothing' | 'backup' | 'bad' }
  | { readonly kind: 'give-way'; readonly settings: Settings }
  | { readonly kind: 'refuse'; readonly refusal: SaveRefusal };

/** Decides about an edit by what it began from and what the file says now; pure. */
export function decideSave({ mine, base, settlement, onlyIfMissing, found }: SaveRequest): SaveDecision {
  const { theirs, revision } = found;
  const newer = newerVersion(found);
  if (newer.length > 0) {
    return { kind: 'refuse', refusal: newer };
  }
  const merged = mergeSettings(base.settings, mine, theirs.settings);
  if (settlement?.keep === 'theirs') {
    return { kind: 'give-way', settings: merged.settings };
  }
  const unread = unreadParts(found);
  const asks = merged.overlap || isUnexpected(found, base, unread) || (onlyIfMissing && revision !== NO_FILE);
  if (asks && settlement?.revision !== revision) {
    const differences = found.fault === null ? settingsDifferences(merged.settings, theirs.settings) : [];
    return { kind: 'refuse', refusal: { revision, problems: unread, differences } };
  }
  const parsed = parseSettings(merged.settings);
  const faults = lostParts(parsed.problems);
  if (faults.length > 0) {
    return { kind: 'refuse', refusal: faults.map((fault) => namedByItem(fault, merged.settings)) };
  }
  return { kind: 'write', parsed, keeps: asks ? 'backup' : unread.length > 0 ? 'bad' : 'nothing' };
}

/** Faults of settings that are not finished yet rather than wrong: nothing of them would be lost in the file. */
const UNFINISHED: ReadonlySet<SettingsProblemCode> = new Set<SettingsProblemCode>([
  'no-recipients',
  'no-from',
  'no-service-id',
]);

/** The faults whose parts would be missing from a file that is written of these settings. */
export function lostParts(problems: readonly SettingsProblem[]): readonly SettingsProblem[] {
  return problems.filter(({ code, path }) => !UNFINISHED.has(code) || path.endsWith('.recipients'));
}

function newerVersion({ revision, theirs }: FoundFile): readonly SettingsProblem[] {
  return revision === NO_FILE ? [] : theirs.problems.filter(({ code }) => code === 'newer-version');
}

function unreadParts({ revision, fault, theirs }: FoundFile): readonly SettingsProblem[] {
  if (revision === NO_FILE) {
    return [];
  }
  return fault === null
    ? lostParts(theirs.problems).filter(({ code }) => code !== 'not-saved')
    : [settingsProblem([], 'not-json', { reason: fault })];
}

/** Whether the file is no JSON, or has parts that cannot be read and were not there when the edit began. */
function isUnexpected({ fault, revision }: FoundFile, base: SettingsBase, unread: readonly unknown[]): boolean {
  return fault !== null || (unread.length > 0 && revision !== base.revision);
}

/** Merged lists have other indexes than those of the edit: the item is named by its id. */
function namedByItem(problem: SettingsProblem, settings: Settings): SettingsProblem {
  const lists: Readonly<Record<string, unknown>> = { ...settings };
  const path = problem.path.replace(/^(\w+)\[(\d+)\]/, (written, list: string, index: string) => {
    const items = lists[list] as readonly { readonly id: string }[] | undefined;
    const id = items?.[Number(index)]?.id;
    return id === undefined ? written : `${list}.${id}`;
  });
  return { ...problem, path };
}
