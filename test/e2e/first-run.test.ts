import { execFileSync } from 'node:child_process';
import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { cutOff, WINDOW_SIZES } from '../support/e2e/layout';
import { resize } from '../support/e2e/pictures';
import { en } from '../support/text/strings';

test('the first start shows practice settings that alert', async ({ start, folder }) => {
  const app = await start();
  const window = await app.window();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(en('window.page.overview'));
  await expect(await app.state()).toContainText(en('window.state.practiceMode'));
  await app.follows();

  const command = await window.getByRole('textbox', { name: en('window.tryIt.command') }).inputValue();
  execFileSync('sh', ['-c', command]);
  const entry = window
    .getByRole('region', { name: en('window.overview.recent') })
    .getByRole('article', { name: 'Hello' });
  await expect(entry).toContainText('hello world');
  await expect(entry).toContainText(en('window.practice.badge'));
  await expect(entry).toContainText('An Event Occurred');
  await expect(entry).toContainText(en('window.text.delivered'));
  await expect(entry).toContainText('On call (010******78)');
  await expect(window.getByRole('main')).not.toContainText('5678');

  expect(folder.config()).toMatchObject({ sens: { mode: 'practice' } });
});

test('four steps lead from the first start to a practice text and on, and are taken up again after a restart', async ({
  start,
}) => {
  let app = await start();
  const steps = (await app.window()).getByRole('region', { name: en('window.firstSteps.title') });
  await app.follows();
  execFileSync('sh', ['-c', await steps.getByRole('textbox', { name: en('window.tryIt.command') }).inputValue()]);
  await expect(steps.getByRole('status')).toContainText('An Event Occurred');
  await steps.getByRole('button', { name: en('window.firstSteps.next') }).click();
  await expect(steps).toContainText(en('window.firstSteps.keysText'));
  await steps.getByRole('button', { name: en('window.firstSteps.skip') }).click();
  await expect(steps).toContainText(en('window.firstSteps.whoText'));
  await app.close();

  app = await start();
  const window = await app.window();
  const again = window.getByRole('region', { name: en('window.firstSteps.title') });
  await expect(again).toContainText(en('window.firstSteps.whoText'));
  await again.getByRole('button', { name: app.t('window.problem.goTo', { page: en('window.page.delivery') }) }).click();
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(en('window.page.delivery'));
  await app.goTo('overview');
  await again.getByRole('button', { name: en('window.firstSteps.try') }).click();
  await expect(again.getByRole('textbox', { name: en('window.tryIt.command') })).toBeVisible();
  await again.getByRole('button', { name: en('window.firstSteps.what') }).click();
  await again.getByRole('button', { name: en('window.firstSteps.finish') }).click();
  await expect(again).toBeHidden();
  await expect(
    window
      .getByRole('group', { name: en('window.overview.textsToday') })
      .getByText(en('window.overview.count', { number: 1 }), { exact: true }),
  ).toBeVisible();
});

test('the guide of the first start can be closed at once', async ({ start, folder }) => {
  const app = await start();
  const window = await app.window();
  await window.getByRole('button', { name: en('window.firstSteps.close') }).click();
  await expect(window.getByRole('region', { name: en('window.firstSteps.title') })).toBeHidden();
  await expect(window.getByRole('region', { name: en('window.tryIt.title') })).toBeVisible();
  expect(folder.config()).toMatchObject({ app: { firstSteps: 'done' } });
});

test('the first step is done when its result is shown, never before', async ({ start }) => {
  const app = await start();
  const window = await app.window();
  const steps = window.getByRole('region', { name: en('window.firstSteps.title') });
  await app.follows();
  // Collects what the step and its result say, at every change of the page.
  await window.evaluate(`(() => {
    globalThis.said = [];
    const region = document.querySelector('main [role=status]').closest('section');
    const step = [...region.querySelectorAll('button')].find(({ textContent }) => textContent.includes(${JSON.stringify(en('window.firstSteps.try'))}));
    const look = () => said.push([step.textContent, region.querySelector('[role=status]').textContent]);
    new MutationObserver(look).observe(region, { subtree: true, childList: true, characterData: true });
  })()`);
  execFileSync('sh', ['-c', await steps.getByRole('textbox', { name: en('window.tryIt.command') }).inputValue()]);
  await expect(steps.getByRole('status')).toContainText('An Event Occurred');
  const said = await window.evaluate<readonly (readonly [string, string])[]>('said');
  const done = said.filter(([step]) => step.includes(en('window.firstSteps.done')));
  expect(done.length).toBeGreaterThan(0);
  expect(done.filter(([, result]) => result === en('window.firstSteps.waiting'))).toEqual([]);
});

/** Width and height of the command that its field does not show, px. */
const HIDDEN_PART = `(() => {
  const field = [...document.querySelectorAll('main input, main textarea')].find(({ value }) => value.includes('hello world'));
  return [field.scrollWidth - field.clientWidth, field.scrollHeight - field.clientHeight];
})()`;

for (const language of LANGUAGES) {
  test(`the whole command of the first step is in view: ${language}`, async ({ start }) => {
    const app = await start({ language });
    const window = await app.window();
    const command = window.getByRole('textbox', { name: app.t('window.tryIt.command') });
    await expect(command).toHaveValue(/sample\.log'?$/);
    for (const size of WINDOW_SIZES) {
      await resize(app, size);
      expect.soft(await cutOff(window), `${size.width}`).toEqual([]);
      const hidden = await window.evaluate<readonly number[]>(HIDDEN_PART);
      expect.soft(Math.max(...hidden), `${size.width}`).toBeLessThanOrEqual(0);
    }
    // Narrower without a new size of the window, as when the button says "Copied": whole in the same frame.
    const narrow = await window.evaluate<readonly number[]>(`(() => {
      document.querySelector('main section').style.width = '360px';
      return ${HIDDEN_PART};
    })()`);
    expect(Math.max(...narrow)).toBeLessThanOrEqual(0);
  });
}
