import * as z from 'zod/mini';
import { LIMITS } from '../../common/limits';
import { durationWithin, idSchema } from '../fields/field-schemas';

/** Alertmanager cluster that gets the incidents of rules with `"to": "alertmanager"`. */
export const alertmanagerSchema = z.strictObject({
  /** Base URL of each member; alerts go to every one of them. */
  urls: z
    .array(z.string().check(z.minLength(1), z.maxLength(LIMITS.urlCharacters)))
    .check(z.minLength(1), z.maxLength(LIMITS.alertmanagers)),
  /** Labels of every alert beside Logbell's own. */
  labels: z._default(
    z.record(
      z.string().check(z.maxLength(LIMITS.nameCharacters)),
      z.string().check(z.minLength(1), z.maxLength(LIMITS.journalCharacters)),
    ),
    {},
  ),
  /** Name of the secret with the bearer token; no authentication without it. */
  token: z.optional(idSchema),
  /** Length of the silence that acknowledging an incident of received alerts makes; no silence without it. */
  silence: z.optional(durationWithin('5m', '7d')),
});

export type AlertmanagerSettings = z.infer<typeof alertmanagerSchema>;

/** Labels that Logbell sets itself. */
export const OWN_LABELS: readonly string[] = ['alertname', 'rule', 'host', 'log', 'key'];
