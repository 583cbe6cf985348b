import type { Heartbeat } from '../../shared/settings/schema';

/** News for a monitor: null if everything is healthy, else the reasons, each in one sentence. */
export type Report = readonly string[] | null;

/** A request to a monitor. */
export interface MonitorRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Most characters of the reasons in the body of a request, and in an address. */
const MAX_BODY = 2_000;
const MAX_QUERY = 200;

/** Path of an Uptime Kuma push monitor, also below a prefix (Uptime Kuma, "api-router.js"). */
const KUMA_PATH = /\/api\/push\/[^/]+\/?$/;

/**
 * Makes the request that tells a monitor the news. An address with `/api/push/` is an Uptime Kuma push monitor, any
 * other one speaks like healthchecks.io ("Pinging API"): `/fail` after the path, and the reasons in the body.
 */
export function monitorRequest(address: string, method: Heartbeat['method'], report: Report): MonitorRequest {
  const url = new URL(address);
  if (KUMA_PATH.test(url.pathname)) {
    url.searchParams.set('status', report === null ? 'up' : 'down');
    url.searchParams.set('msg', report === null ? 'OK' : cut(report.join(' '), MAX_QUERY));
    if (!url.searchParams.has('ping')) {
      url.searchParams.set('ping', '');
    }
    return { method, url: url.href, headers: {}, body: method === 'POST' ? '' : null };
  }
  if (report === null) {
    return { method, url: url.href, headers: {}, body: method === 'POST' ? '' : null };
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/fail`;
  const headers = { 'Content-Type': 'text/plain; charset=utf-8' };
  return { method: 'POST', url: url.href, headers, body: cut(report.join('\n'), MAX_BODY) };
}

/** Reason why a monitor did not take a request, by its answer; null if it did. */
export function refusalOf(status: number, text: string): string | null {
  if (status < 200 || status > 299) {
    return `HTTP ${status}`;
  }
  // healthchecks.io before 2023 answers so for an unknown UUID, and Uptime Kuma for a paused monitor.
  return text.startsWith('OK (not found)') || /^\s*\{\s*"ok"\s*:\s*false\b/.test(text) ? 'not-found' : null;
}

/** Host of an address, without the path, which is secret. */
export function hostOf(address: string): string {
  return new URL(address).host;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
