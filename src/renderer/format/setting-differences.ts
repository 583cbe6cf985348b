import { durationWords } from '../../shared/i18n/duration-words';
import type { Translate } from '../../shared/i18n/translator';
import { logTitle } from '../../shared/settings/log-source';
import type { SettingsDifference } from '../../shared/settings/merge';
import type { Pattern } from '../../shared/settings/patterns/pattern';
import type { QuietSpan } from '../../shared/settings/rules/policy-schema';
import type { Settings } from '../../shared/settings/schema';
import { channelTitle, groupTitle, ruleTitle } from '../../shared/settings/titles';
import { inertText } from './inert-text';
import { recipientTitle } from './recipient-title';
import { spanText } from './rule-summary';
import { CHOICES, EMPTY, settingLabel, UNSET } from './setting-labels';

/** Translation, language and names for the differences. */
export interface DifferenceContext {
  readonly t: Translate;
  readonly language: string;
  /** Source of names for the ids of recipients, groups, channels and files. */
  readonly settings: Settings;
}

/** One field in two versions, formatted. */
interface DifferenceRow {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Differences of one item or section. */
export interface DifferenceGroup {
  readonly title: string;
  readonly rows: readonly DifferenceRow[];
}

/** Groups differences between two versions of the settings by item and section, in the words of the forms. */
export function differenceGroups(
  differences: readonly SettingsDifference[],
  context: DifferenceContext,
): readonly DifferenceGroup[] {
  const groups = new Map<string, { readonly title: string; readonly rows: DifferenceRow[] }>();
  for (const difference of differences) {
    const key = `${difference.part} ${difference.item?.id ?? ''}`;
    const group = groups.get(key) ?? { title: partTitle(difference, context.t), rows: [] };
    group.rows.push(rowOf(difference, context));
    groups.set(key, group);
  }
  return Array.from(groups.values());
}

const SECTION_TITLES = {
  app: 'window.settings.app',
  watch: 'window.settings.watch',
  sens: 'window.delivery.sens',
  delivery: 'window.sending.title',
  policy: 'window.policy.title',
  problems: 'window.route.problems',
  alertmanager: 'window.settings.alertmanager',
  metrics: 'window.settings.metrics',
  receive: 'window.settings.receive',
} as const;

function isSection(part: SettingsDifference['part']): part is keyof typeof SECTION_TITLES {
  return Object.hasOwn(SECTION_TITLES, part);
}

function partTitle({ part, item }: SettingsDifference, t: Translate): string {
  return isSection(part)
    ? t(SECTION_TITLES[part])
    : t(`window.conflict.item.${part}`, { title: item === null ? '' : inertText(itemTitle(item)) });
}

function itemTitle(item: NonNullable<SettingsDifference['item']>): string {
  if ('match' in item) {
    return ruleTitle(item);
  }
  if ('path' in item || 'journal' in item || 'alerts' in item) {
    return logTitle(item);
  }
  if ('kind' in item) {
    return channelTitle(item);
  }
  return 'number' in item ? recipientTitle(item) : groupTitle(item);
}

function rowOf({ part, field, mine, theirs }: SettingsDifference, context: DifferenceContext): DifferenceRow {
  const { t } = context;
  if (field.length === 0) {
    const presence = (value: unknown): string =>
      t(value === undefined ? 'window.conflict.absent' : 'window.conflict.present');
    return { label: t('window.conflict.whole'), mine: presence(mine), theirs: presence(theirs) };
  }
  const path = [part, ...field].join('.');
  return {
    label: settingLabel(path, t),
    mine: settingValue(path, mine, context),
    theirs: settingValue(path, theirs, context),
  };
}

function settingValue(path: string, value: unknown, context: DifferenceContext): string {
  const { t } = context;
  if (value === undefined || value === null || value === '') {
    return t(UNSET[path] ?? 'window.conflict.notSet');
  }
  if (typeof value === 'boolean') {
    return t(value ? 'window.conflict.on' : 'window.conflict.off');
  }
  if (typeof value === 'number') {
    return value.toLocaleString(context.language);
  }
  if (typeof value === 'string') {
    const choice = CHOICES[path]?.[value];
    return choice === undefined ? textValue(path, value, t) : t(choice);
  }
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return items.length === 0
      ? t(EMPTY[path] ?? 'window.conflict.notSet')
      : items.map((item) => itemValue(path, item, context)).join(', ');
  }
  return itemValue(path, value, context);
}

const DURATION =
  /(^|\.)(cooldown|cooldownMax|within|after|forget|wait|flushAfter|timeout|grace|maxAge|incidentMaxAge)$/;

function textValue(path: string, text: string, t: Translate): string {
  return DURATION.test(path) ? durationWords(text, t) : inertText(text);
}

/** Formats a pattern, quiet hours, a choice, or an id as the name of its item. */
function itemValue(path: string, item: unknown, { t, language, settings }: DifferenceContext): string {
  if (typeof item === 'string') {
    const choice = CHOICES[path]?.[item];
    return choice === undefined ? inertText(isFreeText(path) ? item : nameOf(item, settings)) : t(choice);
  }
  return isSpan(item) ? spanText(item, { language }) : patternValue(item as Pattern, t);
}

function isSpan(item: unknown): item is QuietSpan {
  return typeof item === 'object' && item !== null && 'from' in item;
}

function patternValue(pattern: Pattern, t: Translate): string {
  const text = 'text' in pattern ? `“${inertText(pattern.text)}”` : `/${inertText(pattern.regex)}/`;
  return pattern.ignoreCase ? `${text} (${t('window.rules.ignoreCaseShort')})` : text;
}

/** True for a list of words, which are no ids. */
function isFreeText(path: string): boolean {
  return path === 'channels.tags' || path === 'channels.to';
}

function nameOf(id: string, { recipients, groups, channels, files }: Settings): string {
  const hasId = (item: { readonly id: string }): boolean => item.id === id;
  const recipient = recipients.find(hasId);
  const group = groups.find(hasId);
  const channel = channels.find(hasId);
  const log = files.find(hasId);
  if (channel) {
    return channelTitle(channel);
  }
  return recipient ? recipientTitle(recipient) : group ? groupTitle(group) : log ? logTitle(log) : id;
}
