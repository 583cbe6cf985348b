import type { CallName, Calls } from '../shared/contract/ipc/calls';
import type { PushName, Pushes } from '../shared/contract/ipc/pushes';

/** API exposed to the window: functions only, no Electron object (Electron docs, tutorial/security, rule 20). */
export interface LogbellApi {
  /** Calls the main process; rejects only on programming and connection errors, as the answer reports expected ones. */
  call<Name extends CallName>(name: Name, arg: Calls[Name]['in']): Promise<Calls[Name]['out']>;
  /** Subscribes to a push and returns the function that unsubscribes. */
  on<Name extends PushName>(push: Name, listener: (value: Pushes[Name]) => void): () => void;
}

declare global {
  interface Window {
    readonly logbell: LogbellApi;
  }
}
