import { Text } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { InertLine } from '../../components/display/inert-text';
import { useFormats } from '../../format/times';
import type { LiveRow, LiveRows } from './live-rows';

/** Height of a row with one line, px. */
const ROW_HEIGHT = 20;
/** Distance from the end within which the view follows new lines, px. */
const AT_END = 40;

interface LiveLinesProps {
  readonly label: string;
  readonly view: LiveRows;
}

/** Virtualized lines of a live tail. It follows its end until the person scrolls up. */
export function LiveLines({ label, view }: LiveLinesProps) {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const { rows, rest } = view;
  const count = rows.length + (rest === '' ? 0 : 1);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.key ?? 'rest',
    overscan: 10,
  });
  const height = virtualizer.getTotalSize();
  useEffect(() => {
    if (atEnd.current && box.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  }, [height, view]);
  const onScroll = (): void => {
    if (box.current) {
      const { scrollHeight, scrollTop, clientHeight } = box.current;
      atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
    }
  };
  return (
    <div
      ref={box}
      className="logbell-live"
      role="log"
      aria-live="off"
      aria-label={label}
      tabIndex={0}
      style={{ flex: 1, minHeight: 0 }}
      onScroll={onScroll}
    >
      <div style={{ position: 'relative', height }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          return (
            <div
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              data-matched={(row?.kind === 'line' && row.line.rules.length > 0) || undefined}
              className="logbell-live-row"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row ? <Row row={row} /> : <Unfinished text={rest} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Row({ row }: { readonly row: LiveRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  switch (row.kind) {
    case 'line':
      return (
        <>
          <InertLine text={row.line.text} marks={row.line.marks} />
          {row.line.cut && '…'}
          {row.line.rules.length > 0 && (
            <Text span size="xs" fw={600} ff="text" ml="xs">
              {t('window.live.matched', { rules: row.line.rules.join(', ') })}
            </Text>
          )}
        </>
      );
    case 'replaced':
    case 'shortened':
      return <Note text={t(`window.live.turn.${row.kind}`)} />;
    case 'skipped':
      return <Note text={t('window.live.skipped', { size: formats.size(row.bytes) })} />;
  }
}

function Note({ text }: { readonly text: string }) {
  return (
    <Text size="xs" c="dimmed" ff="text">
      {text}
    </Text>
  );
}

function Unfinished({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <>
      <InertLine text={text} />
      <Text span size="xs" c="dimmed" ff="text" ml="xs">
        {t('window.live.unfinished')}
      </Text>
    </>
  );
}
