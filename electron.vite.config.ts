import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** libsql loads its platform binary with `require` at run time, so it stays outside the bundle. */
const external = ['electron', 'libsql'];

export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          main: 'src/main/main.ts',
          cli: 'src/main/cli.ts',
          worker: 'src/main/engine/worker.ts',
        },
        output: { format: 'es' },
      },
    },
  },
  preload: {
    build: {
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
    build: { rolldownOptions: { input: 'src/renderer/index.html' } },
    plugins: [react()],
  },
});
