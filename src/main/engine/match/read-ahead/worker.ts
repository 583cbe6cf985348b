import { workerData } from 'node:worker_threads';
import { ScanMemory } from '../scanner/memory';
import { ReadAheadState } from './shared-state';
import { READ_BYTES, searchLog, type ReadAheadJob } from './log-search';

/** What the thread that searches ahead is given. */
export interface ReadAheadWorkerData {
  readonly job: ReadAheadJob;
  readonly board: SharedArrayBuffer;
}

const { job, board } = workerData as ReadAheadWorkerData;
const memory = ScanMemory.create(READ_BYTES);
if (memory) {
  searchLog(job, new ReadAheadState(board), memory);
}
