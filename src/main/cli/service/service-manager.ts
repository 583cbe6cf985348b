import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { errorCode } from '../../engine/common/error-code';
import type { Environment } from '../../settings/config-dir';

/** Assignments of one message: `READY`, `STATUS` and others (sd_notify(3)). */
type ServiceMessage = Readonly<Record<string, string>>;

/** Longest wait for the service manager, which answers at once unless the machine is overloaded, ms. */
const SEND_MS = 10_000;

const run = promisify(execFile);

/** The service manager that started this process and reads its messages at `$NOTIFY_SOCKET` (sd_notify(3)). */
export class ServiceManager {
  readonly #environment: Environment;
  readonly #failed: (reason: string) => void;
  #last: Promise<void> = Promise.resolve();
  #waiting = 0;
  #hasFailed = false;

  /** `failed` is called once, with an errno or an exit status, if messages cannot be sent. */
  constructor(environment: Environment, failed: (reason: string) => void) {
    this.#environment = environment;
    this.#failed = failed;
  }

  /** True while messages wait to be sent. */
  get isBehind(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Interval in which the manager wants a sign of life from this process, ms; null if it wants none
   * (sd_watchdog_enabled(3)).
   */
  get watchdogMs(): number | null {
    const { WATCHDOG_USEC: interval = '', WATCHDOG_PID: pid = String(process.pid) } = this.#environment;
    return /^[1-9]\d{3,}$/.test(interval) && pid === String(process.pid) ? Number(interval) / 1_000 : null;
  }

  /** Sends a message after those before it; resolves once the manager has read it. Never rejects. */
  notify(message: ServiceMessage): Promise<void> {
    this.#waiting += 1;
    this.#last = this.#last.then(() => this.#send(message)).finally(() => (this.#waiting -= 1));
    return this.#last;
  }

  async #send(message: ServiceMessage): Promise<void> {
    const { PATH = '', NOTIFY_SOCKET = '' } = this.#environment;
    const assignments = Object.entries(message).map(([name, value]) => `${name}=${value.replace(/\s+/g, ' ')}`);
    try {
      await run('systemd-notify', assignments, { env: { PATH, NOTIFY_SOCKET }, timeout: SEND_MS });
    } catch (error) {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#failed(failureOf(error));
      }
    }
  }
}

/** Errno of a program that did not start, or its exit status. */
function failureOf(error: unknown): string {
  const status = error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : null;
  return status === null ? errorCode(error) : String(status);
}
