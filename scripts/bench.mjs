/** `npm run bench -- [file names]`: runs the benchmarks of test/bench. */
import { join } from 'node:path';
import { runInTerminal } from './setup/command.mjs';
import { prepareWithoutElectron } from './setup/prepare.mjs';
import { projectFolder } from './setup/project.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  await prepareWithoutElectron();
  const vitest = join(projectFolder, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--project', 'bench', ...process.argv.slice(2)];
  return await runInTerminal(process.execPath, args, { cwd: projectFolder });
});
