/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-cycles-in-the-engine',
      comment: 'Imports run from a root file to its folders to the leaves.',
      scope: 'folder',
      severity: 'error',
      from: { path: '^src/main/engine' },
      to: { circular: true, path: '^src/main/engine' },
    },
    {
      name: 'no-folder-cycles-in-the-window',
      scope: 'folder',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { circular: true, path: '^src/renderer' },
    },
    {
      name: 'no-folder-cycles-in-shared',
      scope: 'folder',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { circular: true, path: '^src/shared' },
    },
    {
      name: 'shared-is-pure',
      comment: 'src/shared is read by both sides: no Node, no Electron, nothing of either side.',
      severity: 'error',
      from: { path: '^src/shared' },
      to: { pathNot: ['^src/shared', '^node_modules/(zod|i18next)/'] },
    },
    {
      name: 'renderer-imports-shared-alone',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { path: '^src/(main|preload)', pathNot: '^src/preload/api\\.d\\.ts$' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^src/renderer' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-imports-shared-alone',
      severity: 'error',
      from: { path: '^src/preload' },
      to: { path: '^src/(main|renderer)' },
    },
    {
      name: 'engine-stands-alone',
      comment: 'The engine runs in a worker thread and under plain Node: no desktop, settings, practice or Electron.',
      severity: 'error',
      from: { path: '^src/main/engine' },
      to: {
        path: ['^src/main/(control|desktop|settings|practice)', '^src/main/(main|cli)\\.ts$', '^node_modules/electron'],
      },
    },
    {
      name: 'control-imports-no-host',
      comment: 'Watch and desktop tell their status through src/main/control; it knows neither.',
      severity: 'error',
      from: { path: '^src/main/control' },
      to: { path: ['^src/main/(cli|desktop|practice)', '^src/main/engine/(?!common/)'] },
    },
    {
      name: 'heartbeat-imports-no-host',
      comment: 'Watch and desktop send heartbeats through src/main/heartbeat; it knows neither.',
      severity: 'error',
      from: { path: '^src/main/heartbeat' },
      to: {
        path: [
          '^src/main/(cli|control|desktop|practice)',
          '^src/main/settings/(?!secrets/named-secrets)',
          '^src/main/engine/(?!common/|send/sens/|engine-api)',
        ],
      },
    },
    {
      name: 'ledger-imports-no-stage',
      severity: 'error',
      from: { path: '^src/main/engine/ledger' },
      to: { path: '^src/main/engine/(watch|match|alert|send)' },
    },
    {
      name: 'watch-imports-no-later-stage',
      severity: 'error',
      from: { path: '^src/main/engine/watch' },
      to: { path: '^src/main/engine/(match|alert|send)' },
    },
    {
      name: 'match-imports-no-later-stage',
      severity: 'error',
      from: { path: '^src/main/engine/match' },
      to: { path: '^src/main/engine/(alert|send)' },
    },
    {
      name: 'alert-imports-no-later-stage',
      severity: 'error',
      from: { path: '^src/main/engine/alert' },
      to: { path: '^src/main/engine/send' },
    },
    {
      name: 'stages-do-not-import-the-engine',
      severity: 'error',
      from: { path: '^src/main/engine/[a-z-]+/', pathNot: '^src/main/engine/worker/' },
      to: { path: '^src/main/engine/(engine\\.ts$|worker/)' },
    },
    {
      name: 'only-the-desktop-knows-electron',
      severity: 'error',
      from: { path: '^src/main', pathNot: ['^src/main/main\\.ts$', '^src/main/(settings|desktop)/'] },
      to: { path: ['^node_modules/electron(-store)?/', '^electron$'] },
    },
    {
      name: 'cli-without-desktop',
      severity: 'error',
      from: { path: '^src/main/cli\\.ts$' },
      to: { reachable: true, path: ['^node_modules/electron(-store)?/', '^src/main/desktop'] },
    },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^electron$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
