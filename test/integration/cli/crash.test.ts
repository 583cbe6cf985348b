import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { expect, it, onTestFinished } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/command-line';
import { keysOf, liveSettings } from '../../support/live-settings';
import { until } from '../../support/until';

const ROUNDS = 12;
const LINES_A_ROUND = 400;

it('loses no line and repeats none over kills at any moment', async () => {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const dir = configured('{}');
  const log = join(dir, 'logs', 'app.log');
  writeFileSync(log, '');
  configure(dir, liveSettings(sens, dir, { cooldown: '1h', message: '{{line}}' }));
  const expected: string[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const watch = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
    await watch.event({ event: 'started' });
    const killAfter = (round * 37) % LINES_A_ROUND;
    for (let line = 0; line < LINES_A_ROUND; line += 1) {
      const text = `hello world ${round}-${line}`;
      appendFileSync(log, `${text}\n`);
      expected.push(text);
      if (line === killAfter) {
        await until(() => watch.out.length > 1, 'reading had begun');
        void watch.end('SIGKILL');
      }
    }
    await watch.exitStatus();
  }
  const last = new CommandLine(dir, ['watch', '--json'], keysOf(sens));
  await last.event({ event: 'started' });
  await last.event({ event: 'match', line: expected.at(-1) });
  await last.end();
  const ledger = new Database(join(dir, 'data', 'ledger.db'));
  onTestFinished(() => void ledger.close());
  const written = ledger.prepare('SELECT line FROM matches ORDER BY id').all() as { line: string }[];
  expect(written.map(({ line }) => line)).toEqual(expected);
  expect(sens.received().length).toBeLessThanOrEqual(1);
}, 60_000);
