import { expect, type Page } from '@playwright/test';
import { judge } from '../bench/bars';
import { report } from '../bench/report';
import { scaled } from '../bench/run-size';
import { distribution, type Distribution } from '../bench/statistics';
import { test } from '../support/e2e/desktop-test';
import { writeHistory } from '../support/e2e/long-history';
import { until } from '../support/time/until';

const ROWS = scaled(100_000, 1_000);

/**
 * Times between painted frames, ms, while a script scrolls the page: `step` runs before each frame until it returns
 * true.
 */
async function frames(page: Page, step: string): Promise<Distribution> {
  const times = await page.evaluate<number[]>(`new Promise((resolve) => {
    const times = [];
    const step = ${step};
    let last = null;
    const frame = (now) => {
      if (last !== null) times.push(now - last);
      last = now;
      if (step(times.length)) resolve(times); else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  })`);
  return distribution(times);
}

function row(what: string, { p50, p99, max, count }: Distribution): Readonly<Record<string, string | number>> {
  return { what, frames: count, 'p50 ms': p50, 'p99 ms': p99, 'longest ms': max };
}

test('a long history scrolls smoothly', async ({ start, folder }) => {
  test.setTimeout(600_000);
  writeHistory(folder, ROWS);
  folder.append('', folder.path('app.log'));
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: [{ id: 'payment', match: { text: 'declined' } }],
  });
  const app = await start();
  const page = await app.goTo('history');
  const feed = page.getByRole('feed');
  await expect(feed.getByRole('article').first()).toBeVisible();
  await until(async () => (await feed.getAttribute('aria-busy')) === 'false', 'the first entries are there');

  const idle = await frames(page, '(frame) => frame >= 120');
  const steady = await frames(page, '(frame) => { scrollBy(0, 120); return frame >= 600; }');
  // Down to the very end, while older entries are loaded.
  const through = await frames(
    page,
    `(frame) => {
      scrollBy(0, 4_000);
      const text = [...document.querySelectorAll('[role=feed] pre')].at(-1)?.textContent ?? '';
      return text.includes('payment[0]:') || frame > 100_000;
    }`,
  );
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  const jumps = await frames(page, `(frame) => { scrollTo(0, (frame * 7_919_317) % ${height}); return frame >= 600; }`);
  await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
  await expect(feed.getByText('payment[0]: card declined').first()).toBeVisible();

  const verdict = judge('history frame', Math.max(steady.max, through.max, jumps.max));
  report('long-history', {
    rows: [
      row('idle page', idle),
      row('steady', steady),
      row('to the end, older entries coming in', through),
      row('jumps of the scroll bar', jumps),
    ],
    verdicts: [verdict],
    notes: [`${ROWS} rows`],
  });
  expect(verdict.met).toBe(true);
});
