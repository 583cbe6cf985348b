import { expect, it } from 'vitest';
import { KEPT_ROWS, NO_ROWS, withNews } from '../../../../../src/renderer/pages/files/live-rows';
import type { LiveNews } from '../../../../../src/shared/contract/ipc/pushes';

function news(more: Partial<LiveNews> = {}): LiveNews {
  return { view: 1, state: 'read', lines: [], rest: '', turn: 'none', skipped: 0, ...more };
}

const line = (text: string): LiveNews['lines'][number] => ({ text, cut: false, marks: [], rules: [] });

it('a live tail gives each row its own key and keeps the latest', () => {
  const many = Array.from({ length: 1_500 }, (_, index) => line(String(index)));
  const view = withNews(withNews(NO_ROWS, news({ lines: many })), news({ lines: many, rest: 'half' }));
  expect(view).toMatchObject({ state: 'read', rest: 'half', next: 3_000 });
  expect(view.rows).toHaveLength(KEPT_ROWS);
  expect(view.rows.map(({ key }) => key)).toEqual(Array.from({ length: KEPT_ROWS }, (_, index) => index + 1_000));
});

it('a live tail reports changes of the file between the lines', () => {
  const view = withNews(NO_ROWS, news({ turn: 'replaced', skipped: 7, lines: [line('a')] }));
  expect(view.rows).toEqual([
    { key: 0, kind: 'replaced' },
    { key: 1, kind: 'skipped', bytes: 7 },
    { key: 2, kind: 'line', line: line('a') },
  ]);
});
