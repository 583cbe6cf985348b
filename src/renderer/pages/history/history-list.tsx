import { Button, Center, Skeleton } from '@mantine/core';
import { measureElement, useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { memo, useCallback, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ENTRY_KINDS, type HistoryEntry } from '../../../shared/contract/history';
import { type HistoryRow, rowAhead } from './entries/held-runs';
import { HistoryItem } from './entries/history-item';
import { useHeldRuns, type HeldRuns } from './entries/use-held-runs';
import type { HistoryPages } from './use-history';

/** Height of a match with one line and one text, px; used until similar entries are measured. */
const USUAL_HEIGHT = 150;
const GAP = 10;
/** Number of entries before the end at which older ones are loaded. */
const AHEAD = 100;

interface HistoryListProps {
  readonly pages: HistoryPages;
  /** True to fold runs of held matches. */
  readonly fold: boolean;
}

/** Virtualized list of entries; older ones are loaded as the page is scrolled. */
export function HistoryList({ pages, fold }: HistoryListProps) {
  const { t } = useTranslation();
  const { entries, older, loadOlder } = pages;
  const { rows, toggle } = useHeldRuns(entries, fold);
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const heights = useRef(new Map<string, number>());
  // The virtualizer recomputes all positions for a new function, so it may change only with the entries.
  const getItemKey = useCallback((index: number) => numberOf(rows[index]?.entry, index), [rows]);
  const virtualizer = useWindowVirtualizer<HTMLElement>({
    count: rows.length,
    estimateSize: (index) => heights.current.get(shapeOf(rows[index])) ?? USUAL_HEIGHT,
    measureElement: (row, change, instance) => {
      const height = measureElement(row, change, instance);
      heights.current.set(shapeOf(rows[instance.indexFromElement(row)]), height);
      return height;
    },
    getItemKey,
    gap: GAP,
    overscan: 4,
    scrollMargin: top,
    // Renders a flood of scroll events when there is time; no event waits for a render.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  // Rendered in small pieces between frames: while the scroll bar is dragged, no frame waits for rows that are gone
  // with the next.
  const painted = useDeferredValue(items);
  const last = items.at(-1)?.index ?? 0;
  const needsOlder = older === 'some' && last >= rowAhead(rows, AHEAD);
  useEffect(() => {
    if (needsOlder) {
      loadOlder();
    }
  }, [needsOlder, loadOlder]);
  return (
    <>
      <div
        ref={box}
        role="feed"
        aria-label={t('window.history.entries')}
        aria-busy={older === 'coming'}
        style={{ position: 'relative', height: virtualizer.getTotalSize() }}
      >
        <Rows rows={rows} items={painted} top={top} measure={virtualizer.measureElement} onToggle={toggle} />
      </div>
      {older === 'coming' && <Skeleton height={USUAL_HEIGHT} />}
      {older === 'failed' && (
        <Center>
          <Button variant="default" onClick={loadOlder}>
            {t('window.history.older')}
          </Button>
        </Center>
      )}
    </>
  );
}

/** Numeric key of an entry, which a very long list looks up faster than a string. */
function numberOf(entry: HistoryEntry | undefined, index: number): number {
  return entry ? entry.id * ENTRY_KINDS.length + ENTRY_KINDS.indexOf(entry.kind) : index;
}

/**
 * Key shared by entries that mostly have the same height: a correct estimate costs nothing when the row is measured.
 */
function shapeOf(row: HistoryRow | undefined): string {
  return row === undefined ? 'problem' : `${shapeOfEntry(row.entry)}${row.run ? ' run' : ''}`;
}

function shapeOfEntry(entry: HistoryEntry): string {
  switch (entry.kind) {
    case 'problem':
      return 'problem';
    case 'held':
      return `counted ${entry.texts.length}`;
    case 'match':
      return entry.texts.length === 0 && entry.content === '' ? 'held' : `match ${entry.texts.length}`;
    case 'test':
    case 'digest':
    case 'escalation':
    case 'silence':
      return `text ${entry.texts.length}`;
  }
}

interface RowsProps {
  readonly rows: readonly HistoryRow[];
  readonly items: readonly VirtualItem[];
  /** Offset of the list from the top of the page, px. */
  readonly top: number;
  readonly measure: (row: HTMLElement | null) => void;
  readonly onToggle: HeldRuns['toggle'];
}

const Rows = memo(function Rows({ rows, items, top, measure, onToggle }: RowsProps) {
  return items.map(({ key, index, start }) => {
    const row = rows[index];
    return (
      row && (
        <div
          key={key}
          ref={measure}
          data-index={index}
          className="logbell-history-row"
          data-in-run={row.inRun || undefined}
          style={{ transform: `translateY(${start - top}px)` }}
        >
          <HistoryItem entry={row.entry} row={row} onToggle={onToggle} />
        </div>
      )
    );
  });
});
