import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { enPattern } from '../support/text/strings';

/** 50,000 lines a second, all of which match. */
const LINES = 'payment: card declined\n'.repeat(5_000);
const PAUSE_MS = 100;
const ROUNDS = 6;

test('the window answers clicks while a flood of matches comes in', async ({ start, folder }) => {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [{ id: 'payment', match: { text: 'declined' }, cooldown: '1h' }],
  });
  const app = await start();
  const flood = setInterval(() => folder.append(LINES, log), PAUSE_MS);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await app.goTo('history');
      await app.goTo('rules');
      await app.goTo('overview');
    }
  } finally {
    clearInterval(flood);
  }
  // Held and counted matches are reported within a second or two.
  const page = await app.goTo('history');
  await expect(page.getByText(enPattern('held.more')).first()).toBeVisible();
});
