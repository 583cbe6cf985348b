import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { openSqlite } from '../../../../../src/main/engine/ledger/file/sqlite';
import { Watching } from '../../../../support/engine/watching';
import { scratchDir } from '../../../../support/files/scratch-dir';
import { killJournalctl } from '../../../../support/journal/journalctl-processes';
import { type JournalStep, ModelledJournal } from '../../../../support/journal/modelled-journal';
import { until } from '../../../../support/time/until';

/** Number of sequences; `npm run test:soak` runs more. */
const RUNS = Number(process.env['LOGBELL_MODEL_RUNS'] ?? 300);
/** Sequences at the same time, as most of the time is spent waiting for programs. */
const AT_ONCE = 8;

/** Actions of the follower; `look` waits until it has read everything. */
const FOLLOWING = ['look', 'stop', 'start', 'crash', 'kill-child'] as const;
interface FollowStep {
  readonly does: (typeof FOLLOWING)[number];
}
type Step = JournalStep | FollowStep;

function isFollowing(step: Step): step is FollowStep {
  return FOLLOWING.some((does) => does === step.does);
}

const writing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('write' as const), entries: fc.constantFrom(1, 2, 40) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('write-same' as const) }) },
);
const keeping = fc.record({ does: fc.constantFrom('rotate' as const, 'vacuum' as const, 'reboot' as const) });
const following = fc.record({ does: fc.constantFrom(...FOLLOWING) });
const sequences = fc.array(
  fc.oneof({ weight: 4, arbitrary: writing }, { weight: 3, arbitrary: keeping }, { weight: 4, arbitrary: following }),
  { minLength: 3, maxLength: 10, size: 'max' },
);

/** Lines of the first list missing in the second, with repetitions. */
function lacking(wanted: readonly string[], present: readonly string[]): string[] {
  const counts = new Map<string, number>();
  present.forEach((line) => counts.set(line, (counts.get(line) ?? 0) + 1));
  return wanted.filter((line) => {
    const left = counts.get(line) ?? 0;
    counts.set(line, left - 1);
    return left <= 0;
  });
}

/** One sequence on a real journal, with the follower under test. */
class Trial {
  readonly #dir: string;
  readonly #watching: Watching;
  readonly #journal: ModelledJournal;
  #isRunning = false;

  constructor(watching: (dir: string) => Watching, dir: string) {
    this.#dir = join(dir, 'journal');
    this.#watching = watching(this.#dir);
    this.#journal = new ModelledJournal(this.#dir);
  }

  async run(sequence: readonly Step[]): Promise<void> {
    await this.#start();
    const hasPosition = (): boolean => this.#watching.engine.status().files[0]?.state === 'following';
    await until(hasPosition, 'the position is known');
    for (const step of sequence) {
      await (isFollowing(step) ? this.#follow(step) : this.#journal.take(step, () => this.#seen()));
    }
    await this.#start();
    await this.#look();
    const extra = lacking(this.#seen(), [...this.#journal.must, ...this.#journal.may]);
    if (extra.length > 0) {
      throw new Error(`Seen too often: ${brief(extra)}`);
    }
    await this.#journal.end();
    await this.#watching.stop();
    rmSync(this.#watching.dir, { recursive: true });
    rmSync(this.#dir, { recursive: true });
  }

  async #follow({ does }: FollowStep): Promise<void> {
    switch (does) {
      case 'look':
        await (this.#isRunning ? this.#look() : undefined);
        break;
      case 'kill-child':
        killJournalctl(this.#dir);
        break;
      case 'stop':
      case 'crash':
        await this.#end(does);
        break;
      case 'start':
        await this.#start();
    }
  }

  async #end(how: 'stop' | 'crash'): Promise<void> {
    if (this.#isRunning) {
      this.#isRunning = false;
      await (how === 'stop' ? this.#watching.stop() : this.#watching.crash());
    }
  }

  async #start(): Promise<void> {
    if (!this.#isRunning) {
      this.#isRunning = true;
      await this.#watching.start();
    }
  }

  async #look(): Promise<void> {
    let missing: string[] = [];
    const isAllSeen = (): boolean => {
      missing = lacking(this.#journal.must, this.#watching.lines());
      return missing.length === 0;
    };
    await until(isAllSeen, 'all was read').catch(() => {
      throw new Error(`Not seen: ${brief(missing)}`);
    });
  }

  #seen(): string[] {
    const ledger = openSqlite(this.#watching.ledgerFile);
    const lines = ledger.prepare('SELECT line FROM matches ORDER BY id').raw().all() as [string][];
    ledger.close();
    return lines.map(([line]) => line);
  }
}

function brief(lines: readonly string[]): string {
  return `${lines.length}: ${lines.join(', ').slice(0, 300)}`;
}

describe('any sequence of actions of journald', () => {
  it(
    'loses and repeats no entry',
    async () => {
      const watching = (directory: string): Watching => new Watching({ journals: [{ directory }] });
      const follows = fc.asyncProperty(sequences, (sequence) => new Trial(watching, scratchDir()).run(sequence));
      const share = { numRuns: Math.ceil(RUNS / AT_ONCE), endOnFailure: RUNS <= 300 };
      await Promise.all(Array.from({ length: AT_ONCE }, () => fc.assert(follows, share)));
    },
    RUNS * 4_000,
  );
});
