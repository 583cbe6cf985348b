import type { Rule, Settings } from '../../../../shared/settings/schema';
import { ruleTitle } from '../../../../shared/settings/titles';
import { plainText } from '../../../../shared/sms/sanitize';
import type { ClusterAlert } from '../../ledger/tables/types';
import { shortened } from './channel-copies';

/** Most UTF-16 units of the value of a label. */
const MOST_CHARACTERS = 500;
/** Half of a character that UTF-8 cannot encode. */
const LONE_SURROGATE = /\p{Cs}/gu;

/** Origin of the match that opens an incident. */
export interface AlertOpening {
  readonly rule: Rule;
  readonly host: string;
  readonly log: string;
  /** Group value; empty without one. */
  readonly key: string;
  /** ms since 1970. */
  readonly at: number;
}

/** Creates the alert of an incident: Logbell's labels and those of the settings, without empty values. */
export function clusterAlert(
  { rule, host, log, key, at }: AlertOpening,
  { alertmanager }: Pick<Settings, 'alertmanager'>,
): ClusterAlert {
  const title = labelValue(ruleTitle(rule));
  const alertname = title === '' ? rule.id : title;
  const labels = { ...alertmanager?.labels, alertname, rule: rule.id, host, log, key };
  const usable = Object.entries(labels).map(([name, value]) => [name, labelValue(value)] as const);
  return { labels: Object.fromEntries(usable.filter(([, value]) => value !== '')), startsAt: at };
}

/** Makes a value of one line that UTF-8 can encode, cut between graphemes. */
function labelValue(text: string): string {
  const plain = plainText(text).replace(LONE_SURROGATE, '\uFFFD').replace(/\s+/g, ' ').trim();
  return shortened(plain, MOST_CHARACTERS);
}
