import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { openSqlite } from '../../../../../src/main/engine/ledger/file/sqlite';
import { ModelledLog, type LogStep } from '../../../../support/files/modelled-log';
import { until } from '../../../../support/time/until';
import { Watching } from '../../../../support/engine/watching';

/** Number of sequences; `npm run test:soak` runs more. */
const RUNS = Number(process.env['LOGBELL_MODEL_RUNS'] ?? 150);
const GRACE_MS = 40;
const SWEEP_MS = 10;

/** Actions of the follower; `look` waits until it has read everything. */
const FOLLOWING = ['look', 'breathe', 'stop', 'start', 'crash'] as const;
interface FollowStep {
  readonly does: (typeof FOLLOWING)[number];
}
type Step = LogStep | FollowStep;

function isFollowing(step: Step): step is FollowStep {
  return FOLLOWING.some((does) => does === step.does);
}

const writing = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('write' as const), lines: fc.constantFrom(1, 2, 40) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('write-part' as const, 'write-same' as const) }) },
);
const rewriting = fc.oneof(
  fc.record({ does: fc.constantFrom('truncate' as const) }),
  fc.record({ does: fc.constant('save-in-place' as const) }),
  fc.record({ does: fc.constant('rewrite' as const), size: fc.constantFrom('same', 'larger', 'smaller') }),
);
/** Saves that replace the file, which do not apply to a symlink. */
const replacing = fc.record({ does: fc.constantFrom('save', 'save-shorter') });
const rotating = fc.record({
  does: fc.constantFrom('rotate', 'rotate-late', 'rotate-twice', 'copytruncate', 'delete'),
});
const following = fc.oneof(
  { weight: 4, arbitrary: fc.record({ does: fc.constantFrom('look', 'breathe') }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom('stop', 'start', 'crash') }) },
);
const retargeting = fc.record({ does: fc.constant('retarget' as const) });

function steps(...kinds: fc.Arbitrary<Step>[]): fc.Arbitrary<Step[]> {
  return fc.array(fc.oneof(...kinds), { minLength: 4, maxLength: 24, size: 'max' });
}

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

/** One sequence on real files, with the follower under test. */
class Trial {
  readonly #watching: Watching;
  readonly #log: ModelledLog;
  #isRunning = false;

  constructor(watching: Watching, kind: { readonly isLink: boolean; readonly isGlob: boolean }) {
    this.#watching = watching;
    mkdirSync(watching.path('.'), { recursive: true });
    if (kind.isLink) {
      writeFileSync(watching.path('first'), '');
      symlinkSync(watching.path('first'), watching.path());
    } else {
      writeFileSync(watching.path(), '');
    }
    this.#log = new ModelledLog(watching.path(), kind.isGlob);
  }

  async run(sequence: readonly Step[]): Promise<void> {
    await this.#start();
    for (const step of sequence) {
      await this.#take(step);
    }
    await this.#start();
    this.#log.end();
    await this.#look();
    await new Promise((resolve) => setTimeout(resolve, GRACE_MS * 2));
    await this.#watching.settles();
    const extra = lacking(this.#seen(), [...this.#log.must, ...this.#log.may]);
    if (extra.length > 0) {
      throw new Error(`Seen too often: ${brief(extra)}`);
    }
    await this.#watching.stop();
    rmSync(this.#watching.dir, { recursive: true });
  }

  async #take(step: Step): Promise<void> {
    if (isFollowing(step)) {
      await this.#follow(step);
    } else if (step.does.startsWith('save')) {
      await (this.#isRunning ? this.#save(step) : undefined);
    } else {
      this.#log.take(step);
    }
  }

  async #follow({ does }: FollowStep): Promise<void> {
    switch (does) {
      case 'look':
        await (this.#isRunning ? this.#look() : undefined);
        break;
      case 'breathe':
        await new Promise((resolve) => setTimeout(resolve, SWEEP_MS));
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

  /** People are slower than the follower, so each save is seen by itself. */
  async #save(step: LogStep): Promise<void> {
    await this.#look();
    this.#log.take(step);
    await this.#look();
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
      missing = lacking(this.#log.must, this.#seen());
      return missing.length === 0;
    };
    await until(isAllSeen, 'all was read').catch(() => {
      throw new Error(`Not seen: ${brief(missing)}`);
    });
    this.#log.allRead();
  }

  #seen(): string[] {
    const ledger = openSqlite(this.#watching.ledgerFile);
    const lines = ledger.prepare('SELECT line FROM matches ORDER BY id').raw().all() as [string][];
    ledger.close();
    return lines.map(([line]) => line);
  }
}

function brief(lines: readonly string[]): string {
  return `${lines.length}: ${lines
    .map((line) => line.slice(0, 30).replace(/(x|y)+$/, '…'))
    .join(', ')
    .slice(0, 300)}`;
}

const ways = [
  ['a log', 'app.log', false, steps(writing, rewriting, replacing, rotating, following)],
  ['a log that is only rotated', 'app.log', false, steps(writing, rotating, following)],
  ['a glob', 'app.log*', false, steps(writing, rewriting, replacing, rotating, following)],
  ['a symlink', 'app.log', true, steps(writing, rewriting, retargeting, following)],
] as const;

describe('any sequence of actions of programs', () => {
  it.each(ways)(
    'loses and repeats no line of %s',
    async (_kind, path, isLink, sequences) => {
      const follows = fc.asyncProperty(sequences, fc.boolean(), (sequence, polling) =>
        new Trial(new Watching({ paths: [path], watch: { graceMs: GRACE_MS, sweepMs: SWEEP_MS, polling } }), {
          isLink,
          isGlob: path.includes('*'),
        }).run(sequence),
      );
      await fc.assert(follows, { numRuns: Math.ceil(RUNS / ways.length), endOnFailure: false });
    },
    RUNS * 1_000,
  );
});
