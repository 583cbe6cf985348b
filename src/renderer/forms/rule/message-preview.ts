import { fillTemplate, messageTime, type TemplateValues } from '../../../shared/sms/template';
import type { LiveLine } from '../../../shared/contract/live-view';
import { fitText, type FitOptions, type FittedText } from '../../../shared/sms/fit-text';
import type { PatternValues } from '../field-values';

/** Variables of all messages, in the order of their help. Groups of a regular expression go by number or name. */
const MESSAGE_VARIABLES = [
  ...(['rule', 'file', 'line', 'event', 'time', 'host', 'match', '1', 'name'] as const),
  ...(['count', 'heldBack', 'first', 'last', 'key', 'incident'] as const),
] as const;

/** Variables of messages about journal entries, which have a host, too. */
const ENTRY_VARIABLES = ['unit', 'identifier', 'priority', 'pid'] as const;

/** Variables of the messages of a rule, in the order of their help. */
export function messageVariables(ofJournal: boolean): readonly MessageVariable[] {
  return ofJournal ? [...MESSAGE_VARIABLES, ...ENTRY_VARIABLES] : MESSAGE_VARIABLES;
}

type MessageVariable = (typeof MESSAGE_VARIABLES)[number] | (typeof ENTRY_VARIABLES)[number];

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
  /** True if the rule checks journal entries. */
  readonly ofJournal: boolean;
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

/** Previews the text of a message. Groups and fields of journal entries show as `<1>` or `<name>`. */
export function previewMessage(
  message: string,
  { count, ofJournal, ...values }: PreviewValues,
  pattern: PatternValues,
  fit: FitOptions,
): FittedText {
  const regex = pattern.kind === 'regex';
  const names = [...(ofJournal ? ENTRY_VARIABLES : []), ...(regex ? groupNames(pattern.pattern) : [])];
  const named = names.map((name) => [name, `<${name}>`] as const);
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
