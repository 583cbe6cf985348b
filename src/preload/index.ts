import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_NAMES, type CallName, type Calls } from '../shared/contract/ipc/calls';
import { PUSH_NAMES, type PushName, type Pushes } from '../shared/contract/ipc/pushes';
import type { LogbellApi } from './api';

const api: LogbellApi = {
  call: async <Name extends CallName>(name: Name, arg: Calls[Name]['in']) => {
    requireOneOf(CALL_NAMES, name);
    const answer: unknown = await ipcRenderer.invoke(name, arg);
    return answer as Calls[Name]['out'];
  },
  on: <Name extends PushName>(push: Name, listener: (value: Pushes[Name]) => void) => {
    requireOneOf(PUSH_NAMES, push);
    const receive = (_event: IpcRendererEvent, value: Pushes[Name]): void => listener(value);
    ipcRenderer.on(push, receive);
    return () => void ipcRenderer.removeListener(push, receive);
  },
};

function requireOneOf(names: readonly string[], name: string): void {
  if (!names.includes(name)) {
    throw new TypeError('Not a channel of Logbell.');
  }
}

contextBridge.exposeInMainWorld('logbell', api);
