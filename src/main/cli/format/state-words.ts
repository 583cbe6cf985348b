import type { Decision, TextState } from '../../../shared/contract/history';
import type { IncidentStage } from '../../../shared/contract/incident';
import { durationWords } from '../../../shared/i18n/duration-words';
import type { Translate } from '../../../shared/i18n/translator';
import { messageTime } from '../../../shared/sms/template';
import { type Span, type Style, styled } from '../output/line';
import { stateKey } from './delivery-words';

const TEXT_STYLES: Readonly<Record<TextState, Style>> = {
  owed: 'cyan',
  sending: 'cyan',
  accepted: 'cyan',
  delivered: 'green',
  failed: 'red',
  unknown: 'yellow',
};

const INCIDENT_STYLES: Readonly<Record<IncidentStage, Style>> = {
  open: 'red',
  acknowledged: 'yellow',
  closed: 'green',
};

const DURATIONS: ReadonlySet<string> = new Set(['cooldown', 'within', 'wait']);

/** Word for the state of a text, or of a message through a channel, in its color. */
export function textStateSpan(state: TextState, translate: Translate, channel = ''): Span {
  return styled(translate(stateKey(state, channel)), TEXT_STYLES[state]);
}

/** Word for the stage of an incident, in its color. */
export function incidentSpan(state: IncidentStage, translate: Translate): Span {
  return styled(translate(`incident.state.${state}`), INCIDENT_STYLES[state]);
}

/** Short reason for a decision on one match, or on counted ones, which have no number of their own. */
export function whyWords({ why, params }: Decision, translate: Translate): string {
  const values = Object.entries(params).map(([name, value]) => [name, valueWords(name, value, translate)] as const);
  return translate(`cli.why.${whyKey({ why, params })}`, Object.fromEntries(values));
}

function whyKey({ why, params }: Pick<Decision, 'why' | 'params'>): string {
  if (why === 'threshold' && params['seen'] === undefined) {
    return 'thresholdMany';
  }
  if (why === 'matched' && params['within'] !== undefined) {
    return 'matchedMany';
  }
  const isWithEnd = (why === 'cooldown' || why === 'threshold-over') && params['until'] !== undefined;
  return isWithEnd ? `${why}-until` : why;
}

/** Formats a time to the minute; ledgers of earlier versions hold it as text. */
function valueWords(name: string, value: string | number, translate: Translate): string | number {
  if (name === 'until' && typeof value === 'number') {
    return messageTime(value).slice(0, -':00'.length);
  }
  return DURATIONS.has(name) ? durationWords(String(value), translate) : value;
}
