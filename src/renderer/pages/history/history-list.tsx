import { Button, Center, Paper, Skeleton } from '@mantine/core';
import { useWindowVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { memo, useDeferredValue, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../shared/history';
import { entryKey } from '../../bridge/app-state';
import { HistoryItem } from './history-item';
import type { HistoryPages } from './use-history';

/** A match of one line with one text, px; others are measured once they are painted. */
const USUAL_HEIGHT = 150;
const GAP = 10;
/** So many entries before the end, older ones are asked for. */
const AHEAD = 100;

/** The entries, of which only those in sight are painted; older ones come as the page is scrolled. */
export function HistoryList({ pages }: { readonly pages: HistoryPages }) {
  const { t } = useTranslation();
  const { entries, older, loadOlder } = pages;
  const box = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => setTop((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtualizer = useWindowVirtualizer({
    count: entries.length,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => {
      const entry = entries[index];
      return entry ? entryKey(entry) : index;
    },
    gap: GAP,
    overscan: 4,
    scrollMargin: top,
    // A flood of scroll events is painted when there is time, and none of them waits for it.
    useFlushSync: false,
  });
  const items = virtualizer.getVirtualItems();
  // Painted in small pieces between frames: while somebody pulls at the scroll bar, no frame waits for rows that are gone with the next.
  const painted = useDeferredValue(items);
  const last = items.at(-1)?.index ?? 0;
  const wanted = older === 'some' && last >= entries.length - AHEAD;
  useEffect(() => {
    if (wanted) {
      loadOlder();
    }
  }, [wanted, loadOlder]);
  return (
    <>
      <div
        ref={box}
        role="feed"
        aria-label={t('window.history.entries')}
        aria-busy={older === 'coming'}
        style={{ position: 'relative', height: virtualizer.getTotalSize() }}
      >
        <Rows entries={entries} items={painted} top={top} measure={virtualizer.measureElement} />
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

interface RowsProps {
  readonly entries: readonly HistoryEntry[];
  readonly items: readonly VirtualItem[];
  /** Where the list begins on the page, px. */
  readonly top: number;
  readonly measure: (row: HTMLElement | null) => void;
}

const Rows = memo(function Rows({ entries, items, top, measure }: RowsProps) {
  return items.map(({ key, index, start }) => {
    const entry = entries[index];
    return (
      entry && (
        <Paper
          key={key}
          ref={measure}
          data-index={index}
          withBorder
          p="sm"
          pos="absolute"
          top={0}
          left={0}
          w="100%"
          style={{ transform: `translateY(${start - top}px)` }}
        >
          <HistoryItem entry={entry} />
        </Paper>
      )
    );
  });
});
