import { parseDuration } from '../../shared/common/duration';
import type { FileSource, Settings } from '../../shared/settings/schema';
import { WATCH_DEFAULTS, type ReadLimits } from './watch/intake';

/** The limits of reading as the settings say; `given` stands in place of theirs. */
export function readLimits({ watch }: Settings, given: Partial<ReadLimits> = {}): ReadLimits {
  return {
    maxLineBytes: given.maxLineBytes ?? watch.maxLineLength,
    graceMs: given.graceMs ?? parseDuration(watch.grace) ?? WATCH_DEFAULTS.graceMs,
  };
}

/** The files as they are to be read. Of those that a damaged ledger knew, it cannot be told what was read: they go on from their end. */
export function sourcesToRead({ files }: Settings, knownBefore: ReadonlySet<string>): readonly FileSource[] {
  return files.map((source) => (knownBefore.has(source.path) ? { ...source, start: 'end' } : source));
}
