import type { LiveNews } from '../../../shared/contract/ipc/pushes';
import type { LiveLine, LiveState } from '../../../shared/contract/live-view';

/** Row of a live tail: a line of the file, or a change of the file between two lines. */
export type LiveRow =
  | { readonly key: number; readonly kind: 'line'; readonly line: LiveLine }
  | { readonly key: number; readonly kind: 'replaced' | 'shortened' }
  | { readonly key: number; readonly kind: 'skipped'; readonly bytes: number };

/** State of a live tail; `next` counts all rows so far and is the next row's key. */
export interface LiveRows {
  readonly state: LiveState | 'waiting' | 'lost';
  readonly rows: readonly LiveRow[];
  readonly rest: string;
  readonly next: number;
}

/** Bound on the rows kept; the oldest are dropped. */
export const KEPT_ROWS = 2_000;

/** View before the first news. */
export const NO_ROWS: LiveRows = { state: 'waiting', rows: [], rest: '', next: 0 };

type NewRow = LiveRow extends infer Row ? (Row extends LiveRow ? Omit<Row, 'key'> : never) : never;

/** Applies news to a view. */
export function withNews(view: LiveRows, news: LiveNews): LiveRows {
  const added: NewRow[] = [
    ...(news.turn === 'none' ? [] : [{ kind: news.turn }]),
    ...(news.skipped === 0 ? [] : [{ kind: 'skipped' as const, bytes: news.skipped }]),
    ...news.lines.map((line) => ({ kind: 'line' as const, line })),
  ];
  const rows = added.map((row, index): LiveRow => ({ ...row, key: view.next + index }));
  return {
    state: news.state,
    rows: [...view.rows, ...rows].slice(-KEPT_ROWS),
    rest: news.rest,
    next: view.next + rows.length,
  };
}
