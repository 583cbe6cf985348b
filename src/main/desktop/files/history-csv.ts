import { toCsv } from '../../../shared/common/csv';
import type { HistoryEntry, HistoryFilter, HistoryQuery, TextView } from '../../../shared/contract/history';
import type { Translate } from '../../../shared/i18n/translator';
import { shownState } from '../../../shared/i18n/delivery-state';
import { problemReportSentence, problemTitle } from '../../../shared/i18n/problem-text';
import { decisionSentence, heldSentence } from '../../../shared/i18n/decision-text';

/** Number of entries per query. */
const PAGE = 500;

/** Reads all entries that pass the filter, newest first, page by page. */
export async function allEntries(
  read: (query: HistoryQuery) => Promise<readonly HistoryEntry[]>,
  filter: HistoryFilter,
): Promise<readonly HistoryEntry[]> {
  const found = new Map<string, HistoryEntry>();
  let before: number | null = null;
  for (;;) {
    const page: readonly HistoryEntry[] = await read({ ...filter, before, limit: PAGE });
    const known = found.size;
    page.forEach((entry) => found.set(`${entry.kind}:${entry.id}`, entry));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) {
      return [...found.values()];
    }
    // Entries with the same ms may follow on the next page; after a page without news, move on.
    before = found.size === known ? last.at : last.at + 1;
  }
}

/** Formats history as CSV in the language of `t`, one row per entry, in local time. */
export function historyCsv(entries: readonly HistoryEntry[], t: Translate): string {
  const columns = ['time', 'kind', 'rule', 'file', 'offset', 'line', 'decision', 'content', 'texts'] as const;
  return toCsv([columns.map((column) => t(`csv.column.${column}`)), ...entries.map((entry) => row(entry, t))]);
}

function row(entry: HistoryEntry, t: Translate): readonly string[] {
  const [time, kind] = [localTime(entry.at), t(`csv.kind.${entry.kind}`)];
  switch (entry.kind) {
    case 'match': {
      const decision = decisionSentence(entry.decision, t);
      const place = [entry.path, String(entry.offset ?? '')];
      return [time, kind, entry.rule, ...place, entry.line, decision, entry.content, textsCell(entry.texts, t)];
    }
    case 'held': {
      const [more, why] = [t('held.more', { count: entry.count }), heldSentence(entry.decision, t)];
      return [time, kind, entry.rule, '', '', more, why, entry.content, textsCell(entry.texts, t)];
    }
    case 'test':
    case 'digest':
    case 'escalation':
    case 'silence': {
      const rule = 'rule' in entry ? entry.rule : '';
      return [time, kind, rule, '', '', '', '', entry.content, textsCell(entry.texts, t)];
    }
    case 'problem': {
      const title = problemTitle(entry, t);
      const reports = (entry.reports ?? []).map((report) => problemReportSentence(report, t)).join('\n');
      return [time, kind, '', '', '', title, '', '', reports];
    }
  }
}

function textsCell(texts: readonly TextView[], t: Translate): string {
  return texts
    .map((text) => {
      const { channel, recipient, to, type } = text;
      return `${channel === '' ? `${recipient} (${to}) ${type}` : recipient}: ${t(`window.text.${shownState(text)}`)}`;
    })
    .join('\n');
}

/** Local time in a form that spreadsheets parse: `2026-01-31 09:30:00`. */
function localTime(at: number): string {
  const time = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}
