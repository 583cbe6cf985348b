import type { Result } from '../../../shared/common/result';
import { IDLE_ENGINE } from '../../../shared/contract/status';
import type { Clock } from '../common/clock';
import type { Emit } from '../common/events';
import type { EngineApi, EngineConfig, EngineDeps } from '../engine-api';
import { faultParams, type LedgerFault } from '../ledger/file/database';
import type { EngineMethod } from './messages';

/** Delay before an unusable ledger is retried, ms. */
const RETRY_MS = 5_000;

export interface EngineSupervisorDeps {
  readonly clock: Clock;
  /** Events of the engine, except matches: the desktop reads those from the history. */
  readonly emit: Emit;
  readonly start: (deps: EngineDeps) => Promise<Result<EngineApi, LedgerFault>>;
}

/** Runs an engine for the desktop: retries while its ledger cannot be used, and forwards calls. */
export class EngineSupervisor {
  readonly #deps: EngineSupervisorDeps;
  #engine: EngineApi | null = null;
  #config: EngineConfig | null = null;
  #starting: Promise<void> = Promise.resolve();
  #cancelRetry: (() => void) | null = null;
  #isStopped = false;

  constructor(deps: EngineSupervisorDeps) {
    this.#deps = deps;
  }

  /** Starts an engine; calls wait until it has started. */
  start(config: EngineConfig, hostName: string, restarted: boolean): Promise<void> {
    this.#config = config;
    this.#starting = this.#startEngine(config, hostName, restarted);
    return this.#starting;
  }

  async #startEngine(config: EngineConfig, hostName: string, restarted: boolean): Promise<void> {
    const emit: Emit = (event) => {
      if (event.event !== 'match' && event.event !== 'held') {
        this.#deps.emit(event);
      }
    };
    const { clock, start } = this.#deps;
    const retry = (): Promise<void> => this.start(this.#config ?? config, hostName, restarted);
    const lost = (fault: LedgerFault): void => {
      this.#starting = this.#starting.then(() => this.#stopAndRetry(fault, retry));
    };
    const started = await start({ config, hostName, restarted, clock, emit, isShown: true, lost });
    if (started.ok) {
      this.#engine = started.value;
    } else {
      this.#retryLater(started.error, retry);
    }
  }

  /** Stops the engine, since another Logbell uses the ledger, and restarts it once the ledger is free. */
  async #stopAndRetry(fault: LedgerFault, retry: () => Promise<void>): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    await engine?.stop();
    this.#retryLater(fault, retry);
  }

  #retryLater(fault: LedgerFault, retry: () => Promise<void>): void {
    this.#reportFault(fault);
    if (fault.code !== 'ledger-newer' && !this.#isStopped) {
      this.#cancelRetry = this.#deps.clock.after(RETRY_MS, () => void retry());
    }
  }

  /**
   * Calls the engine once it has started; if it is not running, applies settings later and rejects other calls. After
   * `stop` it starts no engine again.
   */
  async call(method: EngineMethod, args: readonly unknown[]): Promise<unknown> {
    await this.#starting;
    if (method === 'stop') {
      this.#isStopped = true;
      this.#cancelRetry?.();
    }
    if (this.#engine) {
      return Reflect.apply(this.#engine[method].bind(this.#engine), undefined, args) as Promise<unknown>;
    }
    if (method === 'apply') {
      this.#config = args[0] as EngineConfig;
      return undefined;
    }
    if (method === 'stop') {
      return undefined;
    }
    throw new Error('The engine is not running.');
  }

  #reportFault(fault: LedgerFault): void {
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
