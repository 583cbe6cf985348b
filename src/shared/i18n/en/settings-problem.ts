import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/settings-problem';

/** English sentences for faults in the settings: the cause, then the remedy. */
export const settingsProblem: SameKeys<typeof korean.settingsProblem> = {
  'not-json': 'The settings file is not valid JSON ({{reason}}). Check its commas and brackets.',
  unreadable: 'Cannot read the settings file ({{reason}}). Check the permissions of the file and its folder.',
  'too-large': 'The file is too large ({{size}} MB, the limit is {{limit}} MB). Shorten it, or restore a backup.',
  'not-saved':
    'Could not save the settings ({{reason}}). Check free disk space and write permission of the settings folder.',
  'not-an-object': 'Settings must be a JSON object: { … }.',
  'unknown-field': 'Unknown field. Check its spelling or remove it.',
  missing: 'Required. Enter a value.',
  'wrong-type': 'Wrong type of value. Expected: {{expected}}.',
  'bad-choice': 'Invalid value. Possible values: {{choices}}.',
  'too-long': 'Too long. Use at most {{maximum}} characters.',
  'too-many': 'Too many entries. Use at most {{maximum}}.',
  'bad-id': 'Invalid ID. Use up to 64 letters, digits, dots, underscores and hyphens.',
  'bad-duration': 'Invalid duration. Use a number and a unit (ms, s, m, h, d), such as "30s", "10m" or "1h".',
  'bad-listen': 'Only this machine may read metrics. Use a loopback address such as "127.0.0.1:9096", or "unix:/path".',
  'bad-receive-listen': 'Invalid address. Use an IP address with a port, such as "127.0.0.1:9095", or "unix:/path".',
  'bad-range': 'Invalid address or range: {{range}}. Use one such as "10.0.0.0/8".',
  'needs-tls':
    'Other machines can reach this address, so it needs TLS. Set receive.tls, or listen on "127.0.0.1:9095".',
  'needs-token': 'Other machines can reach this address, so it needs a token. Name a secret in receive.tokens.',
  'tls-on-socket': 'A Unix socket has no TLS. Remove receive.tls.',
  'no-receiver': 'No alerts arrive, as nothing receives them. Set receive.listen, such as "127.0.0.1:9095".',
  'no-receive-token':
    'The token {{id}} is not set, so no request with it is accepted. Run logbell keys set --receive {{id}}, or set {{variable}}.',
  'bad-value': 'Invalid value. See the example in the documentation.',
  'out-of-range': 'Out of range. Enter a value from {{minimum}} to {{maximum}}.',
  'newer-version': 'Settings version {{version}} is from a newer Logbell. Update Logbell.',
  'duplicate-id': 'Duplicate ID: {{id}}. Change one of them.',
  'unknown-file': 'Unknown log: {{id}}. Use an ID from files.',
  'unknown-recipient': 'Unknown recipient: {{id}}. Use an ID from recipients.',
  'no-recipients': 'No recipients. Add at least one.',
  'bad-regex': 'Invalid regex. {{reason}}',
  'too-many-regexes':
    'The regexes before this one already use up the complexity limit for all regexes. Simplify or remove some.',
  'matches-empty': 'This pattern is empty or matches every line. Make it more specific.',
  'matches-anything': 'This pattern matches nearly any line. Make it more specific.',
  'matches-most':
    'This rule matches {{matches}} of the last {{lines}} lines of its logs. Make the pattern more specific.',
  'never-counts': 'This matches every line the rule matches, so the rule never alerts. Make it more specific.',
  'watches-nothing': 'No log is selected, so this rule watches nothing. Select one.',
  'always-quiet': 'Quiet hours cover the whole week, so only urgent rules alert. Leave a gap for the digest.',
  'unknown-variable': 'Unknown variable {{variable}}; it will be empty. Check the name of the variable or group.',
  'bad-pattern': 'A pattern needs either text or regex, not both.',
  'bad-multi-line': 'multiLine needs either preset or firstLine, not both.',
  'unknown-group': 'The regex has no group “{{group}}”. Enter the number or name of one.',
  'no-key': 'This needs “Group by”. Set it first (key in config.json).',
  'pair-and-absence': 'A rule cannot have both pair and absence. Split it into two rules.',
  'same-name': 'Several rules are named “{{name}}” and look the same in texts and history. Rename one of them.',
  'never-affordable':
    'One alert needs $t(noun.text, {"count": {{texts}} }), more than the budget allows. Raise the budget or select fewer recipients.',
  'effect-barred': 'This has no effect together with {{field}}. Remove one of them.',
  'effect-needs': 'This has no effect without {{field}}. Add that, or remove this.',
  'shorter-than': 'This is shorter than {{field}} and has no effect. Increase or remove it.',
  'never-reached': 'This threshold can never be reached. Use a longer time window or fewer matches.',
  'escalates-to-recipient':
    '{{name}} already gets this rule’s alerts. Escalate to someone else, or choose other recipients for the rule.',
  'bad-length': 'Invalid length in {{variable}}. Enter 4 to 2000 bytes after the bar (|).',
  'bad-time': 'Invalid time. Use two digits each for hours and minutes, such as 23:00; an end may also be 24:00.',
  'bad-zone': 'Unknown time zone: {{zone}}. Use one such as Asia/Seoul.',
  'empty-span': 'Start and end are the same. For the whole day, use 00:00 to 24:00.',
  'bad-number':
    'Not a Korean phone number. Enter all of it, starting with 010 or the area code, such as 010-1234-5678.',
  'bad-foreign-number': 'Not a foreign phone number. Enter 4 to 14 digits, without the country code.',
  'number-not-textable':
    'This number cannot receive texts (15xx, 16xx and 18xx service numbers, 060, 080). Enter a mobile number.',
  'bad-country-code': 'Not a country code. Enter 1 to 3 digits (Korea 82, US 1, Japan 81).',
  'bad-from':
    'Not a sender number. Enter the number registered in the console, with its area code, such as 02-123-4567 (15xx, 16xx and 18xx numbers have none).',
  'from-personal':
    'A 050 number cannot be a sender number. Enter a mobile or landline number registered in the console.',
  'empty-path': 'The path is empty. Enter a file or a path pattern, such as /var/log/app/*.log.',
  'relative-path': 'Not an absolute path: {{path}}. Enter a path that starts with /.',
  'costly-glob': 'Groups such as +(…) make this path too slow to match. Use *, ?, [ ] and { } instead.',
  'path-or-journal': 'A log needs exactly one of path, journal and alerts.',
  'only-with-path': '{{field}} works only with path. Remove it from this log.',
  'bad-journal-match': 'Invalid condition: {{match}}. Enter a field and a value, such as _TRANSPORT=kernel.',
  'journal-directory-alone': 'directory works without namespace and user. Remove them, or the directory.',
  'bad-url': 'Invalid address. Enter one that starts with https://.',
  'url-with-login':
    'The URL contains a user or a password. Remove the part before @ and set it as a secret of the channel.',
  'bad-secret': 'The secret is empty, too long or contains spaces or line breaks. Copy it again.',
  'unknown-channel': 'Unknown channel: {{id}}. Use an ID from channels.',
  'no-alertmanager': 'No Alertmanager. Add alertmanager.urls to the settings.',
  'alerts-to-alertmanager':
    'The rule {{id}} would hand received alerts back to Alertmanager. Remove them from its files, or remove its "to".',
  'no-alertmanager-token':
    'Missing token: {{name}}. Run logbell keys set --alertmanager {{name}}, or set the variable {{variable}} or the credential {{credential}}.',
  'same-url': 'Duplicate address. Remove one of them.',
  'bad-label': 'Invalid label name: {{name}}. Use letters, digits and underscores.',
  'own-label': 'Logbell sets the label {{name}} itself. Use another name.',
  'no-channels': 'No channels. Add at least one ID from channels.',
  'secret-in-settings':
    'This is a secret and does not belong in the settings. Remove it and run: logbell keys set --channel {{id}}',
  'secret-in-header':
    'The header {{name}} may hold a secret, which settings do not protect. Send a token instead: logbell keys set --channel {{id}}',
  'no-channel-secret':
    'The {{name}} of channel {{title}} is missing. Enter it in the window, or run: logbell keys set --channel {{id}}',
  'no-channel-credential':
    'The {{name}} of channel {{title}} is missing. Pass it to the service as the credential {{credential}}.',
  'unused-channel': 'Nothing goes to this channel. Add its ID to a rule, delivery or problems, or remove it.',
  'bad-header': 'Invalid header name: {{name}}. Use letters, digits and hyphens.',
  'own-header':
    'Logbell sets the header {{name}} itself. Remove it; to send a token, run: logbell keys set --channel {{id}}',
  'bad-header-value': 'Invalid value of the header {{name}}. Use one line of ASCII characters.',
  'bad-host': 'Invalid server name. Enter a name or address alone, such as smtp.example.com.',
  'bad-mail-address': 'Invalid email address. Enter one such as ops@example.com.',
  'mail-in-clear': 'Unencrypted mail can only go to this computer (127.0.0.1). Use "tls" or "starttls".',
  'unusual-port': 'Port {{port}} usually needs security "{{security}}". Check both.',
  'http-not-loopback': 'An http:// address can only point to this computer (127.0.0.1). Use https://.',
  'http-in-clear': 'This http:// address travels unencrypted. Use https:// if the server offers it.',
  'no-url-or-id': 'A heartbeat needs a URL. Copy the ping or push URL of the monitor.',
  'no-service-id':
    'The SENS service ID is missing. Copy the one that starts with ncp:sms: from SENS > Project in the console.',
  'bad-service-id':
    'Not a SENS service ID. Copy the one that looks like ncp:sms:kr:digits:name from SENS > Project in the console.',
  'no-from': 'The sender number is missing. Enter one registered under SENS > SMS > Calling Number in the console.',
  'no-keys':
    'The Access Key and Secret Key are missing. Create them in the console under Account > Authentication keys and enter them, or set LOGBELL_ACCESS_KEY and LOGBELL_SECRET_KEY in the environment.',
  'no-credentials':
    'The Access Key and Secret Key are missing. To store them for the service, run: sudo logbell setup --system',
  'credentials-hidden':
    'Only root can read the keys of a stopped service. To check them, run: sudo logbell --system check',
  'no-system-settings': 'The service has no settings yet. Run: sudo logbell setup --system',
  'system-denied': 'You are not allowed to read the settings of the service. Run the command with sudo.',
  'service-denied':
    'The service cannot read its settings. Run: sudo chgrp logbell "{{file}}" && sudo chmod 640 "{{file}}"',
  'keys-unreadable': 'Cannot read the key file {{file}} ({{reason}}). Check its permissions.',
  'keys-too-large':
    'The key file {{file}} is too large ({{size}} MB, the limit is {{limit}} MB). Move it away and enter the keys again.',
  'prints-keys':
    'NODE_DEBUG with http, https, net or tls makes Node print the keys. Unset NODE_DEBUG and restart Logbell.',
  'sens-v1':
    'SENS v1 settings (X-NCP-auth-key, X-NCP-service-secret) no longer work. Enter the account’s Access Key and Secret Key and a v2 service ID that starts with ncp:sms:.',
};

