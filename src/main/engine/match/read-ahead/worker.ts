import { workerData } from 'node:worker_threads';
import { ScanMemory } from '../scanner/memory';
import { AheadBoard } from './shared-state';
import { READ_BYTES, searchLog, type AheadJob } from './log-search';

/** What the thread that searches ahead is given. */
export interface AheadWorkerData {
  readonly job: AheadJob;
  readonly board: SharedArrayBuffer;
}

const { job, board } = workerData as AheadWorkerData;
const memory = ScanMemory.create(READ_BYTES);
if (memory) {
  searchLog(job, new AheadBoard(board), memory);
}
