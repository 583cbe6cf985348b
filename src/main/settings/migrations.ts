import { SETTINGS_VERSION } from '../../shared/settings/schema';

/** Rewrites settings of one version, as read from the file, into the next; pure. The version itself is set by `migrate`. */
export type Migration = (settings: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** The steps in order: the first leads from version 1 to 2. Version 1 is the first there was. */
export const MIGRATIONS: readonly Migration[] = [];

/** Settings brought to the current version, and the version they were written in. */
export interface Migrated {
  readonly settings: Record<string, unknown>;
  readonly from: number;
}

/**
 * Brings settings to the current version, step by step. Gives null when there is nothing to do: they are current,
 * newer than this Logbell (never touched), or no settings at all. A missing version is 1.
 */
export function migrate(input: unknown, steps = MIGRATIONS, current: number = SETTINGS_VERSION): Migrated | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return null;
  }
  const settings = input as Record<string, unknown>;
  const from = settings['version'] ?? 1;
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1 || from >= current) {
    return null;
  }
  const migrated = steps
    .slice(from - 1, current - 1)
    .reduce<Record<string, unknown>>(
      (before, step, index) => ({ ...step(before), version: from + index + 1 }),
      settings,
    );
  return { settings: migrated, from };
}
