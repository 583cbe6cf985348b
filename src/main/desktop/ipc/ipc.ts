import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { CALL_NAMES, type CallName, type Calls } from '../../../shared/contract/ipc';
import { APP_ORIGIN } from '../window/app-protocol';
import { PAYLOADS } from './payloads';

/** Answers one call with an argument that nobody has looked at yet; throws for one of the wrong shape. */
export type AnswerCall = (name: CallName, arg: unknown) => unknown;

/** What the calls are guarded by. */
export interface IpcGuard {
  /** Whether the id is that of the app's own window. */
  readonly owns: (contentsId: number) => boolean;
  readonly refused: (name: CallName, why: 'sender' | 'payload') => void;
}

/** Takes the window's calls, those from its main frame at the app's origin; others reject. They wait for `answer`. */
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

/** What answers each call; one left out does not compile. */
export type CallHandlers = {
  readonly [Name in CallName]: (arg: Calls[Name]['in']) => Calls[Name]['out'] | Promise<Calls[Name]['out']>;
};

/** Gives each handler arguments of the right shape alone. */
export function checkedCalls(handlers: CallHandlers, refused: IpcGuard['refused']): AnswerCall {
  return (name, arg) => answerOne(name, handlers, arg, refused);
}

/** One name, one schema, one answer: the type parameter keeps the three together. */
function answerOne<Name extends CallName>(
  name: Name,
  handlers: Pick<CallHandlers, Name>,
  arg: unknown,
  refused: IpcGuard['refused'],
): unknown {
  const schema: z.ZodType<Calls[Name]['in']> = PAYLOADS[name];
  const parsed = schema.safeParse(arg);
  if (!parsed.success) {
    refused(name, 'payload');
    throw new Error('Not understood.');
  }
  return handlers[name](parsed.data);
}
