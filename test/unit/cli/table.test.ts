import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { tableLines, type Row } from '../../../src/main/cli/format/table';
import { formatLine, styled } from '../../../src/main/cli/output/line';

function printed(rows: readonly Row[], width: number): readonly string[] {
  const columns = [{ heading: 'ID', align: 'right' }, { heading: '수신자' }, { heading: 'MESSAGE' }] as const;
  return tableLines(columns, rows, width).map((line) => formatLine(line, new PassThrough()));
}

it('aligns columns, wraps the last one, and makes text inert', () => {
  const rows = [
    {
      cells: [styled('7'), styled('당직')],
      last: [styled('disk\u001b[31m full'), styled('first line second line again')],
    },
    { cells: [styled('112'), styled('On call', 'red')], last: [styled('down')] },
  ];
  expect(printed(rows, 36)).toEqual([
    ' ID  수신자   MESSAGE',
    '  7  당직     disk [31m full',
    '              first line second line',
    '              again',
    '112  On call  down',
  ]);
});
