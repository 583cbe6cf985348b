import type { CallName, Calls, PushName, Pushes } from '../shared/contract/ipc';

/** What the preload script gives the window: functions only, no Electron object (Electron docs, tutorial/security, rule 20). */
export interface LogbellApi {
  /** Asks the main process; rejects only on a programming or connection error, expected failures are in the answer. */
  call<Name extends CallName>(name: Name, arg: Calls[Name]['in']): Promise<Calls[Name]['out']>;
  /** Listens to a push until the function it gives is called. */
  on<Name extends PushName>(push: Name, listener: (value: Pushes[Name]) => void): () => void;
}

declare global {
  interface Window {
    readonly logbell: LogbellApi;
  }
}
