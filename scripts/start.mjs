/** `npm start -- [switches]`: sets up what is missing, builds what changed, and starts Logbell. */
import { join } from 'node:path';
import { runInTerminal, runQuietly } from './setup/command.mjs';
import { prepareWithElectron, prepareWithoutElectron } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { projectFolder } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';

const COMMAND_NOT_FOUND = 127;
const NO_SANDBOX = '--no-sandbox';
const DESKTOP_ONLY = new Set(['--hidden', NO_SANDBOX]);

/** @param {readonly string[]} args */
async function startDesktop(args) {
  const { dist } = await prepareWithElectron();
  const switches = await sandboxSwitches(args);
  return await runInTerminal(join(dist, 'electron'), [...switches, '.', ...args], { cwd: projectFolder });
}

/**
 * Chromium's sandbox refuses to run as root, and cannot run where user namespaces are blocked.
 *
 * @param {readonly string[]} args
 */
async function sandboxSwitches(args) {
  if (args.includes(NO_SANDBOX)) {
    return [];
  }
  if (process.getuid?.() === 0) {
    return [NO_SANDBOX];
  }
  const { status } = await runQuietly('unshare', ['--user', '--map-root-user', 'true']);
  if (status !== 0 && status !== COMMAND_NOT_FOUND) {
    throw new SetupProblem('sandbox-blocked');
  }
  return [];
}

/** @param {readonly string[]} args */
async function startInTerminal(args) {
  say('no-display');
  await prepareWithoutElectron();
  const cli = join(projectFolder, 'out', 'main', 'cli.js');
  return await runInTerminal(process.execPath, [cli, 'watch', ...args.filter((arg) => !DESKTOP_ONLY.has(arg))]);
}

await runScript(async () => {
  const args = process.argv.slice(2);
  const hasDisplay = Boolean(process.env['DISPLAY']) || Boolean(process.env['WAYLAND_DISPLAY']);
  return await (hasDisplay ? startDesktop(args) : startInTerminal(args));
});
