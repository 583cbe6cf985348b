import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/settings-problem';

/** English sentences for faults in the settings: the cause, then the remedy. */
export const settingsProblem: SameKeys<typeof korean.settingsProblem> = {
  'not-json': 'The settings file is not valid JSON ({{reason}}). Check its commas and brackets.',
  unreadable: 'The settings file cannot be read ({{reason}}). Check the permissions of the file and its folder.',
  'too-large':
    'The file is too large ({{size}} MB). Logbell reads up to {{limit}} MB. Shorten it, or restore a backup.',
  'not-saved':
    'The settings could not be saved ({{reason}}). Check free space and write permission of the settings folder.',
  'not-an-object': 'Settings must be a JSON object, { … }.',
  'unknown-field': 'This field is unknown. Check its spelling or remove it.',
  missing: 'A value is missing. Fill it in.',
  'wrong-type': 'The value is of the wrong kind. It must be of type {{expected}}.',
  'bad-choice': 'This value cannot be chosen. Possible: {{choices}}.',
  'too-long': 'This is too long. At most {{maximum}} characters fit.',
  'too-many': 'There are too many entries. At most {{maximum}} are allowed.',
  'bad-id': 'An id may have letters, digits, dots, underscores and hyphens only, 64 at most.',
  'bad-duration': 'Write a time as a number and a unit (ms, s, m, h, d), such as "30s", "10m" or "1h".',
  'bad-value': 'This value cannot be used. See the example in the documentation.',
  'out-of-range': 'Out of range. Enter a value from {{minimum}} to {{maximum}}.',
  'newer-version': 'These settings (version {{version}}) were made by a newer Logbell. Update Logbell.',
  'duplicate-id': 'The id "{{id}}" is used twice. Change one of them.',
  'unknown-file': 'There is no file "{{id}}". Use an id that stands under files.',
  'unknown-recipient': 'There is no recipient "{{id}}". Use an id that stands under recipients.',
  'no-recipients': 'There is no recipient. Add at least one.',
  'bad-regex': 'The regular expression is not valid. {{reason}}',
  'too-many-regexes':
    'The regular expressions before this one already reach the limit for all together. Simplify or remove some of them.',
  'matches-empty': 'This pattern is empty or matches every line. Make it more specific.',
  'matches-anything': 'This matches nearly any line, whatever it says. Look for something narrower.',
  'matches-most': 'Of the last {{lines}} lines of the files, {{matches}} match this rule. Look for something narrower.',
  'never-counts':
    'Every line that the rule looks for matches this too, so none counts. Look for something narrower here.',
  'watches-nothing': 'No file is chosen, so this rule watches nothing. Choose one.',
  'always-quiet':
    'Quiet hours last all week, so only urgent rules text. Leave a time out, at which what was held back can go out.',
  'unknown-variable':
    'Nothing is known as {{variable}}, so the text leaves it out. Check the name of the variable or group.',
  'bad-pattern': 'A pattern needs exactly one of text and regex.',
  'bad-multi-line': 'multiLine takes exactly one of preset and firstLine.',
  'unknown-group': 'The rule’s regular expression has no group "{{group}}". Give the number or name of one.',
  'no-key': 'This needs a key. Name the group that tells cases apart under key.',
  'pair-and-absence': 'One rule cannot have both pair and absence. Make two rules of it.',
  'same-name':
    'More than one rule is named "{{name}}", so that texts and history do not tell them apart. Change one of them.',
  'never-affordable':
    'One alert takes more texts ({{texts}}) than the budget allows, so it does not go out in time. Raise the budget or choose fewer recipients.',
  'effect-barred': 'This has no effect in a rule with {{field}}. Remove one of them.',
  'effect-needs': 'This has no effect without {{field}}. Set that, or remove this.',
  'shorter-than': 'This is shorter than {{field}} and has no effect. Make it longer or remove it.',
  'never-reached': 'So many cannot happen within this time, so no alert goes out. Make within longer or count smaller.',
  'bad-length': 'The length in {{variable}} is not right. Write bytes from 4 to 2000 after the bar.',
  'bad-time': 'Write a time as two digits each of hours and minutes, such as "23:00"; an end may be "24:00".',
  'bad-zone': 'There is no time zone "{{zone}}". Write one such as "Asia/Seoul".',
  'empty-span': 'It ends when it begins. For the whole day write "00:00" to "24:00".',
  'bad-number':
    'This is not a Korean phone number. Write all of it from the area code or 010 on, such as 010-1234-5678.',
  'bad-foreign-number': 'This is not a phone number abroad. Write 4 to 14 digits, without the country code.',
  'number-not-textable':
    'This number cannot receive texts (15xx, 16xx and 18xx service numbers, 060, 080). Write a mobile number.',
  'bad-country-code': 'This is not a country code. Write one to three digits (Korea 82, USA 1, Japan 81).',
  'bad-from':
    'This is not a sender number. Write the number registered in the console from its area code on, such as 02-123-4567; 15xx, 16xx and 18xx numbers have none.',
  'from-personal':
    'A 050 number cannot be the sender. Write a mobile or landline number that is registered in the console.',
  'empty-path': 'The path is empty. Write a file or a pattern, such as /var/log/app/*.log.',
  'relative-path': '"{{path}}" is not an absolute path. Write one that begins with /.',
  'costly-glob': 'Groups such as +(…) in this path take too long to compare with names. Use *, ?, [ ] and { } instead.',
  'bad-url': 'This is not an address. Write one that begins with https://.',
  'http-not-loopback': 'An http:// address may only lead to this computer (127.0.0.1). Use https://.',
  'no-service-id':
    'The SENS service ID is missing. Copy the one that begins with ncp:sms: from SENS > Project in the console.',
  'bad-service-id':
    'This is not a SENS SMS service ID. Copy the one of the form ncp:sms:kr:digits:name from SENS > Project in the console.',
  'no-from':
    'The sender number is missing. Write a number registered under SENS > SMS > Calling Number in the console.',
  'no-keys':
    'The Access Key and Secret Key are missing. Make them in the console under account > authentication keys and enter them, or give them as LOGBELL_ACCESS_KEY and LOGBELL_SECRET_KEY in the environment.',
  'keys-unreadable': 'The keys file {{file}} cannot be read ({{reason}}). Check its permissions.',
  'keys-too-large':
    'The keys file {{file}} is too large ({{size}} MB). Logbell reads up to {{limit}} MB. Move it away and enter the keys again.',
  'prints-keys': 'With http, https, net or tls in NODE_DEBUG, Node prints the keys. Unset NODE_DEBUG and start again.',
  'sens-v1':
    'These are settings of SENS v1 (X-NCP-auth-key, X-NCP-service-secret). v1 is gone. v2 needs the account’s Access Key and Secret Key and the service ID that begins with ncp:sms:.',
};

/** English sentences for faults of regular expressions: the cause, then the remedy. */
export const regexFault: SameKeys<typeof korean.regexFault> = {
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
