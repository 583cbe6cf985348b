import { workerData } from 'node:worker_threads';
import { ScanMemory } from '../scanner/memory';
import { ReadAheadState } from './shared-state';
import { READ_BYTES, searchLog, type ReadAheadJob } from './log-search';

/** Input of the read-ahead thread. */
export interface ReadAheadWorkerData {
  readonly job: ReadAheadJob;
  /** Memory of the `ReadAheadState`. */
  readonly memory: SharedArrayBuffer;
}

const { job, memory } = workerData as ReadAheadWorkerData;
const scanMemory = ScanMemory.create(READ_BYTES);
if (scanMemory) {
  searchLog(job, new ReadAheadState(memory), scanMemory);
}
