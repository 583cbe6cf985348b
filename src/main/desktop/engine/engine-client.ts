import { hostname } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { EngineApi, EngineConfig } from '../../engine/engine-api';
import type { Emit } from '../../engine/common/events';
import type { EngineMethod, FromWorker, ToWorker } from '../../engine/worker/messages';

/** First delay before a crashed engine is restarted, ms; doubled each time up to the longest. */
const FIRST_RESTART_MS = 500;
const LONGEST_RESTART_MS = 60_000;

/** Engine in a worker thread. Calls wait until it is started and ready; they reject if it dies meanwhile. */
export interface EngineClient extends EngineApi {
  start(config: EngineConfig): Promise<void>;
}

/** Worker file and listeners of the client. */
export interface EngineClientOptions {
  readonly emit: Emit;
  /** Called with the error that ended the engine, before the restart. */
  readonly crashed: (error: Error) => void;
  /** Path of the built worker. */
  readonly workerFile: string;
}

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** Creates a client; nothing runs until `start`. */
export function createEngineClient(options: EngineClientOptions): EngineClient {
  const client = new WorkerClient(options);
  const call =
    (method: EngineMethod) =>
    (...args: readonly unknown[]): Promise<never> =>
      client.call(method, args) as Promise<never>;
  return {
    start: (config) => client.start(config),
    apply: (config) => client.apply(config),
    pause: call('pause'),
    mute: call('mute'),
    history: call('history'),
    incidents: call('incidents'),
    incidentHistory: call('incidentHistory'),
    acknowledge: call('acknowledge'),
    closeIncident: call('closeIncident'),
    sendTest: call('sendTest'),
    resendText: call('resendText'),
    dropText: call('dropText'),
    tryPattern: call('tryPattern'),
    previewPath: call('previewPath'),
    readLive: call('readLive'),
    lineInFile: call('lineInFile'),
    matchShare: call('matchShare'),
    previewEncodings: call('previewEncodings'),
    metrics: call('metrics'),
    lookAtAll: call('lookAtAll'),
    health: call('health'),
    stop: () => client.stop(),
  };
}

/** Owns the worker: starts it, restarts it after a crash and matches answers to calls. */
class WorkerClient {
  readonly #options: EngineClientOptions;
  readonly #pending = new Map<number, PendingCall>();
  readonly #started: Promise<void>;
  #markStarted: () => void = () => undefined;
  #worker: Worker | null = null;
  #config: EngineConfig | null = null;
  #nextId = 1;
  #restartMs = FIRST_RESTART_MS;
  #restartTimer: NodeJS.Timeout | null = null;
  #stopping = false;

  constructor(options: EngineClientOptions) {
    this.#options = options;
    this.#started = new Promise((resolve) => {
      this.#markStarted = resolve;
    });
  }

  start(config: EngineConfig): Promise<void> {
    this.#config = config;
    const ready = this.#launch(false);
    this.#markStarted();
    return ready;
  }

  async apply(config: EngineConfig): Promise<void> {
    this.#config = config;
    await this.call('apply', [config]);
  }

  async call(method: EngineMethod, args: readonly unknown[]): Promise<unknown> {
    await this.#started;
    const worker = this.#worker;
    if (!worker) {
      throw new Error('The engine is not running.');
    }
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.postMessage({ kind: 'call', id, method, args } satisfies ToWorker);
    });
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#restartTimer) {
      clearTimeout(this.#restartTimer);
    }
    if (this.#worker) {
      await this.call('stop', []).catch(() => undefined);
      await this.#worker.terminate();
      this.#worker = null;
    }
  }

  #launch(restarted: boolean): Promise<void> {
    const worker = new Worker(this.#options.workerFile, {
      // With it, Node would print the headers of each request, keys among them (Node, "util.debuglog").
      env: { ...process.env, NODE_DEBUG: undefined },
    });
    this.#worker = worker;
    return new Promise((ready) => {
      worker.on('message', (message: FromWorker) => {
        if (message.kind === 'ready') {
          ready();
        } else {
          this.#receive(message);
        }
      });
      // The "exit" that follows an "error" is where the restart happens.
      worker.on('error', (error) => this.#options.crashed(error));
      worker.on('exit', () => {
        ready();
        this.#handleExit(worker);
      });
      const config = this.#config;
      if (config) {
        worker.postMessage({ kind: 'start', config, hostName: hostname(), restarted } satisfies ToWorker);
      }
    });
  }

  #receive(message: Exclude<FromWorker, { kind: 'ready' }>): void {
    if (message.kind === 'event') {
      this.#options.emit(message.event);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === 'answer') {
      pending?.resolve(message.value);
    } else {
      pending?.reject(new Error('The engine could not do that.'));
    }
  }

  #handleExit(worker: Worker): void {
    if (this.#worker !== worker) {
      return;
    }
    this.#worker = null;
    for (const { reject } of this.#pending.values()) {
      reject(new Error('The engine stopped.'));
    }
    this.#pending.clear();
    if (!this.#stopping) {
      this.#restartTimer = setTimeout(() => void this.#launch(true), this.#restartMs);
      this.#restartMs = Math.min(this.#restartMs * 2, LONGEST_RESTART_MS);
    }
  }
}