/** English sentences for faults of regular expressions: the cause, then the remedy. */
export const regexFault: SameKeys<typeof korean.regexFault> = {
  'unclosed-group': 'A "(" is not closed. Add ")", or use "\\(" for a literal parenthesis.',
  'unopened-group': 'A ")" has no "(" before it. Remove it, or use "\\)" for a literal parenthesis.',
  'unclosed-class': 'A "[" is not closed. Add "]", or use "\\[" for a literal bracket.',
  'class-order': 'A range in [ ] is the wrong way round. Use the order of "a-z", or "\\-" for a literal hyphen.',
  'nothing-to-repeat':
    'Nothing to repeat before *, +, ? or { }. Add it, or put "\\" before the character to match it literally.',
  'bad-repeat': '(?<=…) and (?<!…) cannot be repeated. Remove the *, +, ? or { } after it.',
  'count-order': 'The two numbers in { } are the wrong way round. Put the smaller one first, as in "{1,3}".',
  'bad-group':
    'Unknown kind of group "(?…". Use (?:…), (?=…), (?!…), (?<=…), (?<!…) or (?<name>…), and the Ignore case setting (ignoreCase) instead of (?i).',
  'bad-group-name': 'Invalid group name. Between < and >, use a name that starts with a letter, as in (?<name>…).',
  'same-group-name': 'Two groups have the same name. Rename one of them.',
  'no-such-group': '\\k names a group that does not exist. Use the name of a (?<name>…) as \\k<name>.',
  'bad-escape': 'Invalid "\\" escape. Use "\\\\" for a literal backslash.',
  'escape-at-end': 'Ends with "\\". Add the character to escape, or use "\\\\" for a literal backslash.',
  'too-complex':
    'Too complex to run safely. Use fewer optional parts (?, *), alternatives (|) or \\b in a row, or split it into several rules.',
  other: '{{reason}}',
};

/** English strings about images: the file dialog, and why an image is refused, with the remedy. */
export const image: SameKeys<typeof korean.image> = {
  kind: 'JPEG images',
  unreadable: 'Cannot read the image ({{reason}}). Check the path and read permission.',
  'not-jpeg': 'Not a JPEG image. Choose a JPEG (.jpg) file.',
  'too-heavy': 'The image is too large ({{kilobytes}} KB). Reduce it to 300 KB or less.',
  'too-large': 'The image is too large ({{width}}×{{height}} pixels). Reduce it to 1500×1440 pixels or less.',
};
