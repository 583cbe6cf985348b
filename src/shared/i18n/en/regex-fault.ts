import type { regexFault as korean } from '../ko/regex-fault';
import type { SameKeys } from '../../common/same-keys';

/** English sentences for faults of regular expressions: the cause, then the remedy. */
export const regexFault: SameKeys<typeof korean> = {
  'unclosed-group': 'A "(" is not closed. Add ")", or write "\\(" for the sign itself.',
  'unopened-group': 'A ")" has no "(" before it. Remove it, or write "\\)" for the sign itself.',
  'unclosed-class': 'A "[" is not closed. Add "]", or write "\\[" for the sign itself.',
  'class-order': 'A range in [ ] ends before it begins. Write it as in "a-z", or "\\-" for a hyphen.',
  'nothing-to-repeat':
    'There is nothing to repeat before one of *, +, ? and { }. Write that, or put "\\" before the sign itself.',
  'bad-repeat': '(?<=…) and (?<!…) cannot be repeated. Remove the *, +, ? or { } after it.',
  'count-order': 'The two numbers in { } are the wrong way round. Write the smaller one first, as in "{1,3}".',
  'bad-group':
    'A group "(?…" is of no known kind. There are (?:…), (?=…), (?!…), (?<=…), (?<!…) and (?<name>…). In place of (?i), turn on the setting for it (ignoreCase).',
  'bad-group-name':
    'The name of a group is not right. Write a name that begins with a letter between < and >, as in (?<name>…).',
  'same-group-name': 'Two groups have the same name. Change one of them.',
  'no-such-group': '\\k names a group that does not exist. Write the name of a (?<name>…) as \\k<name>.',
  'bad-escape': 'There is an escape with "\\" that does not exist. Write "\\\\" for the sign itself.',
  'escape-at-end': 'It ends with "\\". Add what should follow, or write "\\\\" for the sign itself.',
  'too-complex':
    'It is too complex to run safely. Use fewer optional parts (?, *), alternatives (|) or \\b in a row, or make it several rules.',
  other: '{{reason}}',
};
