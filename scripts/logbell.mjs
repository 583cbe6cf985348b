/** `npm run -s logbell -- COMMAND …`: the command line of Logbell out of this folder, set up and built when needed. */
import { join } from 'node:path';
import { runInTerminal } from './setup/command.mjs';
import { prepareWithoutElectron } from './setup/prepare.mjs';
import { projectFolder } from './setup/project.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  await prepareWithoutElectron();
  return await runInTerminal(process.execPath, [
    join(projectFolder, 'out', 'main', 'cli.js'),
    ...process.argv.slice(2),
  ]);
});
