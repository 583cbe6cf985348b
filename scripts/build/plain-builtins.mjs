import { isBuiltin } from 'node:module';

/**
 * Functions and classes of Node that Logbell calls long after its start, if at all. Their modules are loaded at the
 * first call; Node's own start does not load them.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const LOADED_WHEN_CALLED = {
  'node:child_process': ['execFile', 'execFileSync', 'spawn', 'spawnSync'],
  'node:readline': ['createInterface'],
  'node:worker_threads': ['Worker'],
};

/**
 * Replaces `import { request } from 'node:http'` by `const { request } = process.getBuiltinModule('node:http')`. For an
 * import, Node reads every export of the module, and some load much: `WebSocket` of `node:http` loads undici, which
 * takes longer than a bare start of Node.
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

/** @typedef {ReturnType<import('vite').Rolldown.PluginContext['parse']>['body'][number]} Statement */

/**
 * Statements that define the names of an import, one each: the module, one of its exports, or a function that loads the
 * module and passes the call on.
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
