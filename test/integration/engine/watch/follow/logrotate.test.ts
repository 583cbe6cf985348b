import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { describe, it } from 'vitest';
import { WAYS, Watching } from '../../../../support/engine/watching';

const ROTATIONS = 4;

/** Forces a rotation with Debian's logrotate and these directives. */
function rotate(watching: Watching, directives: string, round: number): void {
  const config = watching.path('../logrotate.conf');
  const lines = ['rotate 9', ...directives.replace('ROUND', String(round)).split(', ')];
  writeFileSync(config, `${watching.path()} {\n${lines.join('\n')}\n}\n`, { mode: 0o600 });
  execFileSync('/usr/sbin/logrotate', ['--force', '--state', watching.path('../logrotate.state'), config]);
}

async function begin(path: string): Promise<Watching> {
  const watching = new Watching({ paths: [path] });
  mkdirSync(watching.path('old'), { recursive: true });
  writeFileSync(watching.path(), 'old\n');
  await watching.start();
  return watching;
}

const BY_NAME = 'dateext, dateformat -%Y%m%d-ROUND';

describe.each(WAYS)('logrotate, %s', (_name, way) => {
  Watching.everyTest(way);

  describe.each(['app.log', 'app.log*'])('logrotate on %s', (path) => {
    it.each([
      'create',
      `create, ${BY_NAME}`,
      `create, ${BY_NAME}, extension .log`,
      'create, compress, delaycompress',
      'create, olddir old',
    ])('A16 loses and repeats nothing with %s', async (directives) => {
      const watching = await begin(path);
      const expected: string[] = [];
      for (let round = 0; round < ROTATIONS; round += 1) {
        const writer = openSync(watching.path(), 'a');
        writeSync(writer, `before ${round}\n`);
        rotate(watching, directives, round);
        writeSync(writer, `late ${round}\n`);
        closeSync(writer);
        expected.push(`before ${round}`, `late ${round}`);
        await watching.sees(...expected);
      }
      await watching.restart();
      writeFileSync(watching.path(), 'last\n', { flag: 'a' });
      await watching.sees(...expected, 'last');
    });

    it.each(['copytruncate', `copytruncate, ${BY_NAME}`, 'copytruncate, compress, delaycompress'])(
      'A16 loses and repeats nothing with %s',
      async (directives) => {
        const watching = await begin(path);
        const expected: string[] = [];
        const writer = openSync(watching.path(), 'a');
        for (let round = 0; round < ROTATIONS; round += 1) {
          writeSync(writer, `before ${round}\n`);
          rotate(watching, directives, round);
          writeSync(writer, `after ${round}\n`);
          expected.push(`before ${round}`, `after ${round}`);
          await watching.sees(...expected);
        }
        await watching.settles();
        await watching.restart();
        writeSync(writer, 'last\n');
        closeSync(writer);
        await watching.sees(...expected, 'last');
      },
    );
  });
});
