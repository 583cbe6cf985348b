import * as z from 'zod/mini';
import { appState, fileTotal } from '../../shared/contract/app-state';
import { healthOf } from '../../shared/contract/health';
import { publicParams } from '../../shared/contract/public-params';
import type { AppStatus } from '../../shared/contract/status';
import { clusterMembers } from '../../shared/settings/alertmanager/members';
import { roleOf } from '../../shared/settings/role';
import type { Settings } from '../../shared/settings/schema';

/** Longest text in an answer, characters; paths have at most 4,096 bytes (limits.h, PATH_MAX). */
const MAX_TEXT = 4_096;
/** Most reasons, and members of a cluster, in an answer. */
const MAX_REASONS = 100;
const MAX_MEMBERS = 100;

const text = z.string().check(z.maxLength(MAX_TEXT));
const count = z.int().check(z.gte(0));
const reasonSchema = z.object({
  code: text,
  /** Code of the problem behind it; null if there is none. */
  problem: z.nullable(text),
  subject: text,
  params: z.record(text, z.union([text, z.number()])),
});

/** Shape of the answer to `GET /status`; newer versions may add fields. */
export const runningStatusSchema = z.object({
  kind: z.enum(['service', 'watch', 'desktop']),
  version: text,
  pid: z.int().check(z.positive()),
  user: text,
  /** Start of the process, ms since 1970. */
  since: z.number(),
  settingsFolder: text,
  dataFolder: text,
  serves: z.enum(['system', 'user']),
  mode: z.enum(['practice', 'live']),
  files: count,
  rules: count,
  recipients: count,
  textsToday: count,
  state: z.enum(['unconfigured', 'watching', 'alert', 'paused', 'problem']),
  unseenAlerts: count,
  pausedUntil: z.nullable(z.number()),
  /** Missing in answers of earlier versions. */
  role: z.optional(z.enum(['standalone', 'source', 'receiver'])),
  /** Time of the last received alert, ms since 1970; null for none since the start. */
  lastAlertAt: z.optional(z.nullable(z.number())),
  /** Members of the Alertmanager cluster, and whether the last requests to them arrived. */
  members: z.optional(z.array(z.object({ member: text, reachable: z.boolean() })).check(z.maxLength(MAX_MEMBERS))),
  health: z.object({ ok: z.boolean(), reasons: z.array(reasonSchema).check(z.maxLength(MAX_REASONS)) }),
});

/** Status of a running Logbell as it tells it: without keys, numbers, messages and log lines. */
export type RunningStatus = z.infer<typeof runningStatusSchema>;

/** Facts about a running Logbell that do not change. */
export type Identity = Pick<
  RunningStatus,
  'kind' | 'version' | 'pid' | 'user' | 'since' | 'settingsFolder' | 'dataFolder' | 'serves'
>;

/** Facts about a running Logbell that change. */
export interface CurrentFacts {
  readonly status: Omit<AppStatus, 'state' | 'practice' | 'recentAlerts'>;
  readonly settings: Pick<Settings, 'sens' | 'recipients' | 'rules' | 'receive' | 'alertmanager'>;
}

/** Makes the answer of a running Logbell. */
export function runningStatus(identity: Identity, { status, settings }: CurrentFacts, now: number): RunningStatus {
  const { ok, reasons } = healthOf(status, now);
  return {
    ...identity,
    mode: settings.sens.mode,
    files: fileTotal(status),
    rules: status.rules,
    recipients: settings.recipients.length,
    textsToday: status.days.at(-1)?.texts ?? 0,
    state: appState(status),
    unseenAlerts: status.unseenAlerts,
    pausedUntil: status.pausedUntil,
    role: roleOf(settings),
    lastAlertAt: lastAlertAt(status),
    members: clusterMembers(settings).map(({ id, url }) => ({
      member: url.replace(/^https?:\/\//i, ''),
      reachable: !status.problems.some(({ code, subject }) => subject === id && code.startsWith('channel-')),
    })),
    health: {
      ok,
      reasons: reasons.slice(0, MAX_REASONS).map(({ code, problem }) => ({
        code,
        problem: problem?.code ?? null,
        subject: problem?.subject ?? '',
        params: problem === null ? {} : publicParams(problem),
      })),
    },
  };
}

function lastAlertAt({ files }: CurrentFacts['status']): number | null {
  const times = files.flatMap(({ lastAlertAt: at }) => at ?? []);
  return times.length === 0 ? null : Math.max(...times);
}
