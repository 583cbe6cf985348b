import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type * as z from 'zod/mini';
import { CALL_NAMES, type CallName, type Calls } from '../../../shared/contract/ipc/calls';
import { APP_ORIGIN } from '../window/app-protocol';
import { PAYLOADS } from './payloads';

/** Answers one call with an unchecked argument; throws if it has the wrong shape. */
export type AnswerCall = (name: CallName, arg: unknown) => unknown;

/** Sender check and log of refused calls. */
export interface IpcGuard {
  /** True for the web contents id of the app's own window. */
  readonly owns: (contentsId: number) => boolean;
  readonly refused: (name: CallName, why: 'sender' | 'payload') => void;
}

/** Accepts calls from the main frame of the window at the app's origin; rejects others. Calls wait for `answer`. */
export function takeCalls(answer: Promise<AnswerCall>, guard: IpcGuard): void {
  for (const name of CALL_NAMES) {
    ipcMain.handle(name, async (event, arg: unknown) => {
      if (!isOwnPage(event, guard)) {
        guard.refused(name, 'sender');
        throw new Error('Not allowed.');
      }
      return (await answer)(name, arg);
    });
  }
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

/** Handlers by call name; a missing one is a type error. */
export type CallHandlers = {
  readonly [Name in CallName]: (arg: Calls[Name]['in']) => Calls[Name]['out'] | Promise<Calls[Name]['out']>;
};

/** Checks every argument against its schema before it calls the handler. */
export function checkedCalls(handlers: CallHandlers, refused: IpcGuard['refused']): AnswerCall {
  return (name, arg) => answerOne(name, handlers, arg, refused);
}

/** Answers one call; the type parameter ties name, schema and handler together. */
function answerOne<Name extends CallName>(
  name: Name,
  handlers: Pick<CallHandlers, Name>,
  arg: unknown,
  refused: IpcGuard['refused'],
): unknown {
  const schema: z.ZodMiniType<Calls[Name]['in']> = PAYLOADS[name];
  const parsed = schema.safeParse(arg);
  if (!parsed.success) {
    refused(name, 'payload');
    throw new Error('Not understood.');
  }
  return handlers[name](parsed.data);
}
