import type { Result } from '../../../shared/common/result';
import { IDLE_ENGINE } from '../../../shared/contract/status';
import type { Clock } from '../common/clock';
import type { Emit } from '../common/events';
import type { EngineApi, EngineConfig, EngineDeps } from '../engine-api';
import { faultParams, type LedgerFault } from '../ledger/file/database';
import type { EngineMethod } from './messages';

/** How soon a ledger that could not be used is tried again, ms. */
const TRY_AGAIN_MS = 5_000;

/** What the keeper is given. */
export interface EngineSupervisorDeps {
  readonly clock: Clock;
  /** Events of the engine, except matches: the desktop reads those from the history. */
  readonly emit: Emit;
  readonly start: (deps: EngineDeps) => Promise<Result<EngineApi, LedgerFault>>;
}

/** Keeps an engine going for the desktop: tries again while its ledger cannot be used, and passes calls on. */
export class EngineSupervisor {
  readonly #deps: EngineSupervisorDeps;
  #engine: EngineApi | null = null;
  #config: EngineConfig | null = null;
  #starting: Promise<void> = Promise.resolve();
  #cancelRetry: (() => void) | null = null;

  constructor(deps: EngineSupervisorDeps) {
    this.#deps = deps;
  }

  /** Starts an engine; calls made meanwhile wait for it. */
  start(config: EngineConfig, hostName: string, restarted: boolean): Promise<void> {
    this.#config = config;
    this.#starting = this.#begin(config, hostName, restarted);
    return this.#starting;
  }

  async #begin(config: EngineConfig, hostName: string, restarted: boolean): Promise<void> {
    const emit: Emit = (event) => {
      if (event.event !== 'match' && event.event !== 'held') {
        this.#deps.emit(event);
      }
    };
    const { clock, start } = this.#deps;
    const again = (): Promise<void> => this.start(this.#config ?? config, hostName, restarted);
    const lost = (fault: LedgerFault): void => {
      this.#starting = this.#starting.then(() => this.#giveUp(fault, again));
    };
    const started = await start({ config, hostName, restarted, clock, emit, isShown: true, lost });
    if (started.ok) {
      this.#engine = started.value;
    } else {
      this.#wait(started.error, again);
    }
  }

  /** Another Logbell has the ledger: the engine ends, and begins anew once it is free. */
  async #giveUp(fault: LedgerFault, again: () => Promise<void>): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    await engine?.stop();
    this.#wait(fault, again);
  }

  #wait(fault: LedgerFault, again: () => Promise<void>): void {
    this.#tell(fault);
    if (fault.code !== 'ledger-newer') {
      this.#cancelRetry = this.#deps.clock.after(TRY_AGAIN_MS, () => void again());
    }
  }

  /** Calls the engine once it has started; rejects when it could not be, except for what can wait for it. */
  async call(method: EngineMethod, args: readonly unknown[]): Promise<unknown> {
    await this.#starting;
    if (this.#engine) {
      return Reflect.apply(this.#engine[method].bind(this.#engine), undefined, args) as Promise<unknown>;
    }
    if (method === 'apply') {
      this.#config = args[0] as EngineConfig;
      return undefined;
    }
    if (method === 'stop') {
      this.#cancelRetry?.();
      return undefined;
    }
    throw new Error('The engine is not running.');
  }

  #tell(fault: LedgerFault): void {
    const problem = {
      code: fault.code,
      subject: '',
      params: faultParams(fault),
      since: this.#deps.clock.now(),
    };
    this.#deps.emit({ event: 'problem', problem });
    this.#deps.emit({ event: 'status', status: { ...IDLE_ENGINE, problems: [problem] } });
  }
}
