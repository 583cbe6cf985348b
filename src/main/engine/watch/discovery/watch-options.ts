import { parseDuration } from '../../../../shared/common/duration';
import type { FileSource, Settings } from '../../../../shared/settings/schema';
import type { ReadLimits } from '../reader/line-sink';
import { type WalkLimits, WHOLE_WALK } from './walk';

export const WATCH_DEFAULTS: WatchOptions = {
  maxLineBytes: 64 * 1_024,
  graceMs: 5_000,
  sweepMs: 2_000,
  pollMs: 1_000,
  polling: false,
  maxFiles: 20_000,
  search: WHOLE_WALK,
};

/** What the watching is told beside the lines. */
export interface WatchOptions extends ReadLimits {
  /** How often everything is looked at even without a notice, ms; many files are looked at less often. */
  readonly sweepMs: number;
  /** How often a file is looked at of which no notices come, ms. */
  readonly pollMs: number;
  /** Follow all files without notices. */
  readonly polling: boolean;
  /** Most files followed at once. */
  readonly maxFiles: number;
  /** How far the files of a glob are searched for. */
  readonly search: WalkLimits;
}

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
