import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { systemClock } from '../common/clock';
import { Engine } from '../engine';
import { EngineSupervisor } from './supervisor';
import type { FromWorker, ToWorker } from './messages';

/** Runs the engine in a worker thread of the main process: it only passes messages. */
function serve(port: NonNullable<typeof parentPort>): void {
  const post = (message: FromWorker): void => port.postMessage(message);
  const keeper = new EngineSupervisor({
    clock: systemClock,
    emit: (event) => post({ kind: 'event', event }),
    start: (parts) => Engine.start({ ...parts, aheadWorker: join(import.meta.dirname, 'ahead-worker.js') }),
  });
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'start') {
      void keeper.start(message.config, message.hostName, message.restarted).then(() => post({ kind: 'ready' }));
      return;
    }
    const { id, method, args } = message;
    keeper.call(method, args).then(
      (value) => post({ kind: 'answer', id, value }),
      () => post({ kind: 'refused', id }),
    );
  });
}

if (parentPort) {
  serve(parentPort);
}
