import { z } from 'zod';
import { LIMITS } from '../../../shared/common/limits';
import { HISTORY_KINDS, HISTORY_OUTCOMES } from '../../../shared/contract/history';
import type { CallName, Calls } from '../../../shared/contract/ipc';
import { idSchema } from '../../../shared/settings/fields/field-schemas';
import { ruleSchema } from '../../../shared/settings/schema';

/** Schemas of the arguments by call name; a missing one is a type error. */
export type Payloads = { readonly [Name in CallName]: z.ZodType<Calls[Name]['in']> };

const nothing = z.undefined();
const key = z.string().max(500).optional();
const secret = z.string().max(1_000).optional();
const textId = z.int().positive();
const matchId = z.int().positive();
const incidentId = z.int().positive();
const ruleId = z.string().max(64);
const path = z.string().max(4_096);
const revision = z.string().max(100);

const historyFilter = {
  search: z.string().max(1_000),
  kind: z.enum(HISTORY_KINDS).optional(),
  ruleId: ruleId.optional(),
  outcome: z.enum(HISTORY_OUTCOMES).optional(),
};

/** Shape of every call's argument. Settings are unchecked here, as `parseSettings` reports their faults. */
export const PAYLOADS: Payloads = {
  'app:snapshot': nothing,
  'settings:save': z.strictObject({
    settings: z.unknown(),
    base: z.strictObject({ revision, settings: z.unknown() }),
    settlement: z.strictObject({ revision, keep: z.enum(['mine', 'theirs']) }).nullable(),
  }),
  'keys:save': z.strictObject({ accessKey: key, secretKey: key, keepInFile: z.boolean() }),
  'keys:forget': nothing,
  'channel:secrets': nothing,
  'channel:save-secrets': z.strictObject({
    id: idSchema,
    values: z.strictObject({ url: secret, secret, token: secret, password: secret }),
    keepInFile: z.boolean(),
  }),
  'channel:forget-secrets': z.strictObject({ id: idSchema }),
  'text:send-test': z.strictObject({
    recipientIds: z.array(z.string().max(64)).max(LIMITS.recipients),
    channelIds: z.array(z.string().max(64)).max(LIMITS.channels),
    withImage: z.boolean(),
  }),
  'image:pick': nothing,
  'text:resend': z.strictObject({ id: textId, sure: z.boolean() }),
  'text:drop': z.strictObject({ id: textId }),
  'history:list': z.strictObject({
    before: z.number().nullable(),
    limit: z.number().int().min(1).max(500),
    ...historyFilter,
  }),
  'incidents:list': z.strictObject({
    which: z.enum(['open', 'closed']),
    before: z.number().nullable(),
    limit: z.number().int().min(1).max(500),
  }),
  'incidents:history': z.strictObject({ id: incidentId }),
  'incidents:acknowledge': z.strictObject({ id: incidentId }),
  'incidents:close': z.strictObject({ id: incidentId }),
  'history:in-file': z.strictObject({ id: matchId }),
  'history:export': z.strictObject(historyFilter),
  'watch:pause': z.enum(['15m', '1h', 'tomorrow']),
  'watch:resume': nothing,
  'alerts:seen': nothing,
  'rules:mute': z.strictObject({ ruleId, length: z.enum(['30m', '2h', 'morning']) }),
  'rules:unmute': ruleId,
  'files:pick': nothing,
  'files:preview': path,
  'files:encodings': path,
  'live:open': z.strictObject({ view: z.number().int().min(0), fileId: z.string().max(64), path }),
  'live:close': nothing,
  'rules:try': z.strictObject({
    match: ruleSchema.shape.match,
    butNot: ruleSchema.shape.butNot,
    ok: ruleSchema.shape.ok,
    line: z.string().max(100_000),
  }),
  'rules:last-lines': z.strictObject({ rule: z.unknown(), fileId: z.string().max(64), path }),
  'rules:match-share': z.strictObject({ rule: z.unknown() }),
  'rules:dry-run': z.strictObject({
    run: z.number().int().min(0),
    rule: z.unknown(),
    limits: z.strictObject({ sinceMs: z.int().positive().nullable(), bytes: z.int().positive().nullable() }),
  }),
  'rules:cancel-dry-run': nothing,
  'settings:export': z.strictObject({ withNumbers: z.boolean() }),
  'settings:open-import': nothing,
  'settings:import': nothing,
  'diagnostics:read': nothing,
  'diagnostics:save': nothing,
  'heartbeats:list': nothing,
  'autostart:set': z.boolean(),
  'clipboard:write': z.string().max(5_000),
  'link:open': z.enum(['ncloud-console', 'sens-guide', 'sens-projects', 'api-keys']),
  'phone:open': nothing,
  'folder:open': z.enum(['config', 'data', 'logs']),
};
