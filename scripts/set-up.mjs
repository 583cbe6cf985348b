/** `node scripts/set-up.mjs packages|build|integration|e2e`: makes this folder ready for what an npm script runs next. */
import { prepare, SETUPS } from './setup/prepare.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { runScript } from './setup/say.mjs';

await runScript(async () => {
  const asked = SETUPS.find((setup) => setup === process.argv[2]);
  if (asked === undefined) {
    throw new SetupProblem('usage', { usage: `node scripts/set-up.mjs ${SETUPS.join('|')}` });
  }
  await prepare(asked);
  return 0;
});
