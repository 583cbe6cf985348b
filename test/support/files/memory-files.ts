import type { SensFile, SensFileRecords } from '../../../src/main/engine/send/sens/types';

/** In-memory records of the files uploaded to SENS. */
export interface MemoryFiles extends SensFileRecords {
  readonly kept: Map<string, SensFile>;
}

export function createMemoryFiles(): MemoryFiles {
  const kept = new Map<string, SensFile>();
  const key = (service: string, hash: string): string => `${service}\n${hash}`;
  return {
    kept,
    find: (service, hash) => kept.get(key(service, hash)) ?? null,
    save: (service, hash, file) => void kept.set(key(service, hash), file),
    forget: (service, hash) => void kept.delete(key(service, hash)),
  };
}
