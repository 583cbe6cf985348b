import { durationWords } from '../../shared/i18n/duration-words';
import { conditionWords, cooldownWords } from '../../shared/i18n/trigger-words';
import type { Translate } from '../../shared/i18n/translator';
import { logTitle } from '../../shared/settings/log-source';
import type { Rule, Settings } from '../../shared/settings/schema';
import { readDuration } from '../forms/field-values';
import type { RulePart } from '../forms/rule/rule-fields';
import { channelNames } from './channel-names';
import { namesOf, patternText, spanText, type SummaryContext } from './rule-summary';

/** Values of one part of a rule in a few words: `6 or more in 1 min · at most one text per 10 min`. */
export function partBrief(part: RulePart, rule: Rule, settings: Settings, context: SummaryContext): string {
  return BRIEFS[part](rule, settings, context)
    .filter((value) => value !== '')
    .join(' · ');
}

type Brief = (rule: Rule, settings: Settings, context: SummaryContext) => readonly string[];

const BRIEFS: Readonly<Record<RulePart, Brief>> = {
  lines: ({ match, files }, settings, { t }) => [patternText(match), filesBrief(files, settings, t)],
  when: (rule, _settings, { t }) => [conditionWords(rule, t), cooldownWords(rule, t)],
  text: (rule, settings, { t }) => [
    recipientsBrief(rule, settings, t),
    channelsBrief(rule, settings),
    escalationBrief(rule, settings, t),
  ],
  limits: limitsBrief,
};

/** Recipients of a rule by name. */
function recipientsBrief({ recipients }: Rule, settings: Settings, t: Translate): string {
  return recipients === undefined ? t('window.rules.allRecipients') : namesOf(recipients, settings);
}

/** Names of the channels of a rule; empty if it has none of its own. */
export function channelsBrief({ channels = [] }: Pick<Rule, 'channels'>, settings: Settings): string {
  return channelNames(channels, settings);
}

function filesBrief(files: readonly string[] | undefined, settings: Settings, t: Translate): string {
  return files === undefined
    ? t('window.rules.allFiles')
    : settings.files
        .filter(({ id }) => files.includes(id))
        .map(logTitle)
        .join(', ');
}

/** When a rule escalates and to whom; empty if it does not. */
export function escalationBrief({ escalate }: Rule, settings: Settings, t: Translate): string {
  return escalate
    ? t('window.brief.escalate', { after: durationWords(escalate.after, t), names: namesOf(escalate.to, settings) })
    : '';
}

function limitsBrief({ urgent, quiet, wait, budget }: Rule, { policy }: Settings, context: SummaryContext): string[] {
  const { t } = context;
  const spans = quiet ?? policy.quiet;
  const delay = wait ?? policy.wait;
  const quietText =
    spans.length === 0
      ? t('window.quiet.none')
      : t('window.brief.quiet', { spans: spans.map((span) => spanText(span, context)).join(', ') });
  return [
    urgent ? t('window.when.urgent') : quietText,
    urgent || readDuration(delay).amount === 0 ? '' : t('window.brief.wait', { wait: durationWords(delay, t) }),
    budget === undefined ? '' : t('window.budget.ofRule'),
  ];
}
