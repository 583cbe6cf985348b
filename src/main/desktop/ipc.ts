import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { CALL_NAMES, type CallName } from '../../shared/contract/ipc';
import { APP_ORIGIN } from './app-protocol';

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
