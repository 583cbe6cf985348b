/** The Vite plugins of Logbell, for files that are imported in a form of their own. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { transformWithOxc } from 'vite';

const ASSEMBLY_SUFFIX = '?assembly';
const PAGE_SUFFIX = '?page';

const WASM_FILE = 'out.wasm';
// A variable: the types of the package would change those of JavaScript's own arrays everywhere.
const COMPILER = 'assemblyscript/asc';

/**
 * `import { wasmBase64 } from './file.ts?assembly'`: an AssemblyScript file, compiled to WebAssembly.
 *
 * @returns {import('vite').Plugin}
 */
export function assemblyScript() {
  return {
    name: 'assembly-script',
    async load(id) {
      if (!id.endsWith(ASSEMBLY_SUFFIX)) {
        return null;
      }
      const file = id.slice(0, -ASSEMBLY_SUFFIX.length);
      this.addWatchFile(file);
      const binary = await compileAssembly(file);
      return `export const wasmBase64 = '${Buffer.from(binary).toString('base64')}';`;
    },
  };
}

/**
 * `import { content } from './file.ts?page'`: the text of a script for a browser, without its types.
 *
 * @returns {import('vite').Plugin}
 */
export function pageScript() {
  return {
    name: 'page-script',
    async load(id) {
      if (!id.endsWith(PAGE_SUFFIX)) {
        return null;
      }
      const file = id.slice(0, -PAGE_SUFFIX.length);
      this.addWatchFile(file);
      const { code } = await transformWithOxc(await readFile(file, 'utf8'), file, { sourcemap: false });
      return `export const content = ${JSON.stringify(code)};`;
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
