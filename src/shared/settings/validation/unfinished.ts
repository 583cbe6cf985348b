import type { SettingsProblem, SettingsProblemCode } from './problems';

/** Faults of values that nobody has entered yet. */
const MISSING: ReadonlySet<SettingsProblemCode> = new Set<SettingsProblemCode>([
  'no-recipients',
  'no-from',
  'no-service-id',
  'no-keys',
  'no-channel-secret',
  'no-alertmanager-token',
]);

/** True for a fault of unfinished settings: nothing written is ignored, and saving loses nothing. */
export function isUnfinished({ code, path }: Pick<SettingsProblem, 'code' | 'path'>): boolean {
  return MISSING.has(code) && (code !== 'no-recipients' || path === 'recipients');
}
