/** Compiles AssemblyScript, a subset of TypeScript, to WebAssembly. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

const SUFFIX = '?assembly';
const WASM_FILE = 'out.wasm';
/** A variable: the types of the package would change those of JavaScript's own arrays everywhere. */
const COMPILER = 'assemblyscript/asc';

/**
 * Replaces `import { wasmBase64 } from './file.ts?assembly'` by the compiled file in Base64, so that a clone needs no
 * binary files and no build step before the tests.
 *
 * @returns {import('vite').Plugin}
 */
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

/**
 * The part of the compiler that is used (AssemblyScript documentation, "Programmatic usage").
 *
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
 * Compiles one file that imports no other. Throws the compiler's own message.
 *
 * @param {string} file
 * @returns {Promise<Uint8Array>}
 */
async function compileAssembly(file) {
  // Imported on demand: the compiler is large.
  /** @type {unknown} */
  const compiler = await import(COMPILER);
  const { default: asc } = /** @type {{ default: Compiler }} */ (compiler);
  const name = basename(file);
  const source = await readFile(file, 'utf8');
  /** @type {Uint8Array[]} */
  const written = [];
  /** @type {string[]} */
  const messages = [];
  const { error } = await asc.main(
    [name, ...['--outFile', WASM_FILE, '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd'], '--importMemory'],
    {
      readFile: (path) => (path === name ? source : null),
      writeFile: (path, contents) => {
        if (path === WASM_FILE && typeof contents !== 'string') {
          written.push(contents);
        }
      },
      listFiles: () => [],
      stderr: { write: (text) => void messages.push(String(text)) },
    },
  );
  const [binary] = written;
  if (error || !binary) {
    throw new Error(`${file}: ${String(error)}\n${messages.join('')}`);
  }
  return binary;
}
