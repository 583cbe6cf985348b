import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { systemClock } from '../common/clock';
import { Engine } from '../engine';
import { EngineSupervisor } from './supervisor';
import type { FromWorker, ToWorker } from './messages';

/** Runs the engine in this worker thread of the main process; only passes messages. */
function serve(port: NonNullable<typeof parentPort>): void {
  const post = (message: FromWorker): void => port.postMessage(message);
  const supervisor = new EngineSupervisor({
    clock: systemClock,
    emit: (event) => post({ kind: 'event', event }),
    start: (deps) => Engine.start({ ...deps, aheadWorker: join(import.meta.dirname, 'ahead-worker.js') }),
  });
  port.on('message', (message: ToWorker) => {
    if (message.kind === 'start') {
      void supervisor.start(message.config, message.hostName, message.restarted).then(() => post({ kind: 'ready' }));
      return;
    }
    const { id, method, args } = message;
    supervisor.call(method, args).then(
      (value) => post({ kind: 'answer', id, value }),
      () => post({ kind: 'refused', id }),
    );
  });
}

if (parentPort) {
  serve(parentPort);
}
