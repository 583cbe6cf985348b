/** A Vite plugin: `import { wasmBase64 } from './file.ts?assembly'` gives the AssemblyScript file compiled to WebAssembly. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const SUFFIX = '?assembly';
const OUTPUT = 'out.wasm';
// Named by a variable: the types of the package would change those of JavaScript's own arrays everywhere.
const COMPILER = 'assemblyscript/asc';

/**
 * The part of the compiler that is used (AssemblyScript documentation, "Programmatic usage").
 * @typedef {object} Compiler
 * @property {(options: readonly string[], host: CompilerHost) => Promise<{ error: Error | null }>} main
 */

/**
 * @typedef {object} CompilerHost
 * @property {(path: string) => string | null} readFile
 * @property {(path: string, contents: string | Uint8Array) => void} writeFile
 * @property {() => readonly string[]} listFiles
 * @property {{ write: (text: unknown) => void }} stderr
 */

/**
 * Compiles one file that imports no other. The error is what the compiler says.
 * @param {string} file
 * @returns {Promise<Uint8Array>}
 */
async function compileAssembly(file) {
  // Loaded where it is needed: the compiler is large.
  /** @type {unknown} */
  const compiler = await import(COMPILER);
  const { default: asc } = /** @type {{ default: Compiler }} */ (compiler);
  const name = basename(file);
  const source = await readFile(file, 'utf8');
  /** @type {Uint8Array[]} */
  const written = [];
  /** @type {string[]} */
  const complaints = [];
  const { error } = await asc.main(
    [name, ...['--outFile', OUTPUT, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'], '--importMemory'],
    {
      readFile: (path) => (path === name ? source : null),
      writeFile: (path, contents) => {
        if (path === OUTPUT && typeof contents !== 'string') {
          written.push(contents);
        }
      },
      listFiles: () => [],
      stderr: { write: (text) => void complaints.push(String(text)) },
    },
  );
  const [binary] = written;
  if (error || !binary) {
    throw new Error(`${file}: ${String(error)}\n${complaints.join('')}`);
  }
  return binary;
}

/** @returns {import('vite').Plugin} */
export function assemblyScript() {
  return {
    name: 'assembly-script',
    async load(id) {
      if (!id.endsWith(SUFFIX)) {
        return null;
      }
      const file = id.slice(0, -SUFFIX.length);
      this.addWatchFile(file);
      const binary = await compileAssembly(file);
      return `export const wasmBase64 = '${Buffer.from(binary).toString('base64')}';`;
    },
  };
}
