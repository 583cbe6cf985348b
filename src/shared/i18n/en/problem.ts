import type { problem as korean } from '../ko/problem';
import type { SameKeys } from '../../common/same-keys';

/** English strings of problems at run time: what happened, and the remedy. */
export const problem: SameKeys<typeof korean> = {
  settings: { title: 'Faults in the settings: {{count}}.', remedy: '{{path}}: {{sentence}}' },
  'settings-set-aside': {
    title: 'The settings file could not be read and was set aside as {{file}}.',
    remedy: 'Nothing was wiped. Mend that file and put it back, or make the settings anew.',
  },
  'settings-edit-kept': {
    title: 'An edit of config.json was kept as a copy: {{file}}',
    remedy: 'An editor wrote the file while Logbell saved it. Copy what you need from the copy into config.json.',
  },
  'settings-not-saved': {
    title_full: 'The disk is full: the settings could not be saved to {{file}}.',
    title_quota: 'The disk quota is used up: the settings could not be saved to {{file}}.',
    title_readonly: 'The file system is read-only: the settings could not be saved to {{file}}.',
    remedy_full: 'Free some space (df -h) or inodes (df -i), then save again.',
    remedy_quota: 'Delete files or raise the quota, then save again.',
    remedy_readonly: 'Check the disk for errors and remount it for writing, then save again.',
    title: 'The settings could not be saved ({{reason}}).',
    remedy: 'Check the free space and the permissions of the settings folder.',
  },
  'file-unreadable': {
    title: 'Logbell may not read {{subject}}.',
    remedy:
      'Grant read permission (for example setfacl -m u:USER:r FILE) or join a group that may read it. Reading goes on as soon as it can.',
  },
  'file-failing': {
    title: '{{subject}} could not be read ({{reason}}).',
    remedy: 'Check the disk and the mount. Reading goes on as soon as it can.',
  },
  'file-directory': {
    title: '{{subject}} is a folder.',
    remedy: 'Name a file, or a pattern such as {{subject}}/*.log.',
  },
  'file-special': {
    title: '{{subject}} is not a regular file.',
    remedy: 'Pipes, sockets and devices cannot be watched. Choose a regular log file.',
  },
  'file-own': {
    title: '{{subject}} is written by Logbell itself.',
    remedy: 'It is not watched, since it would feed on itself. Take it off the list.',
  },
  'file-rewritten': {
    title: '{{subject}} was rewritten.',
    remedy: 'What is proven to have been seen before is passed over, and the rest is read. There is nothing to do.',
  },
  'no-files-match': {
    title: 'No file matches {{subject}} yet.',
    remedy: 'A file that appears is read from its beginning. Check that the path is right.',
  },
  'too-many-files': {
    title: '{{subject}} matches {{count}} files, which is too many.',
    remedy: 'Only the first {{maximum}} are watched. Make the pattern narrower.',
  },
  'glob-too-broad': {
    title: '{{subject}} covers too many folders to search.',
    remedy: 'Logbell stopped searching, so some files are not watched. Use a narrower path, for example without **.',
  },
  'folder-too-full': {
    title: '{{subject}} holds too many files.',
    remedy:
      'Logbell looks for rotated logs among {{maximum}} of them only, and may miss some. Move old files to another folder.',
  },
  'file-limit': {
    title: 'More files than can be open at once: some are not watched ({{reason}}).',
    remedy: 'Make the patterns narrower, or raise the limit of open files (ulimit -n).',
  },
  'looks-cp949': {
    title: '{{subject}} looks like CP949 (EUC-KR), not UTF-8.',
    remedy: 'Set the encoding of this file to CP949.',
  },
  'watch-limit': {
    title: 'File change notices cannot be had ({{reason}}).',
    remedy: 'Files are checked every few seconds instead. To be quicker, raise fs.inotify.max_user_watches.',
  },
  'file-first-line-slow': {
    title: 'The first-line expression of {{subject}} takes too long on some lines.',
    remedy: 'Each of these lines starts a new entry. Make the expression simpler: no repetition inside a repetition.',
  },
  'pattern-too-slow': {
    title: 'The pattern of the rule “{{title}}” takes too long. Lines not checked: {{lines}}.',
    remedy: 'These lines do not alert. Make the pattern simpler, for example without repetitions inside repetitions.',
  },
  'exception-too-slow': {
    title: 'An exception of the rule “{{title}}” takes too long. Lines not checked: {{lines}}.',
    remedy: 'These lines alert even where the exception applies. Make the exception simpler.',
  },
  'ok-too-slow': {
    title: 'The recovery pattern of the rule “{{title}}” takes too long. Lines not checked: {{lines}}.',
    remedy: 'These lines close no incident. Make the pattern simpler.',
  },
  'too-many-keys': {
    title: 'The rule “{{title}}” tells more than 1,000 cases apart, so the oldest are forgotten.',
    remedy: 'What was held back for those is not counted in a text. Choose a coarser key or cooldownBy.',
  },
  'absence-blind': {
    title: 'The rule “{{title}}” cannot tell whether its lines stay away.',
    remedy: 'Its files are missing or cannot be read. Check that they are there, and their permissions.',
  },
  'budget-used-up': {
    title: 'The budget for texts is used up, so alerts are held back.',
    remedy:
      'One text sums them up on the next day. Should you need more, raise the budget on the Delivery page (policy.budget).',
  },
  'escalation-given-up': {
    title:
      'The text to others about incident #{{id}} (rule “{{title}}”) could not go out for three days and was given up.',
    remedy:
      'Budget, quiet hours, a pause or a mute kept it back, or Logbell was not running. Look at the incident and tell the next person yourself if need be.',
  },
  'ledger-unusable': {
    title: 'The history database cannot be used ({{reason}}).',
    title_full: 'The disk is full: Logbell cannot write its history database in {{folder}}.',
    title_quota: 'The disk quota is used up: Logbell cannot write its history database in {{folder}}.',
    title_readonly: 'The file system is read-only: Logbell cannot write its history database in {{folder}}.',
    remedy: 'Check the free space and the permissions of the data folder. Reading goes on once that is mended.',
    remedy_full: 'Free some space (df -h) or inodes (df -i). Watching then resumes by itself where it stopped.',
    remedy_quota: 'Delete files or raise the quota. Watching then resumes by itself where it stopped.',
    remedy_readonly:
      'Check the disk for errors and remount it for writing. Watching then resumes by itself where it stopped.',
  },
  'ledger-deleted': {
    title: 'The history database was deleted or moved while Logbell was running: {{file}}.',
    remedy:
      'Logbell keeps watching, but cannot write it again ({{reason}}). Make the folder writable before you stop Logbell.',
  },
  'ledger-restored': {
    title: 'The history database was deleted or moved while Logbell was running. Logbell wrote it again: {{file}}.',
    remedy: 'Nothing was lost. Stop Logbell before you delete or move its data folder.',
  },
  'ledger-replaced': {
    title: 'Another history database was put at {{file}} while Logbell was running.',
    remedy:
      'Logbell keeps its own in {{kept}}. Move the other one away to keep this history, or restart Logbell to use the other one.',
  },
  'ledger-set-aside': {
    title: 'The history database was damaged and was set aside as {{file}}.',
    remedy: 'A new one was started and files are watched from their present end. The old one was not deleted.',
  },
  'ledger-newer': {
    title: 'The history database was made by a newer Logbell.',
    remedy: 'Update Logbell. Nothing is watched until then.',
  },
  'ledger-in-use': {
    title: 'Another Logbell is using this data folder.',
    remedy: 'Quit one of them. Only one watches, so that no text goes out twice.',
  },
  'writable-by-others': {
    title: 'Other users can change {{subject}} (mode {{mode}}), and so redirect texts.',
    remedy: 'Run: chmod go-w "{{subject}}"',
  },
  'readable-by-others': {
    title: 'Other users can read the keys in {{subject}} (mode {{mode}}).',
    remedy: 'Run: chmod 600 "{{subject}}"',
  },
  'engine-restarted': {
    title: 'The watch engine stopped and was started again.',
    remedy: 'Reading goes on where it was. If this happens often, report it with the log.',
  },
  'texts-held': {
    title: 'Unsent texts held because this history database is a copy: {{count}}.',
    remedy: 'The original may send them as well. List them with “logbell outbox”, then resend or drop each one.',
  },
  'no-keys': {
    title: 'Texts cannot be sent: the SENS keys are missing.',
    remedy: 'Enter the Access Key and Secret Key on the Delivery page. Alerts are kept until then.',
  },
  'keyring-locked': {
    title: 'The keyring is locked, so the SENS keys cannot be read.',
    remedy: 'Unlock the keyring and start Logbell again. The keys were not deleted.',
  },
  'sens-refused-key': {
    title: 'SENS refused the keys.',
    remedy: 'Check the Access Key and Secret Key in the console and replace them. Texts are kept until then.',
  },
  'sens-clock': {
    title: 'SENS refused because this computer’s clock is off ({{minutes}} min).',
    title_ahead: 'SENS refused because this computer’s clock is {{minutes}} minutes ahead.',
    title_behind: 'SENS refused because this computer’s clock is {{minutes}} minutes behind.',
    remedy: 'Turn on time synchronisation (timedatectl set-ntp true). The keys need no change.',
  },
  'sens-no-right': {
    title: 'This key has no right to use SENS SMS.',
    remedy: 'Check in the console that SENS is subscribed, the project has SMS, and the sub account has the right.',
  },
  'sens-bad-request': {
    title: 'SENS did not accept the request: {{detail}}',
    remedy:
      'Check that the sender number is registered and approved in the console, and that the recipient’s number is right.',
  },
  'sens-unknown-service': {
    title: 'SENS does not know this service ID.',
    remedy: 'Copy the service ID that begins with ncp:sms: from SENS > Project in the console again.',
  },
  'sens-too-fast': {
    title: 'A usage limit of SENS was reached.',
    remedy: 'Texts are tried again shortly. If this happens often, check the limits in the console.',
  },
  'sens-server': {
    title: 'SENS has trouble of its own (HTTP {{status}}).',
    remedy: 'Texts are tried again. There is nothing to do.',
  },
  'sens-unreachable': {
    title: 'SENS cannot be reached ({{reason}}).',
    remedy: 'Check the network and the proxy. Texts go out once it can be reached.',
  },
  'sens-odd-answer': {
    title: 'The answer does not look like one of SENS.',
    remedy: 'Check the address (zone) and any proxy in between. Texts are kept until then.',
  },
  'sens-certificate': {
    title: 'The certificate of the SENS server cannot be trusted ({{reason}}).',
    remedy: 'Check the address, the proxy and the system’s certificates.',
  },
  'text-failed': { title: 'A text to {{to}} failed.', remedy: 'The history says why.' },
  'text-unknown': {
    title: 'Whether a text reached {{to}} cannot be told.',
    remedy: 'It was not sent again, so that none arrives twice. Ask the recipient.',
  },
  'text-refused': {
    title: 'SENS did not accept the text to {{to}}: {{reason}}',
    remedy:
      'The other recipients got theirs. It is sent again once the number is corrected; drop it in the history if it is not needed.',
  },
  'texts-too-late': {
    title: 'Texts to {{to}} that were not sent, as they were too late: {{count}}.',
    remedy: 'The history has them. To get late texts as well, choose the digest under Delivery.',
  },
  'practice-unavailable': {
    title: 'The practice SENS could not be started ({{reason}}).',
    remedy: 'Start Logbell again.',
  },
};
