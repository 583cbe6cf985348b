/** `node scripts/with-desktop.mjs COMMAND …`: runs a command on a desktop of its own and returns its exit status. */
import { runInTerminal, runScript } from './setup/command.mjs';
import { withOwnDesktop } from './setup/desktop.mjs';
import { say } from './setup/messages.mjs';

await runScript(async () => {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) {
    say('usage', { usage: 'node scripts/with-desktop.mjs COMMAND [ARGUMENTS…]' });
    return 2;
  }
  return await withOwnDesktop(async (env) => await runInTerminal(command, args, { env }));
});
