import { parseDuration } from '../common/duration';
import type { Rule } from '../settings/schema';
import { durationWords } from './duration-words';
import type { Translate } from './translator';

/** When a rule alerts, without its pattern: `6 or more in 1 min`. */
export function conditionWords({ absence, pair, threshold }: Rule, t: Translate): string {
  if (absence) {
    return t('window.brief.absence', { after: durationWords(absence.after, t) });
  }
  if (pair) {
    return t('window.brief.pair', { within: durationWords(pair.within, t) });
  }
  return threshold
    ? t('window.brief.threshold', { count: threshold.count, within: durationWords(threshold.within, t) })
    : t('window.brief.each');
}

/** Words for the highest rate of a rule's alerts; empty for expected lines, which have no cooldown. */
export function cooldownWords({ absence, cooldown, cooldownBy }: Rule, t: Translate): string {
  if (absence) {
    return '';
  }
  return parseDuration(cooldown) === 0
    ? t('window.brief.noCooldown')
    : t(`window.brief.cooldown.${cooldownBy}`, { cooldown: durationWords(cooldown, t) });
}
