import { logTitle } from '../settings/log-source';
import { newId } from '../settings/new-id';
import type { LogSource } from '../settings/schema';
import type { Preset } from './preset';

/** Log of a preset: one of the settings, or a new one that has to be added. */
export interface PresetLog {
  readonly log: LogSource;
  readonly isNew: boolean;
}

/** Journal entries that a preset reads; null if its lines never go to the journal. */
export function journalOfPreset({ logs }: Preset, known: readonly LogSource[]): PresetLog | null {
  if (logs.journal === undefined) {
    return null;
  }
  const { units = [], identifiers = [], priority = 'debug', matches = [] } = logs.journal;
  const journal = {
    ...{ units: [...units], identifiers: [...identifiers], priority, matches: [...matches] },
    ...{ directory: '', namespace: '', user: false },
  };
  const id = newId(
    identifiers[0] ?? 'journal',
    'journal',
    known.map((log) => log.id),
  );
  return knownOrNew({ id, journal, start: 'end' }, known);
}

/** The log of the settings that reads the same, or else a new one. */
export function knownOrNew(log: LogSource, known: readonly LogSource[]): PresetLog {
  const same = known.find((one) => logTitle(one) === logTitle(log));
  return same === undefined ? { log, isNew: true } : { log: same, isNew: false };
}
