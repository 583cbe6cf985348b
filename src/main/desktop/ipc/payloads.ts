import * as z from 'zod/mini';
import { LIMITS } from '../../../shared/common/limits';
import { HISTORY_KINDS, HISTORY_OUTCOMES } from '../../../shared/contract/history';
import type { CallName, Calls } from '../../../shared/contract/ipc/calls';
import { idSchema } from '../../../shared/settings/fields/field-schemas';
import { ruleSchema } from '../../../shared/settings/rules/rule-schema';

/** Schemas of the arguments by call name; a missing one is a type error. */
export type Payloads = { readonly [Name in CallName]: z.ZodMiniType<Calls[Name]['in']> };

const nothing = z.undefined();
const key = z.optional(z.string().check(z.maxLength(500)));
const secret = z.optional(z.string().check(z.maxLength(1_000)));
const textId = z.int().check(z.positive());
const matchId = z.int().check(z.positive());
const incidentId = z.int().check(z.positive());
const ruleId = z.string().check(z.maxLength(64));
const path = z.string().check(z.maxLength(4_096));
const revision = z.string().check(z.maxLength(100));

const historyFilter = {
  search: z.string().check(z.maxLength(1_000)),
  kind: z.optional(z.enum(HISTORY_KINDS)),
  ruleId: z.optional(ruleId),
  outcome: z.optional(z.enum(HISTORY_OUTCOMES)),
};

/** Shape of every call's argument. Settings are unchecked here, as `parseSettings` reports their faults. */
export const PAYLOADS: Payloads = {
  'app:snapshot': nothing,
  'settings:save': z.strictObject({
    settings: z.unknown(),
    base: z.strictObject({ revision, settings: z.unknown() }),
    settlement: z.nullable(z.strictObject({ revision, keep: z.enum(['mine', 'theirs']) })),
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
    recipientIds: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(LIMITS.recipients)),
    channelIds: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(LIMITS.channels)),
    withImage: z.boolean(),
  }),
  'image:pick': nothing,
  'text:resend': z.strictObject({ id: textId, sure: z.boolean() }),
  'text:drop': z.strictObject({ id: textId }),
  'history:list': z.strictObject({
    before: z.nullable(z.number()),
    limit: z.number().check(z.int(), z.gte(1), z.lte(500)),
    ...historyFilter,
  }),
  'incidents:list': z.strictObject({
    which: z.enum(['open', 'closed']),
    before: z.nullable(z.number()),
    limit: z.number().check(z.int(), z.gte(1), z.lte(500)),
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
  'live:open': z.strictObject({
    view: z.number().check(z.int(), z.gte(0)),
    fileId: z.string().check(z.maxLength(64)),
    path,
  }),
  'live:close': nothing,
  'rules:try': z.strictObject({
    match: ruleSchema.shape.match,
    butNot: ruleSchema.shape.butNot,
    ok: ruleSchema.shape.ok,
    line: z.string().check(z.maxLength(100_000)),
  }),
  'rules:last-lines': z.strictObject({ rule: z.unknown(), fileId: z.string().check(z.maxLength(64)), path }),
  'rules:match-share': z.strictObject({ rule: z.unknown() }),
  'rules:dry-run': z.strictObject({
    run: z.number().check(z.int(), z.gte(0)),
    rule: z.unknown(),
    limits: z.strictObject({
      sinceMs: z.nullable(z.int().check(z.positive())),
      bytes: z.nullable(z.int().check(z.positive())),
    }),
  }),
  'rules:cancel-dry-run': nothing,
  'settings:export': z.strictObject({ withNumbers: z.boolean() }),
  'settings:open-import': nothing,
  'settings:import': nothing,
  'diagnostics:read': nothing,
  'diagnostics:save': nothing,
  'heartbeats:list': nothing,
  'autostart:set': z.boolean(),
  'clipboard:write': z.string().check(z.maxLength(5_000)),
  'link:open': z.enum(['ncloud-console', 'sens-guide', 'sens-projects', 'api-keys']),
  'phone:open': nothing,
  'folder:open': z.enum(['config', 'data', 'logs']),
};
