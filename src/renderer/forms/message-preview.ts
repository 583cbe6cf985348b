import { fillTemplate, messageTime, type TemplateValues } from '../../shared/sms/template';
import type { LiveLine } from '../../shared/contract/live-view';
import { fitText, type FitOptions, type FittedText } from '../../shared/sms/fit-text';
import type { PatternValues } from './field-values';

/** Variables of messages, in the order of their help. Groups of a regular expression go by number or name. */
export const MESSAGE_VARIABLES = [
  ...(['rule', 'file', 'line', 'event', 'time', 'host', 'match', '1', 'name'] as const),
  ...(['count', 'heldBack', 'first', 'last', 'key', 'incident'] as const),
] as const;

const SAMPLE_TIME = messageTime(new Date(2026, 0, 31, 9, 30).getTime());
const SAMPLE_SUMMARY = {
  key: '<key>',
  heldBack: '0',
  incident: '1',
  first: SAMPLE_TIME,
  last: SAMPLE_TIME,
};

const NUMBERED_GROUPS = ['<1>', '<2>', '<3>', '<4>', '<5>', '<6>', '<7>', '<8>', '<9>'];

/** Known values of a preview; samples stand for the time and the groups of a match. */
export interface PreviewValues extends Pick<TemplateValues, 'rule' | 'file' | 'line' | 'host' | 'match'> {
  readonly count: number;
}

/** Newest line of a file that the rule matches, or else the example, or its newest line; null if it has none. */
export function sampleOf(
  lines: readonly LiveLine[],
  example: string | null,
): { readonly line: string; readonly match: string } | null {
  const matched = lines.findLast(({ rules }) => rules.length > 0);
  if (matched === undefined && example !== null) {
    return { line: example, match: '' };
  }
  const sample = matched ?? lines.at(-1);
  const [mark] = sample?.marks ?? [];
  return sample === undefined
    ? null
    : { line: sample.text, match: mark ? sample.text.slice(mark.start, mark.end) : '' };
}

/** Previews the text of a message. Groups show as `<1>` or `<name>`, since only the engine runs patterns. */
export function previewMessage(
  message: string,
  { count, ...values }: PreviewValues,
  pattern: PatternValues,
  fit: FitOptions,
): FittedText {
  const regex = pattern.kind === 'regex';
  const named = regex ? groupNames(pattern.pattern).map((name) => [name, `<${name}>`] as const) : [];
  return fitText(
    fillTemplate(message, {
      ...values,
      time: SAMPLE_TIME,
      alert: { ...SAMPLE_SUMMARY, count: String(count) },
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
