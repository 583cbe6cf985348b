import { z } from 'zod';
import { LIMITS } from '../../common/limits';
import { durationWithin, idSchema } from '../fields/field-schemas';

/** Alertmanager cluster that gets the incidents of rules with `"to": "alertmanager"`. */
export const alertmanagerSchema = z.strictObject({
  /** Base URL of each member; alerts go to every one of them. */
  urls: z.array(z.string().min(1).max(LIMITS.urlCharacters)).min(1).max(LIMITS.alertmanagers),
  /** Labels of every alert beside Logbell's own. */
  labels: z.record(z.string().max(LIMITS.nameCharacters), z.string().min(1).max(LIMITS.journalCharacters)).default({}),
  /** Name of the secret with the bearer token; no authentication without it. */
  token: idSchema.optional(),
  /** Length of the silence that acknowledging an incident of received alerts makes; no silence without it. */
  silence: durationWithin('5m', '7d').optional(),
});

export type AlertmanagerSettings = z.infer<typeof alertmanagerSchema>;

/** Labels that Logbell sets itself. */
export const OWN_LABELS: readonly string[] = ['alertname', 'rule', 'host', 'log', 'key'];
