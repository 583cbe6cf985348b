import type { SameKeys } from '../../common/same-keys';
import type * as korean from '../ko/problem';

/** English sentences for the messages that reported a problem through a channel. */
export const problemReported: SameKeys<typeof korean.problemReported> = {
  begin: 'Reported to {{channel}} at {{time}}.',
  end: 'End reported to {{channel}} at {{time}}.',
  beginOpen: 'Report to {{channel}}: {{state}} ({{time}}).',
  endOpen: 'Report of the end to {{channel}}: {{state}} ({{time}}).',
};

/** English strings of problems at run time: what happened, and the remedy. */
export const problem: SameKeys<typeof korean.problem> = {
  settings: {
    title: 'The settings have {{count, number}} problems.',
    title_one: 'The settings have a problem.',
    remedy: '{{path}}: {{sentence}}',
  },
  'settings-set-aside': {
    title: 'The settings file is unreadable. Logbell renamed it to {{file}}.',
    remedy: 'Nothing was deleted. Fix that file and restore it, or set Logbell up again.',
  },
  'settings-edit-kept': {
    title: 'A conflicting edit of config.json was saved as a copy: {{file}}',
    remedy: 'An editor changed the file while Logbell was saving it. Copy what you need back into config.json.',
  },
  'settings-not-saved': {
    title_full: 'Disk full: cannot save the settings to {{file}}.',
    title_quota: 'Disk quota exceeded: cannot save the settings to {{file}}.',
    title_readonly: 'Read-only file system: cannot save the settings to {{file}}.',
    remedy_full: 'Free up disk space (df -h) or inodes (df -i), then save again.',
    remedy_quota: 'Delete files or raise the quota, then save again.',
    remedy_readonly: 'Check the disk for errors, remount it read-write, then save again.',
    title: 'Cannot save the settings ({{reason}}).',
    remedy: 'Check the free space and write permission of the settings folder.',
  },
  'file-unreadable': {
    title: 'Permission denied: {{subject}}',
    remedy: 'Grant read access (setfacl -m u:USER:r FILE) or join a group that has it. Reading then resumes.',
    remedy_file: 'Run: sudo setfacl -m u:{{user}}:r "{{subject}}"',
    remedy_folder: 'Run: sudo setfacl -m u:{{user}}:rx "{{folder}}"',
    remedy_group: 'Run this, then restart Logbell: sudo usermod -aG {{group}} {{user}}',
  },
  'file-failing': {
    title: 'Cannot read {{subject}} ({{reason}}).',
    remedy: 'Check the disk and the mount. Reading then resumes.',
  },
  'file-directory': {
    title: '{{subject}} is a folder, not a file.',
    remedy: 'Enter a file, or a pattern such as {{subject}}/*.log.',
  },
  'file-special': {
    title: '{{subject}} is not a regular file.',
    remedy: 'Logbell cannot watch pipes, sockets or devices. Choose a regular log file.',
  },
  'file-own': {
    title: '{{subject}} is written by Logbell itself.',
    remedy: 'Logbell skips its own files to avoid an endless loop. Remove this file from the list.',
  },
  'file-rewritten': {
    title: '{{subject}} was rewritten.',
    remedy: 'Lines already read are skipped. No action needed.',
  },
  'no-files-match': {
    title: 'No file matches {{subject}} yet.',
    remedy: 'Check the path. A file created later is read from the start.',
  },
  'too-many-files': {
    title: '{{subject}} matches too many files ({{count, number}}).',
    remedy: 'Only the first {{maximum, number}} are watched. Use a narrower pattern.',
  },
  'glob-too-broad': {
    title: '{{subject}} covers too many folders to search.',
    remedy: 'The search stopped early, so some files are not watched. Use a narrower path, for example without **.',
  },
  'folder-too-full': {
    title: '{{subject}} contains too many files.',
    remedy: 'Only {{maximum, number}} of them are checked for rotated logs. Move old files to another folder.',
  },
  'file-limit': {
    title: 'Open file limit reached: some files are not watched ({{reason}}).',
    remedy: 'Use narrower patterns, or raise the limit (ulimit -n).',
  },
  'looks-cp949': {
    title: '{{subject}} looks like CP949 (EUC-KR), not UTF-8.',
    remedy: 'Set the encoding of this file to CP949.',
  },
  'journal-missing-program': {
    title: 'journalctl is not installed, so {{subject}} cannot be read.',
    remedy: 'Install systemd, or watch a file instead.',
  },
  'journal-denied': {
    title: 'Permission denied: {{subject}}',
    remedy: 'Run sudo usermod -aG systemd-journal {{user}}, then log in again or restart the service.',
  },
  'journal-empty': {
    title: '{{subject}} has no entries yet.',
    remedy: 'Check that systemd-journald is running. Entries that appear later are read from the first one.',
    remedy_folder: 'Check its path, and that machines send their journals there. The first entries are read, too.',
  },
  'journal-volatile': {
    title: 'The journal is kept in memory only: {{subject}}',
    remedy: 'To keep entries when this machine restarts, run sudo mkdir /var/log/journal and restart systemd-journald.',
  },
  'journal-unknown-unit': {
    title: 'Unknown unit {{unit}} ({{subject}})',
    remedy: 'Check its name with systemctl list-units --all. Entries are read as soon as there are some.',
  },
  'journal-failing': {
    title: 'journalctl keeps failing: {{subject}} ({{reason}})',
    remedy: 'Run journalctl --verify to check the journal. Logbell keeps trying and resumes where it stopped.',
  },
  'journal-gap': {
    title: 'Entries of {{subject}} were deleted before they were read.',
    remedy: 'Reading continues with the oldest entry left. To keep more, raise SystemMaxUse in journald.conf.',
  },
  'watch-limit': {
    title: 'File change notifications are unavailable ({{reason}}).',
    remedy: 'Logbell checks files every few seconds instead. For faster alerts, raise fs.inotify.max_user_watches.',
  },
  'file-first-line-slow': {
    title: 'The first-line regex of {{subject}} is too slow on some lines.',
    remedy: 'Each of these lines starts a new entry. Simplify the regex, for example by avoiding nested repetition.',
  },
  'pattern-too-slow': {
    title: 'Rule “{{title}}”: pattern too slow, $t(noun.line, {"count": {{lines}} }) not checked.',
    remedy: 'These lines trigger no alert. Simplify the pattern, for example by avoiding nested repetition.',
  },
  'exception-too-slow': {
    title: 'Rule “{{title}}”: exception too slow, $t(noun.line, {"count": {{lines}} }) not checked.',
    remedy: 'These lines trigger an alert even if the exception applies. Simplify the exception.',
  },
  'ok-too-slow': {
    title: 'Rule “{{title}}”: recovery pattern too slow, $t(noun.line, {"count": {{lines}} }) not checked.',
    remedy: 'These lines close no incident. Simplify the recovery pattern.',
  },
  'too-many-keys': {
    title: 'Rule “{{title}}” has more than 1,000 group values. The oldest are dropped.',
    remedy: 'Held matches of dropped values are not reported. Group by something with fewer values.',
  },
  'absence-blind': {
    title: 'Rule “{{title}}” cannot check for missing lines.',
    remedy: 'Its logs are missing or unreadable. Check them on the Logs page.',
  },
  'budget-used-up': {
    title: 'The text budget is used up, so alerts are held.',
    remedy:
      'A digest follows the next day unless a fallback channel reports them. To send more now, raise the budget on the Delivery page (policy.budget).',
  },
  'escalation-given-up': {
    title: 'Escalation canceled after three days: incident #{{id}} (rule “{{title}}”).',
    remedy:
      'The budget, quiet hours, a pause or a mute blocked it, or Logbell was not running. Check the incident and notify the next person yourself.',
  },
  'ledger-unusable': {
    title: 'The history database is unavailable ({{reason}}).',
    title_full: 'Disk full: cannot write the history database in {{folder}}.',
    title_quota: 'Disk quota exceeded: cannot write the history database in {{folder}}.',
    title_readonly: 'Read-only file system: cannot write the history database in {{folder}}.',
    remedy: 'Check the free space and write permission of the data folder. Watching then resumes where it stopped.',
    remedy_full: 'Free up disk space (df -h) or inodes (df -i). Watching then resumes where it stopped.',
    remedy_quota: 'Delete files or raise the quota. Watching then resumes where it stopped.',
    remedy_readonly: 'Check the disk for errors and remount it read-write. Watching then resumes where it stopped.',
  },
  'ledger-deleted': {
    title: 'The history database was deleted or moved while in use: {{file}}',
    remedy:
      'Logbell keeps watching but cannot restore the file ({{reason}}). Make the folder writable before you stop it.',
  },
  'ledger-restored': {
    title: 'The history database was deleted or moved while in use. Logbell restored it: {{file}}',
    remedy: 'Nothing was lost. Stop Logbell before you delete or move its data folder.',
  },
  'ledger-replaced': {
    title: 'Another file replaced the history database while in use: {{file}}',
    remedy:
      'Logbell kept its own as {{kept}}. Move the other file away to keep this history, or restart Logbell to switch to it.',
  },
  'ledger-set-aside': {
    title: 'The history database is damaged. Logbell renamed it to {{file}}.',
    remedy: 'Logbell started a new one and reads log files from their current end. Nothing was deleted.',
  },
  'ledger-newer': {
    title: 'The history database is from a newer version of Logbell.',
    remedy: 'Update Logbell. Nothing is watched until then.',
  },
  'ledger-in-use': {
    title: 'Another Logbell is using this data folder.',
    remedy: 'Quit one of them. Only one can watch, so that no text is sent twice.',
  },
  'writable-by-others': {
    title: 'Other users can change {{subject}} (mode {{mode}}) and redirect your texts.',
    remedy: 'Run: chmod go-w "{{subject}}"',
  },
  'readable-by-others': {
    title: 'Other users can read the keys in {{subject}} (mode {{mode}}).',
    remedy: 'Run: chmod 600 "{{subject}}"',
  },
  'engine-restarted': {
    title: 'The watch engine stopped unexpectedly and was restarted.',
    remedy: 'Reading resumed where it stopped. If this happens often, report it with the log file.',
  },
  'texts-held': {
    title: '{{count, number}} unsent texts are held: this history database is a copy.',
    title_one: '{{count, number}} unsent text is held: this history database is a copy.',
    title_messages: '{{count, number}} unsent messages are held: this history database is a copy.',
    title_messages_one: '{{count, number}} unsent message is held: this history database is a copy.',
    title_both:
      '$t(noun.text, {"count": {{texts}} }) and $t(noun.message, {"count": {{messages}} }) are held unsent: this history database is a copy.',
    remedy: 'The original may send them too. List them with “logbell outbox”, then resend or cancel each one.',
  },
  'no-keys': {
    title: 'Cannot send texts: the SENS keys are missing.',
    remedy: 'Enter the Access Key and Secret Key on the Delivery page. Texts stay queued until then.',
  },
  'keyring-locked': {
    title: 'Cannot read the SENS keys: the keyring is locked.',
    remedy: 'Unlock the keyring and restart Logbell. The keys were not deleted.',
  },
  'sens-refused-key': {
    title: 'SENS refused the keys.',
    remedy: 'Check the Access Key and Secret Key in the console and enter them again. Texts stay queued until then.',
  },
  'sens-clock': {
    title: 'SENS refused the request: this computer’s clock is {{minutes}} min off.',
    title_ahead: 'SENS refused the request: this computer’s clock is {{minutes}} min ahead.',
    title_behind: 'SENS refused the request: this computer’s clock is {{minutes}} min behind.',
    remedy: 'Turn on time synchronization (timedatectl set-ntp true). The keys are fine.',
  },
  'sens-no-right': {
    title: 'These keys have no permission to send texts with SENS.',
    remedy: 'In the console, check the SENS subscription, the project’s SMS service and the sub account’s permissions.',
  },
  'sens-bad-request': {
    title: 'SENS refused the request: {{detail}}',
    remedy: 'Check the recipient’s number, and that the sender number is approved in the console.',
  },
  'sens-unknown-service': {
    title: 'SENS does not recognize the service ID.',
    remedy: 'Copy the service ID (ncp:sms:…) again from SENS > Project in the console.',
  },
  'sens-too-fast': {
    title: 'SENS rate limit reached.',
    remedy: 'Logbell retries shortly. If this happens often, check the limits in the console.',
  },
  'sens-server': {
    title: 'SENS server error (HTTP {{status}}).',
    remedy: 'Logbell retries automatically. No action needed.',
  },
  'sens-unreachable': {
    title: 'Cannot reach SENS ({{reason}}).',
    remedy: 'Check the network and the proxy. Texts are sent once SENS is reachable.',
  },
  'sens-odd-answer': {
    title: 'Unexpected response from SENS.',
    remedy: 'Check the zone and any proxy in between. Texts stay queued until then.',
  },
  'sens-certificate': {
    title: 'The certificate of the SENS server is not trusted ({{reason}}).',
    remedy: 'Check the SENS address, the proxy and the system’s certificates.',
  },
  'channel-incomplete': {
    title: 'The settings of channel {{subject}} are incomplete.',
    title_missing: 'Channel {{subject}} has no URL, token or password.',
    title_invalid: 'The settings of channel {{subject}} are invalid.',
    title_insecure: 'Channel {{subject}} is not encrypted.',
    remedy: 'Correct the channel in the settings. Its messages stay queued until then.',
    remedy_missing: 'Enter it on the Delivery page. Messages stay queued until then.',
    remedy_insecure: 'Use https://, or TLS for mail. Only a server on this computer may go without.',
  },
  'channel-refused': {
    title: 'The service refused channel {{subject}}: {{detail}}',
    remedy: 'Check its URL, token or password, and that the service still has it. Messages stay queued until then.',
  },
  'channel-bad-request': {
    title: 'Channel {{subject}} refused a message: {{detail}}',
    remedy: 'The history has the message. Check the settings of the channel and what the service accepts.',
  },
  'channel-redirected': {
    title: 'The URL of channel {{subject}} redirects to another one (HTTP {{status}}).',
    remedy: 'Logbell does not follow redirects. Enter the final URL.',
  },
  'channel-too-fast': {
    title: 'Channel {{subject}} has reached its rate limit.',
    remedy: 'Logbell retries when the service allows it. No action needed.',
  },
  'channel-server': {
    title: 'Server error in channel {{subject}} ({{status}}).',
    remedy: 'Logbell retries where a duplicate is impossible. The history lists messages that may be lost.',
  },
  'channel-unreachable': {
    title: 'Cannot reach channel {{subject}} ({{reason}}).',
    remedy: 'Check the network, the proxy and the server. Messages are sent once it is reachable.',
  },
  'channel-odd-answer': {
    title: 'Unexpected response from channel {{subject}}.',
    remedy: 'Check its URL and any proxy in between.',
  },
  'channel-certificate': {
    title: 'The certificate of channel {{subject}} is not trusted ({{reason}}).',
    remedy: 'Check the address, the proxy and the system’s certificates.',
  },
  'channel-unconfirmed': {
    title: 'A message through channel {{subject}} is unconfirmed.',
    remedy: 'Not resent, to avoid a duplicate. Look at the channel, then resend it in the history if it is missing.',
  },
  'text-failed': { title: 'A text to {{to}} failed.', remedy: 'See the history for the reason.' },
  'text-unknown': {
    title: 'No delivery report for the text to {{to}}.',
    remedy: 'Not resent, to avoid a duplicate. Check with the recipient.',
  },
  'text-refused': {
    title: 'SENS refused the text to {{to}}: {{reason}}',
    remedy: 'Other recipients are not affected. Correct the number to resend the text, or cancel it in the history.',
  },
  'texts-too-late': {
    title: '{{count, number}} texts to {{to}} expired unsent.',
    title_one: '{{count, number}} text to {{to}} expired unsent.',
    remedy: 'The history lists them. To receive late texts too, choose the digest on the Delivery page.',
  },
  'practice-unavailable': {
    title: 'Cannot start the practice SENS ({{reason}}).',
    remedy: 'Restart Logbell.',
  },
  'status-unavailable': {
    title: 'Commands cannot read the status of this Logbell ({{reason}}).',
    remedy: 'Make {{folder}} a folder that only you can open, then restart Logbell. Watching continues.',
  },
  'engine-stuck': {
    title: 'The watch engine does not respond.',
    remedy: 'Logbell keeps trying to reach it. If this lasts, restart Logbell.',
  },
  'clock-wrong': {
    title: 'This computer’s clock is {{minutes}} min off.',
    title_ahead: 'This computer’s clock is {{minutes}} min ahead.',
    title_behind: 'This computer’s clock is {{minutes}} min behind.',
    remedy: 'Turn on time synchronization (timedatectl set-ntp true). SENS refuses texts until then.',
  },
  'heartbeat-undelivered': {
    title: 'The heartbeat does not reach {{host}} ({{reason}}).',
    'title_no-url': 'The heartbeat has no URL: {{subject}}',
    remedy: 'Check the URL of the heartbeat and the network. Watching continues.',
    'remedy_no-url': 'Run logbell keys set --heartbeat {{subject}}, or set the variable {{variable}}.',
  },
  'metrics-unavailable': {
    title: 'Cannot serve metrics at {{listen}} ({{reason}}).',
    remedy: 'Set metrics.listen in config.json to a free loopback port or socket path. Watching continues.',
  },
  'receive-unavailable': {
    title: 'Cannot receive alerts at {{subject}} ({{reason}}).',
    remedy: 'Check receive in config.json: the address must be free, and its files readable. Logbell tries again.',
  },
};

/** English strings of reasons why a Logbell is unhealthy, where no problem says it. */
export const health: SameKeys<typeof korean.health> = {
  'engine-stopped': 'The watch engine is not running.',
  'ledger-not-writable': 'The history database cannot be written.',
  'texts-late': 'A text has waited more than 5 minutes to be sent or confirmed.',
};
