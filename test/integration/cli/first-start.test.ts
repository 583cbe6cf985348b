import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CommandLine } from '../../support/app/command-line';
import { scratchDir } from '../../support/files/scratch-dir';
import { enPattern } from '../../support/text/strings';

describe('a first start whose settings cannot be saved', () => {
  /** Environment with a settings folder in which even root cannot create files (proc(5)). */
  function home(): Record<string, string> {
    const dir = scratchDir();
    mkdirSync(join(dir, 'config'));
    symlinkSync('/proc', join(dir, 'config', 'logbell'));
    return { LOGBELL_CONFIG_DIR: '', XDG_CONFIG_HOME: join(dir, 'config'), XDG_DATA_HOME: dir, XDG_STATE_HOME: dir };
  }

  it.each([[['watch']], [['watch', '--json']], [['check']], [['send-test']], [['try', 'hello']]])(
    'is refused: %j',
    async (args) => {
      const command = new CommandLine(scratchDir(), args, home());
      expect(await command.exitStatus()).toBe(2);
      expect(command.err[0]).toMatch(
        new RegExp(`/config/logbell/config\\.json: ${enPattern('settingsProblem.not-saved').source}`),
      );
      expect(command.out).toEqual([]);
    },
  );
});
