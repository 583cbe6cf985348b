import type { helpStrings as korean } from '../../ko/window/help';
import type { SameKeys } from '../../../common/same-keys';

/** English strings of the help page. */
export const helpStrings: SameKeys<typeof korean> = {
  help: {
    versions: 'Versions',
    places: 'File locations',
    links: 'Links',
    configFile: 'Settings file',
    dataDir: 'Data folder',
    logFile: 'Logbell log',
    sampleLog: 'Sample log',
    openFolder: 'Open folder',
    openFolderOf: 'Open folder: {{name}}',
    noTray: 'This desktop shows no tray icons',
    noTrayText:
      'On GNOME, install the AppIndicator extension. Logbell keeps watching without the icon; run it again to open this window.',
  },
  diagnostics: {
    title: 'Diagnostics file',
    text: 'Attach this file when you ask for help. It contains no keys, phone numbers, names, patterns, messages or log lines.',
    show: 'Show contents',
    content: 'Contents of the diagnostics file',
    save: 'Save file',
    saved: 'Saved: {{path}}',
    part: {
      versions: 'Versions of Logbell, Electron and the system',
      settings:
        'Settings: options, limits and times; only the length or shape of names, paths, patterns, numbers and messages',
      status: 'Current status and read position of each log',
      problems: 'Recent problems',
      ledger: 'History database: file sizes and counts of recent entries',
      log: 'Last 200 lines of the Logbell log',
    },
  },
  licences: {
    title: 'Open-source licenses',
    text: 'Logbell is released under the MIT License and includes {{count, number}} open-source packages.',
    text_one: 'Logbell is released under the MIT License and includes {{count, number}} open-source package.',
    show: 'Show list',
    hide: 'Hide list',
    package: 'Package',
    version: 'Version',
    licence: 'License',
  },
  link: {
    'sens-guide': 'SENS guide',
    'sens-projects': 'SENS projects',
    'api-keys': 'API key management',
    'ncloud-console': 'Ncloud console',
  },
};
