import { inertLine } from '../output/inert-text';
import { type Line, type Span, styled } from '../output/line';
import { padWidth, textWidth, wrapWidth } from './text-width';

/** Column of a table; all but the last are as wide as their widest cell. */
export interface Column {
  readonly heading: string;
  readonly align?: 'left' | 'right';
}

/** Row of a table: a cell for each column but the last, then the lines of the last one. */
export interface Row {
  readonly cells: readonly Span[];
  readonly last: readonly Span[];
}

/** Space between columns. */
const GAP = '  ';
/** Least width of the last column. */
const LEAST_LAST = 24;
/** Most lines that one cell of the last column is wrapped into. */
const MOST_LINES = 4;

/** Formats an aligned table for a terminal of this width, headings first. */
export function tableLines(columns: readonly Column[], rows: readonly Row[], width: number): readonly Line[] {
  const narrow = columns.slice(0, -1);
  const inert = rows.map(({ cells, last }) => ({ cells: cells.map(inertSpan), last: last.map(inertSpan) }));
  const widths = narrow.map(({ heading }, index) =>
    Math.max(textWidth(heading), ...inert.map(({ cells }) => textWidth(cells[index]?.text ?? ''))),
  );
  const indent = widths.reduce((sum, each) => sum + each + GAP.length, 0);
  const lastWidth = Math.max(LEAST_LAST, width - indent);
  const head = columns.map(({ heading }) => ({ text: heading, style: 'bold' }) as const);
  const lines = (cells: readonly Span[], last: readonly Span[]): readonly Line[] => {
    const start = narrow.flatMap(({ align }, index) => [padded(cells[index], widths[index] ?? 0, align), GAP]);
    const [first, ...more] = last.flatMap((cell) => wrapped(cell, lastWidth));
    return [[...start, first ?? ''], ...more.map((line) => [' '.repeat(indent), line])];
  };
  return [lines(head.slice(0, -1), head.slice(-1)), ...inert.map(({ cells, last }) => lines(cells, last))].flat();
}

function inertSpan({ text, style }: Span): Span {
  return styled(inertLine(text), style);
}

function padded(span: Span | undefined, width: number, align: Column['align']): Span {
  return styled(padWidth(span?.text ?? '', width, align), span?.style);
}

function wrapped({ text, style }: Span, width: number): readonly Span[] {
  return wrapWidth(text, width, MOST_LINES).map((line) => styled(line, style));
}
