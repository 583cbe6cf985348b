/**
 * `npm start -- [switches]`: gets this folder ready and starts Logbell, in the terminal if there is no display.
 * `npm run -s logbell -- COMMAND …`: the same for its command line.
 */
import { join } from 'node:path';
import { runInTerminal, runScript } from './setup/command.mjs';
import { sandboxSwitches } from './setup/electron.mjs';
import { say } from './setup/messages.mjs';
import { hasDisplay, projectFolder } from './setup/project.mjs';
import { setUpBuild, setUpWithElectron } from './set-up.mjs';

const DESKTOP_ONLY = new Set(['--hidden', '--no-sandbox']);

/** @param {readonly string[]} args */
async function startDesktop(args) {
  const { dist } = await setUpWithElectron();
  const switches = await sandboxSwitches(args);
  return await runInTerminal(join(dist, 'electron'), [...switches, '.', ...args], { cwd: projectFolder });
}

/** @param {readonly string[]} args */
async function startCommandLine(args) {
  await setUpBuild();
  return await runInTerminal(process.execPath, [join(projectFolder, 'out', 'main', 'cli.js'), ...args]);
}

await runScript(async () => {
  const args = process.argv.slice(2);
  if (args[0] === 'cli') {
    return await startCommandLine(args.slice(1));
  }
  if (hasDisplay(process.env)) {
    return await startDesktop(args);
  }
  say('no-display');
  return await startCommandLine(['watch', ...args.filter((arg) => !DESKTOP_ONLY.has(arg))]);
});
