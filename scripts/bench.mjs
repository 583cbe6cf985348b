/** `npm run bench -- [names]`: runs the benchmarks of test/bench whose file names hold one of these names (docs/benchmarks.md). */
import { join } from 'node:path';
import { runInTerminal } from './setup/command.mjs';
import { commandPath } from './setup/command-path.mjs';
import { hasApt, installDebianPackages } from './setup/debian-packages.mjs';
import { prepareWithoutElectron } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { projectFolder } from './setup/project.mjs';
import { runScript, say } from './setup/say.mjs';

await runScript(async () => {
  await prepareWithoutElectron();
  await installPeers();
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'bench', ...process.argv.slice(2)];
  return await runInTerminal(process.execPath, args, { cwd: projectFolder });
});

/** Only the comparison needs ripgrep: where it cannot be installed the benchmarks leave it out and say so. */
async function installPeers() {
  if (commandPath('rg') !== undefined || !hasApt()) {
    return;
  }
  try {
    await installDebianPackages(['ripgrep']);
  } catch (error) {
    if (!(error instanceof SetupProblem)) {
      throw error;
    }
    say(error.sentence, error.values);
  }
}
