import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLiveFeed, type LiveFeed } from '../../../../src/main/desktop/ipc/live-calls';
import type { LiveNews } from '../../../../src/shared/contract/ipc/pushes';
import type { LiveCursor, LiveQuery, LiveReading } from '../../../../src/shared/contract/live-view';

const CURSOR: LiveCursor = { device: '1', inode: '2', born: '3', offset: 10 };
const QUIET: LiveReading = { state: 'read', lines: [], rest: '', turn: 'none', skipped: 0, cursor: CURSOR };
const FILE = { view: 1, fileId: 'app', path: '/app.log' };

let asked: LiveQuery[] = [];
let pushed: LiveNews[] = [];
let answers: (LiveReading | Error)[] = [];
let window = true;
let feed: LiveFeed;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, pushed, answers, window] = [[], [], [], true];
  feed = createLiveFeed({
    read: (query) => {
      asked.push(query);
      const answer = answers.shift() ?? QUIET;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    push: (news) => pushed.push(news),
    isWanted: () => window,
  });
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

it('continues from its position, and pushes only new lines', async () => {
  feed.open(FILE);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(pushed).toEqual([{ view: 1, state: 'read', lines: [], rest: '', turn: 'none', skipped: 0 }]);
  expect(asked.length).toBeGreaterThan(3);
  expect(asked[0]?.after).toBeNull();
  expect(asked.at(-1)?.after).toEqual(CURSOR);
  answers.push({ ...QUIET, rest: 'half' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(pushed.map(({ rest }) => rest)).toEqual(['', 'half', '']);
});

it('keeps its position while the file or the engine is away', async () => {
  answers.push(QUIET, new Error('The engine stopped.'), { ...QUIET, state: 'missing', cursor: null });
  feed.open(FILE);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(pushed.map(({ state }) => state)).toEqual(['read', 'missing', 'read']);
  expect(asked.slice(1).map(({ after }) => after)).toEqual(asked.slice(1).map(() => CURSOR));
});

it('stops with the view, with another one, and with the window', async () => {
  feed.open(FILE);
  feed.open({ ...FILE, view: 2 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(pushed.map(({ view }) => view)).toEqual([2]);
  feed.close();
  const before = asked.length;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(before);
  feed.open({ ...FILE, view: 3 });
  window = false;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(before + 1);
  expect(pushed).toHaveLength(1);
});
