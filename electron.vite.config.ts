import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { listBuiltFiles } from './scripts/packaging/built-files.mjs';
import { packageName, shippedPackages } from './scripts/packaging/content.mjs';
import {
  asciiCode,
  assemblyScript,
  pageScript,
  plainBuiltins,
  plainClock,
  plainCommander,
  plainLibsql,
  textsAsJson,
} from './scripts/vite-plugins.mjs';

/** Not in the bundle: Electron has the one, and the other is the platform binary of libsql. */
const external = ['electron', /^@libsql\//];

/** What the oldest Electron that Logbell is run with carries (33: for development where the pinned one is out of reach). */
const OLDEST_NODE = 'node20.18';
const OLDEST_CHROMIUM = 'chrome130';

/**
 * Modules that go into one file together with what they import, unless an earlier file has that: Node takes about half
 * a millisecond for each file. Each holds only what all that load it need, so that no start loads more code.
 */
const fewFiles = [
  { name: 'first', test: /\/package\.json$|\/common\/user-signals\.ts$/ },
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
  { name: 'logs', test: /\/dry-run\/dry-run\.ts$|\/read-ahead\/log-search\.ts$/ },
  { name: 'ledger', test: /\/ledger\/ledger\.ts$|\/alert\/(incidents\/incident-log|silences)\.ts$/ },
  { name: 'engine', test: /\/engine\/engine\.ts$/ },
];

/** Packages that the window lists under licenses, with name, version and license. */
const packages = shippedPackages().map((shipped) => ({
  name: packageName(shipped),
  version: shipped.version,
  license: shipped.license,
}));

export default defineConfig({
  main: {
    plugins: [
      assemblyScript(),
      pageScript(),
      plainLibsql(),
      plainCommander(),
      plainBuiltins(),
      plainClock(),
      textsAsJson(),
      asciiCode(),
      listBuiltFiles(),
    ],
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      // Less to parse at each start.
      minify: true,
      rolldownOptions: {
        external,
        // Compiles a CommonJS module when it is loaded, not with its file.
        optimization: { pifeForModuleWrappers: false },
        input: {
          main: 'src/main/main.ts',
          cli: 'src/main/cli.ts',
          worker: 'src/main/engine/worker/worker.ts',
          'ahead-worker': 'src/main/engine/match/read-ahead/worker.ts',
          'dry-run': 'src/main/engine/dry-run/worker.ts',
        },
        output: { format: 'es', codeSplitting: { groups: fewFiles } },
      },
    },
  },
  preload: {
    build: {
      target: OLDEST_NODE,
      externalizeDeps: false,
      rolldownOptions: {
        external: ['electron'],
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload must be one CommonJS file (Electron docs, tutorial/sandbox).
        output: { format: 'cjs', entryFileNames: 'index.cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: OLDEST_CHROMIUM,
      minify: true,
      rolldownOptions: { input: 'src/renderer/index.html' },
    },
    define: { SHIPPED_PACKAGES: JSON.stringify(packages) },
    plugins: [react()],
  },
});
