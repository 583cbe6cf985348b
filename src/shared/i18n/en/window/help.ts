import type { helpStrings as korean } from '../../ko/window/help';
import type { SameKeys } from '../../../common/same-keys';

/** English strings of the help page. */
export const helpStrings: SameKeys<typeof korean> = {
  help: {
    versions: 'Versions',
    places: 'Where files are',
    links: 'Links',
    configFile: 'Settings',
    dataDir: 'Data folder',
    logFile: 'Log of Logbell',
    sampleLog: 'Sample log',
    openFolder: 'Open folder',
    openFolderOf: 'Open folder: {{name}}',
    noTray: 'This desktop shows no tray icons',
    noTrayText:
      'GNOME needs the AppIndicator extension. Watching goes on without the icon; starting Logbell again opens this window.',
  },
  diagnostics: {
    title: 'Diagnostics file',
    text: 'A file to attach when you ask for help. It contains no keys, phone numbers, names, patterns, messages or log lines.',
    show: 'Show what is in it',
    content: 'What is in the diagnostics file',
    save: 'Save as it is',
    saved: 'Saved: {{path}}',
    part: {
      versions: 'Versions of Logbell, Electron and the system',
      settings:
        'Settings: switches, limits and times; of names, paths, patterns, numbers and messages only the length or shape',
      status: 'Current state, and how far each file has been read',
      problems: 'The last problems',
      ledger: 'Sizes of the history’s files, and counts of its newest entries',
      log: 'The last 200 lines of Logbell’s own log',
    },
  },
  licences: {
    title: 'Open source licences',
    text: 'Logbell is under the MIT licence. Packages that are part of it: {{number}}.',
    show: 'Show the list',
    hide: 'Close the list',
    package: 'Package',
    version: 'Version',
    licence: 'Licence',
  },
  link: {
    'sens-guide': 'SENS guide',
    'sens-projects': 'SENS projects',
    'api-keys': 'API key management',
    'ncloud-console': 'Ncloud console',
  },
};
