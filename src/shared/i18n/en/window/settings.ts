import type { settingsWords as korean } from '../../ko/window/settings';
import type { SameKeys } from '../../same-keys';

/** English texts of the settings page. */
export const settingsWords: SameKeys<typeof korean> = {
  settings: {
    text: 'Each change holds at once.',
    app: 'General',
    language: 'Language',
    theme: 'Theme',
    notifications: 'Desktop notifications',
    notificationsHelp: 'Matching lines and problems are shown on the desktop too.',
    watch: 'Reading logs',
    maxLineLength: 'Longest line (bytes)',
    maxLineLengthHelp: 'The rest of a longer line is left out and marked with “…”. From 1,024 to 524,288 bytes.',
    grace: 'Read on after rotation',
    graceHelp: 'For so long, lines are still read from a file that was renamed or deleted. Up to 10 minutes.',
    folders: 'Folders',
    foldersText: 'The files to back up, or to look at when something is wrong.',
    folder: {
      config: 'Open config folder',
      data: 'Open data folder',
      logs: 'Open log folder',
    },
  },
  language: {
    system: 'System',
    ko: '한국어',
    en: 'English',
  },
  theme: {
    system: 'System',
    light: 'Light',
    dark: 'Dark',
  },
  transfer: {
    title: 'Export and import',
    text: 'Moves rules, files and recipients to another computer, or keeps them. Neither keys nor SENS settings are included.',
    withNumbers: 'Include the recipients’ phone numbers',
    export: 'Export',
    import: 'Import',
    exported: 'Exported: {{path}}',
    exportFailed: 'The file could not be saved. Check free space and the permissions of the folder.',
    imported: 'Imported. A copy of the settings before: {{backup}}',
    importedOnly: 'Imported.',
    preview: 'What would be imported',
    nothing: 'Everything in this file is the same as in the settings now.',
    backup: 'Before saving, a copy of the present settings is kept in the settings folder.',
    apply: 'Import and save',
    unread: 'Left out, as it cannot be read',
    same: 'Same as now: {{number}}',
    list: {
      rules: 'Rules',
      files: 'Files',
      recipients: 'Recipients',
      groups: 'Recipient groups',
    },
    change: {
      added: 'Added',
      replaced: 'Replaced',
    },
    notes: 'Worth a look',
    note: {
      'same-name': '“{{title}}”: there is a rule of this name already, so there will be two.',
      'no-number': '“{{title}}”: has no phone number, so this recipient is not added.',
      'switched-off':
        '“{{title}}”: has no recipient left and comes switched off. Choose its recipients, then turn it on.',
    },
    refused: {
      'not-an-export': 'This file was not exported by Logbell.',
      'newer-version': 'This file was exported by a newer Logbell. Update Logbell.',
      unreadable: 'The file cannot be read. Check its permissions.',
      'too-large': 'The file is larger than 20 MB. Choose a file that Logbell exported.',
      'no-answer': 'Logbell does not answer. Try again.',
    },
  },
  autostart: {
    label: 'Start at login',
    help: 'Starts in the tray, without a window.',
    unsupported: 'Not supported by this kind of installation.',
    wrong: {
      'not-supported': 'This kind of installation cannot start at login.',
      'not-saved': 'The autostart file could not be saved. Check the permissions of your home folder.',
      'no-answer': 'Logbell does not answer. Please try again.',
    },
  },
};
