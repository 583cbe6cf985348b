import { fillTemplate, messageTime, type TemplateValues } from '../../shared/sms/template';
import { fitText, type FitOptions, type FittedText } from '../../shared/sms/fit-text';
import type { PatternValues } from './field-values';

/** Variables of messages, in the order of their help. Groups of a regular expression go by number or name. */
export const MESSAGE_VARIABLES = [
  ...(['rule', 'file', 'line', 'event', 'time', 'host', 'match', '1', 'name'] as const),
  ...(['count', 'heldBack', 'first', 'last', 'key', 'incident'] as const),
] as const;

const SAMPLE_TIME = messageTime(new Date(2026, 0, 31, 9, 30).getTime());
const SAMPLE_SUMMARY = {
  count: '1',
  key: '<key>',
  heldBack: '0',
  incident: '1',
  first: SAMPLE_TIME,
  last: SAMPLE_TIME,
};

const NUMBERED_GROUPS = ['<1>', '<2>', '<3>', '<4>', '<5>', '<6>', '<7>', '<8>', '<9>'];

/** Known values of a preview; samples stand for the time and the groups of a match. */
export type PreviewValues = Pick<TemplateValues, 'rule' | 'file' | 'line' | 'host' | 'match'>;

/** Previews the text of a message. Groups show as `<1>` or `<name>`, since only the engine runs patterns. */
export function previewMessage(
  message: string,
  values: PreviewValues,
  pattern: PatternValues,
  fit: FitOptions,
): FittedText {
  const regex = pattern.kind === 'regex';
  const named = regex ? groupNames(pattern.pattern).map((name) => [name, `<${name}>`] as const) : [];
  return fitText(
    fillTemplate(message, {
      ...values,
      time: SAMPLE_TIME,
      alert: SAMPLE_SUMMARY,
      groups: regex ? NUMBERED_GROUPS : [],
      named: Object.fromEntries(named),
    }),
    fit,
  );
}

/** Names of the groups of a regular expression (ECMA-262, GroupName). */
function groupNames(regex: string): string[] {
  return Array.from(regex.matchAll(/\(\?<([\p{L}\p{N}_$]+)>/gu), ([, name]) => name ?? '');
}
