import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { CALL_NAMES, type CallName, type Calls } from '../../shared/ipc-contract';
import { APP_ORIGIN } from './app-protocol';
import { PAYLOADS } from './ipc-payloads';

/** What answers each call; one left out does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (arg: Calls[Name]['in']) => Calls[Name]['out'] | Promise<Calls[Name]['out']>;
};

/** What the calls are guarded by. */
export interface IpcGuard {
  /** Whether the id is that of the app's own window. */
  readonly owns: (contentsId: number) => boolean;
  readonly refused: (name: CallName, why: 'sender' | 'payload') => void;
}

/** Answers the window's calls: those from its main frame at the app's origin, with an argument of the right shape. Others reject. */
export function answerCalls(handlers: CallHandlers, guard: IpcGuard): void {
  CALL_NAMES.forEach((name) => register(name, handlers, guard));
}

/** One name, one schema, one answer: the type parameter keeps the three together. */
function register<Name extends CallName>(name: Name, handlers: Pick<CallHandlers, Name>, guard: IpcGuard): void {
  handle(name, PAYLOADS[name], handlers[name], guard);
}

function handle<Name extends CallName>(
  name: Name,
  schema: z.ZodType<Calls[Name]['in']>,
  answer: (arg: Calls[Name]['in']) => Calls[Name]['out'] | Promise<Calls[Name]['out']>,
  guard: IpcGuard,
): void {
  ipcMain.handle(name, (event, arg: unknown) => {
    if (!isOwnPage(event, guard)) {
      guard.refused(name, 'sender');
      throw new Error('Not allowed.');
    }
    const parsed = schema.safeParse(arg);
    if (!parsed.success) {
      guard.refused(name, 'payload');
      throw new Error('Not understood.');
    }
    return answer(parsed.data);
  });
}

function isOwnPage(event: IpcMainInvokeEvent, guard: IpcGuard): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    frame === event.sender.mainFrame &&
    frame.url.startsWith(`${APP_ORIGIN}/`) &&
    guard.owns(event.sender.id)
  );
}
