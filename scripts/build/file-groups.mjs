/**
 * Groups of modules of the main process that become one file each, with what they import, unless an earlier group has
 * it. Each file takes time to find and read, so a start should load few; and each group holds only what all that load it
 * need, so that no start loads more code.
 */
export const fileGroups = [
  { name: 'first', test: /\/package\.json$|\/common\/user-signals\.ts$/ },
  // All that a thread that reads ahead loads: each has its own copy.
  { name: 'scan', test: /\/read-ahead\/log-search\.ts$/ },
  {
    name: 'common',
    test: new RegExp(
      [
        '/shared/(common|contract|sms)/',
        '/shared/i18n/(decision-text|duration-words|translator)',
        '/shared/settings/(log-source|recipients|sample-number|titles)',
        '/cli/(format|output)/',
        '/common/(files/bounded-file|clock|error-code|events)',
        '/main/settings/secrets/keys',
        '/ledger/tables/(held-counts|policy-states)',
      ].join('|'),
    ),
    minShareCount: 5,
    maxModuleSize: 8_000,
  },
  {
    name: 'settings',
    test: /\/node_modules\/temporal-polyfill\/|\/shared\/settings\/(schema|parse)\.ts$|\/main\/(settings\/|cli\/cli-context\.ts$)/,
    minShareCount: 2,
  },
  {
    name: 'reports',
    test: /\/cli\/(format\/(event|terminal)-writer|settings-notices|watch\/(practice-access|watch-heartbeats|watch-metrics))\.ts$/,
  },
  { name: 'encodings', test: /\/node_modules\/iconv-lite\// },
  { name: 'logs', test: /\/dry-run\/dry-run\.ts$/ },
  { name: 'ledger', test: /\/ledger\/ledger\.ts$|\/alert\/(incidents\/incident-log|silences)\.ts$/ },
  { name: 'engine', test: /\/engine\/engine\.ts$/ },
];
