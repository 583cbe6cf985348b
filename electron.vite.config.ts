import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { asciiCode } from './scripts/build/ascii-code.mjs';
import { assemblyScript } from './scripts/build/assembly.mjs';
import { fileGroups } from './scripts/build/file-groups.mjs';
import { pageScript } from './scripts/build/page-script.mjs';
import { plainBuiltins } from './scripts/build/plain-builtins.mjs';
import { plainClock } from './scripts/build/plain-clock.mjs';
import { plainCommander } from './scripts/build/plain-commander.mjs';
import { plainLibsql } from './scripts/build/plain-libsql.mjs';
import { textsAsJson } from './scripts/build/texts-as-json.mjs';
import { listBuiltFiles } from './scripts/packaging/built-files.mjs';
import { packageName, shippedPackages } from './scripts/packaging/content.mjs';

/** Not in the bundle: Electron has the one, and the other is the platform binary of libsql. */
const external = ['electron', /^@libsql\//];

/** What the oldest Electron that Logbell is run with carries (33: for development where the pinned one is out of reach). */
const OLDEST_NODE = 'node20.18';
const OLDEST_CHROMIUM = 'chrome130';

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
        output: { format: 'es', codeSplitting: { groups: fileGroups } },
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
