import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Problem } from '../../../../../src/shared/contract/status';
import { journalctlOutput } from '../../../../../src/main/engine/watch/journal/journalctl';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { ManualClock } from '../../../../support/time/manual-clock';
import { until } from '../../../../support/time/until';

/** Longer than a start waits for the positions, and than the interval between two looks at a folder, ms. */
const LONG_MS = 2_500;
const MACHINES = '--field=_MACHINE_ID';
const LAST_ENTRY = '--output=json --output-fields=_BOOT_ID';

/** A journalctl without entries that can be held while it answers one kind of call. */
class HeldJournalctl {
  readonly program: string;
  readonly #reached: string;
  readonly #hold: string;

  /** `call`: its first arguments; `answer`: what the shell then does. */
  constructor(call: string, answer: string) {
    const dir = scratchDir();
    const file = (name: string): string => join(dir, name);
    [this.program, this.#reached, this.#hold] = [file('run'), file('reached'), file('hold')];
    const held = `touch ${this.#reached}; while [ -e ${this.#hold} ]; do sleep 0.02; done`;
    const lines = [
      '#!/bin/sh',
      'case "$*" in',
      `'${call}'*) ${held}; touch ${this.#reached}; ${answer};;`,
      '*--follow*) exec tail -f /dev/null;;',
      'esac',
    ];
    writeFileSync(this.program, `${lines.join('\n')}\n`, { mode: 0o755 });
  }

  hold(): void {
    rmSync(this.#reached, { force: true });
    writeFileSync(this.#hold, '');
  }

  async isReached(): Promise<void> {
    await until(() => existsSync(this.#reached), 'the call was made');
  }

  /** Lets it answer, and waits until the program has run once more after that. */
  async release(): Promise<void> {
    rmSync(this.#reached);
    rmSync(this.#hold);
    await this.isReached();
    await journalctlOutput([], 100, this.program);
  }
}

interface Held {
  readonly clock: ManualClock;
  readonly dir: string;
  readonly journalctl: HeldJournalctl;
  readonly watching: Watching;
}

function watchingWith(call: string, answer: string): Held {
  const clock = new ManualClock(Date.now());
  const dir = join(scratchDir(), 'journal');
  mkdirSync(dir);
  const journalctl = new HeldJournalctl(call, answer);
  const watching = new Watching({ clock, journals: [{ directory: dir }], journalctl: journalctl.program });
  return { clock, dir, journalctl, watching };
}

/** Stops while the call is held; resolves to the problems that stand after its answer. */
async function stopped({ journalctl, watching }: Held): Promise<readonly Problem[]> {
  const { engine } = watching;
  await watching.stop();
  await journalctl.release();
  return (await engine.health(false)).problems;
}

it.each([
  ['the machines of a folder', MACHINES, 'echo 0123456789abcdef0123456789abcdef'],
  ['the last entry, which it may not read', LAST_ENTRY, "echo 'Permission denied' >&2; exit 1"],
])('uses the ledger no more after a stop while a start asks for %s', async (_what, call, answer) => {
  const held = watchingWith(call, answer);
  held.journalctl.hold();
  const started = held.watching.start();
  await held.journalctl.isReached();
  held.clock.pass(LONG_MS);
  await started;
  expect(await stopped(held)).toEqual([]);
});

it('uses the ledger no more after a stop while a look at a folder asks for its machines', async () => {
  const held = watchingWith(MACHINES, 'echo 0123456789abcdef0123456789abcdef');
  await held.watching.start();
  held.journalctl.hold();
  writeFileSync(join(held.dir, 'system.journal'), '');
  held.clock.pass(LONG_MS);
  await held.journalctl.isReached();
  expect(await stopped(held)).toEqual([]);
});
