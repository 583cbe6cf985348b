import type { z } from 'zod';
import type { ruleSchema } from '../settings';

/** A rule made ready for a well-known kind of line. Its name is in src/shared/i18n under `preset`. */
export interface Preset<Id extends string = string> {
  readonly id: Id;
  /** What the rule says besides its id, name, files and recipients. */
  readonly rule: Omit<z.input<typeof ruleSchema>, 'id' | 'name' | 'files' | 'recipients'>;
  /** Lines as the programs print them: some that match, and some alike that must not. */
  readonly matching: readonly string[];
  readonly passing: readonly string[];
}

/** Keeps the ids of presets as they are written. */
export function presets<const Id extends string>(list: readonly Preset<Id>[]): readonly Preset<Id>[] {
  return list;
}
