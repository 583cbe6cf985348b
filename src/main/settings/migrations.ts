import { SETTINGS_VERSION } from '../../shared/settings/schema';

/** Migrates settings from one version to the next; pure. `migrate` sets the version. */
export type Migration = (settings: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** Migrations in order, the first from version 1, the oldest, to 2. */
export const MIGRATIONS: readonly Migration[] = [];

/** Migrated settings and their former version. */
export interface Migrated {
  readonly settings: Record<string, unknown>;
  readonly from: number;
}

/**
 * Migrates settings to the current version. Returns null if there is nothing to do: they are current, newer than this
 * Logbell (never changed), or no settings. A missing version is 1.
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
