import { parseDuration } from '../../../../shared/common/duration';
import { logTitle } from '../../../../shared/settings/log-source';
import type { LogSource, Settings } from '../../../../shared/settings/schema';
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

/** Options of the watcher. */
export interface WatchOptions extends ReadLimits {
  /** Interval between two checks of all files, ms; longer for many files. */
  readonly sweepMs: number;
  /** Interval between two checks of a file for which no events come, ms. */
  readonly pollMs: number;
  /** True to poll all files instead of watching them. */
  readonly polling: boolean;
  /** Most files followed at once. */
  readonly maxFiles: number;
  /** Limits of the search for the files of a glob. */
  readonly search: WalkLimits;
}

/** Read limits from the settings, overridden by `given`. */
export function readLimits({ watch }: Settings, given: Partial<ReadLimits> = {}): ReadLimits {
  return {
    maxLineBytes: given.maxLineBytes ?? watch.maxLineLength,
    graceMs: given.graceMs ?? parseDuration(watch.grace) ?? WATCH_DEFAULTS.graceMs,
  };
}

/**
 * Sources as they are to be read. Those that a damaged ledger knew resume at the end of their files, as the positions
 * are lost.
 */
export function sourcesToRead({ files }: Settings, knownBefore: ReadonlySet<string>): readonly LogSource[] {
  return files.map((source) => (knownBefore.has(logTitle(source)) ? { ...source, start: 'end' } : source));
}
