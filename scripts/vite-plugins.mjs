/** The Vite plugins of Logbell, for files that are imported in a form of their own. */
import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, relative } from 'node:path';
import { runnerImport, transformWithOxc } from 'vite';

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

const TEXTS = '/src/shared/i18n/resources.ts';
/** Stands for the folder of the built files until the place of the file with the code is known. */
const OUTPUT_FOLDER = '__OUTPUT_FOLDER__';

/**
 * Writes the strings of the main process to one JSON file per language, read when that language is used. In the code,
 * V8 would keep those of both languages.
 *
 * @returns {import('vite').Plugin}
 */
export function textsAsJson() {
  return {
    name: 'texts-as-json',
    async load(id) {
      if (!id.endsWith(TEXTS)) {
        return null;
      }
      /** @type {{ module: { resources: Readonly<Record<string, unknown>> }, dependencies: string[] }} */
      const { module, dependencies } = await runnerImport(id, { configFile: false });
      dependencies.forEach((file) => this.addWatchFile(file));
      const getters = Object.entries(module.resources).map(([language, texts]) => {
        const fileName = `texts/${language}.json`;
        this.emitFile({ type: 'asset', fileName, source: JSON.stringify(texts) });
        return `get ${language}() { return textsIn('${OUTPUT_FOLDER}/${fileName}'); }`;
      });
      return `import { readFileSync } from 'node:fs';
        const textsIn = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
        export const resources = { ${getters.join(', ')} };`;
    },
    renderChunk: (code, { fileName }) => code.replaceAll(OUTPUT_FOLDER, relative(dirname(fileName), '') || '.'),
  };
}

/**
 * Writes the code of each file in ASCII where it then takes less memory.
 *
 * @returns {import('vite').Plugin}
 */
export function asciiCode() {
  return {
    name: 'ascii-code',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          file.code = withEscapes(file.code);
        }
      }
    },
  };
}

/**
 * Writes characters beyond ASCII as escapes, unless these take more memory. V8 keeps the whole source of a module, with
 * two bytes for each character if one of them is beyond Latin-1.
 *
 * @param {string} code
 */
export function withEscapes(code) {
  const changed = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.exec(code);
  if (changed !== null) {
    throw new Error(`An escape would change this: ${changed[0]}`);
  }
  const escaped = code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return escaped.length < 2 * code.length ? escaped : code;
}

/**
 * Imports the modules of Node without an ES module around each. Node reads every property of a module for that, and
 * some load much: `WebSocket` of `node:http` loads undici, which takes longer than a bare start of Node.
 *
 * @returns {import('vite').Plugin}
 */
export function plainBuiltins() {
  return {
    name: 'plain-builtins',
    // After the plugin of electron-vite that imports `node:module`.
    enforce: 'post',
    renderChunk(code) {
      const builtins = this.parse(code)
        .body.filter((each) => each.type === 'ImportDeclaration')
        .filter(({ source }) => isBuiltin(source.value));
      const rest = builtins.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), code);
      return builtins.flatMap(plainImports).join('') + rest;
    },
  };
}

const NOW = /(?<![\w$.])performance\.now\(\)/g;

/**
 * Reads the time since the start from the process instead of `performance`: Node loads ten modules for the first use of
 * that, before Logbell watches.
 *
 * @satisfies {() => import('vite').Plugin}
 */
export function plainClock() {
  return {
    name: 'plain-clock',
    /** @param {string} code */
    renderChunk: (code) => code.replace(NOW, '(globalThis.process.uptime()*1e3)'),
  };
}

const COMMANDER = '/node_modules/commander/lib/command.js';
const CHILD_PROCESS = "const childProcess = require('node:child_process');";

/**
 * Lets commander load `node:child_process` when it starts a program, which Logbell never asks of it.
 *
 * @returns {import('vite').Plugin}
 */
export function plainCommander() {
  return {
    name: 'plain-commander',
    transform(code, id) {
      return id.endsWith(COMMANDER) ? { code: withLateChildProcess(code), map: null } : null;
    },
  };
}

/**
 * Replaces the import of the module by a function that loads it.
 *
 * @param {string} code of commander's command.js
 */
export function withLateChildProcess(code) {
  if (!code.includes(CHILD_PROCESS)) {
    throw new Error('commander loads node:child_process in another way than this plugin expects.');
  }
  return code.replace(
    CHILD_PROCESS,
    "const childProcess = { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) };",
  );
}

const LIBSQL = '/node_modules/libsql/index.js';
const LIBSQL_LOADER = /const \{ load, currentTarget \}[^]*?\nfunction requireNative\(\) \{[^]*?\n\}\n/;

/**
 * Bundles libsql, and loads its platform binary without the packages that look for it: they write a diagnostic report
 * to learn which C library there is, at each start. npm installs the binary that fits.
 *
 * @returns {import('vite').Plugin}
 */
export function plainLibsql() {
  return {
    name: 'plain-libsql',
    transform(code, id) {
      return id.endsWith(LIBSQL) ? { code: withPlainLoader(code), map: null } : null;
    },
  };
}

/**
 * Replaces the function of libsql that loads the binary.
 *
 * @param {string} code of libsql's index.js
 */
export function withPlainLoader(code) {
  if (!LIBSQL_LOADER.test(code)) {
    throw new Error('libsql loads its binary in another way than this plugin expects.');
  }
  return code.replace(
    LIBSQL_LOADER,
    `const requireNative = () => {
      const binary = '@libsql/linux-' + process.arch;
      try {
        return require(binary + '-gnu');
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') {
          throw error;
        }
        return require(binary + '-musl');
      }
    };\n`,
  );
}

/**
 * What is used long after the start, if at all: functions and classes of modules that Node does not load by itself.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const LOADED_WHEN_CALLED = {
  'node:child_process': ['execFile', 'execFileSync', 'spawn', 'spawnSync'],
  'node:readline': ['createInterface'],
  'node:worker_threads': ['Worker'],
};

/** @typedef {ReturnType<import('vite').Rolldown.PluginContext['parse']>['body'][number]} Statement */

/**
 * Statements that give the module of Node, or what it exports, the names of an import.
 *
 * @param {Extract<Statement, { type: 'ImportDeclaration' }>} declaration
 */
function plainImports({ source, specifiers }) {
  const module = `globalThis.process.getBuiltinModule('${source.value}')`;
  return specifiers.map((each) => {
    const imported = each.type === 'ImportSpecifier' && each.imported.type === 'Identifier' ? each.imported.name : '';
    if (LOADED_WHEN_CALLED[source.value]?.includes(imported)) {
      return `const ${each.local.name} = function (...given) {
        const { ${imported}: real } = ${module};
        return new.target ? new real(...given) : real(...given);
      };\n`;
    }
    const isExport = imported !== '' && imported !== 'default';
    return `const ${isExport ? `{ ${imported}: ${each.local.name} }` : each.local.name} = ${module};\n`;
  });
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
