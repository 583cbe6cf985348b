import type { HealthFacts } from '../../../shared/contract/health';
import type { Problem } from '../../../shared/contract/status';
import type { Clock } from '../../engine/common/clock';
import type { AppStatusStore } from './app-status';
import type { EngineClient } from './engine-client';

export interface EngineMonitorDeps {
  readonly engine: Pick<EngineClient, 'health'>;
  readonly statusStore: AppStatusStore;
  readonly clock: Clock;
  /** Called with the problem when it is new. */
  readonly raised: (problems: readonly Problem[]) => void;
}

/** Interval between two questions, ms. */
const ASK_MS = 30_000;
/** Time without an answer after which the engine counts as stuck, ms. */
const STUCK_MS = 10_000;

/** Asks the engine thread whether it still turns, and raises a problem while it does not answer. */
export class EngineMonitor {
  readonly #deps: EngineMonitorDeps;
  #cancel: (() => void) | null = null;
  /** The question without an answer; a stuck engine is not asked twice. */
  #open: Promise<HealthFacts> | null = null;
  #isStopped = false;

  constructor(deps: EngineMonitorDeps) {
    this.#deps = deps;
  }

  /** Starts to ask; the engine must be ready, as the first start may take its time. */
  start(): void {
    this.#askLater();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
  }

  /** Facts of the health, fresh from the engine thread, with the problems of the app; rejects if no engine runs. */
  async probe(tryLedger = true): Promise<HealthFacts> {
    this.#open ??= this.#ask(tryLedger);
    const facts = await this.#open;
    return { ...facts, problems: [...this.#deps.statusStore.ownProblems(), ...facts.problems] };
  }

  async #ask(tryLedger: boolean): Promise<HealthFacts> {
    const { engine, clock } = this.#deps;
    const cancel = clock.after(STUCK_MS, () => this.#show(true));
    try {
      return await engine.health(tryLedger);
    } finally {
      // An engine that ends or restarts says so itself.
      cancel();
      this.#open = null;
      this.#show(false);
    }
  }

  #askLater(): void {
    this.#cancel = this.#deps.clock.after(ASK_MS, () => {
      const askAgain = (): void => {
        if (!this.#isStopped) {
          this.#askLater();
        }
      };
      // Without a write, as the disk of a computer at rest may sleep.
      this.probe(false).then(askAgain, askAgain);
    });
  }

  #show(isStuck: boolean): void {
    const { statusStore, clock, raised } = this.#deps;
    const isShown = statusStore.ownProblems().some(({ code }) => code === 'engine-stuck');
    if (isStuck !== isShown) {
      const problems = isStuck ? [{ code: 'engine-stuck', subject: '', params: {} } as const] : [];
      raised(statusStore.setProblems(problems, clock.now(), 'engine-monitor'));
    }
  }
}
