const COMMANDER = '/node_modules/commander/lib/command.js';
const CHILD_PROCESS = "const childProcess = require('node:child_process');";

/**
 * Replaces commander's import of `node:child_process` by one that runs when commander starts a program. It does so for
 * subcommands that are programs of their own; Logbell has none.
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
 * The code with the late import. Throws if commander imports the module in another way.
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
