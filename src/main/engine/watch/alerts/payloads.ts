import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../../../shared/common/result';
import { labelFingerprint } from './fingerprint';
import type { ReceivedAlert } from './received-alert';

/** Reason why a body can never be accepted; `receive` in src/shared/i18n has the sentences. */
export type PayloadFault = 'not-json' | 'bad-version' | 'no-alerts' | 'bad-alert' | 'no-labels' | 'bad-time';

/** Time without an alert after which one without an end is over, ms: Alertmanager's `resolve_timeout`. */
const RESOLVE_TIMEOUT_MS = 300_000;
/** Times before this stand for no time: Go's zero time is in the year 1. */
const NO_TIME = 0;

const labels = z.record(z.string(), z.string());
const time = z.optional(z.string());

/** An alert of the webhook (docs/configuration.md of Alertmanager, `webhook_config`), and of Grafana's superset. */
const webhookAlert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels,
  annotations: z._default(labels, {}),
  startsAt: time,
  endsAt: time,
  fingerprint: z.optional(z.string().check(z.maxLength(64))),
});

/** Version "1" is Grafana's. */
const webhook = z.object({ version: z.optional(z.enum(['4', '1'])), alerts: z.array(z.unknown()) });

/** An alert of the API (api/v2/openapi.yaml of Alertmanager, `postableAlert`). */
const postedAlert = z.object({ labels, annotations: z._default(labels, {}), startsAt: time, endsAt: time });

/** Reads the body of a webhook; other fields are ignored. */
export function readWebhook(body: string): Result<readonly ReceivedAlert[], PayloadFault> {
  const json = jsonOf(body);
  if (json === undefined) {
    return fail('not-json');
  }
  const parsed = webhook.safeParse(json);
  if (!parsed.success) {
    return fail(parsed.error.issues.some(({ path }) => path[0] === 'version') ? 'bad-version' : 'no-alerts');
  }
  return readAll(parsed.data.alerts, (item) => {
    const alert = webhookAlert.safeParse(item);
    if (!alert.success) {
      return fail('bad-alert');
    }
    const { status, fingerprint = '', ...facts } = alert.data;
    const times = timesOf(facts);
    if (times === null) {
      return fail('bad-time');
    }
    const endsAt = status === 'resolved' ? (times.endsAt ?? times.startsAt ?? 0) : null;
    return withLabels({ ...facts, startsAt: times.startsAt, endsAt, expiresAt: null, fingerprint });
  });
}

/** Reads the body of `POST /api/v2/alerts`; `now` is in ms since 1970. */
export function readPosted(body: string, now: number): Result<readonly ReceivedAlert[], PayloadFault> {
  const json = jsonOf(body);
  if (json === undefined) {
    return fail('not-json');
  }
  const list = z.array(z.unknown()).safeParse(json);
  if (!list.success) {
    return fail('no-alerts');
  }
  return readAll(list.data, (item) => {
    const alert = postedAlert.safeParse(item);
    if (!alert.success) {
      return fail('bad-alert');
    }
    const times = timesOf(alert.data);
    if (times === null) {
      return fail('bad-time');
    }
    const ends = times.endsAt ?? now + RESOLVE_TIMEOUT_MS;
    const over = ends <= now;
    return withLabels({
      ...alert.data,
      startsAt: times.startsAt,
      endsAt: over ? ends : null,
      expiresAt: over ? null : ends,
      fingerprint: '',
    });
  });
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Reads all alerts, or fails with the first fault: a body is taken as a whole. */
function readAll(
  items: readonly unknown[],
  read: (item: unknown) => Result<ReceivedAlert, PayloadFault>,
): Result<readonly ReceivedAlert[], PayloadFault> {
  const alerts: ReceivedAlert[] = [];
  for (const item of items) {
    const alert = read(item);
    if (!alert.ok) {
      return alert;
    }
    alerts.push(alert.value);
  }
  return ok(alerts);
}

/** Leaves out empty labels, which stand for missing ones, and computes a missing fingerprint. */
function withLabels(alert: ReceivedAlert): Result<ReceivedAlert, PayloadFault> {
  const { startsAt, endsAt, expiresAt, annotations } = alert;
  const labels = Object.fromEntries(Object.entries(alert.labels).filter(([, value]) => value !== ''));
  if (Object.keys(labels).length === 0) {
    return fail('no-labels');
  }
  const fingerprint = alert.fingerprint === '' ? labelFingerprint(labels) : alert.fingerprint;
  return ok({ fingerprint, labels, annotations, startsAt, endsAt, expiresAt });
}

interface Times {
  readonly startsAt: number | null;
  readonly endsAt: number | null;
}

/** Times in ms since 1970; null if one of them is not a time. */
function timesOf({ startsAt, endsAt }: { startsAt?: string | undefined; endsAt?: string | undefined }): Times | null {
  const [start, end] = [startsAt, endsAt].map((text) =>
    text === undefined || text === '' ? NO_TIME : Date.parse(text),
  );
  if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end)) {
    return null;
  }
  return { startsAt: start <= NO_TIME ? null : start, endsAt: end <= NO_TIME ? null : end };
}
