import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { focusArrived, press, tabTo } from '../support/e2e/keyboard';
import { en } from '../support/text/strings';

/**
 * Focused element, and if an outline shows it: on itself, or beside a hidden native control. A text field has its
 * caret.
 */
const RING = `(() => {
  const element = document.activeElement;
  const what = element.type ?? element.localName;
  const outlined = [element, element.nextElementSibling, element.parentElement?.querySelector('label')].some(
    (one) => one && getComputedStyle(one).outlineStyle === 'solid',
  );
  return [what, outlined || element === document.body || ['text', 'search', 'textarea', 'password'].includes(what)];
})()`;

async function type(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.type(text);
}

async function openPage(page: Page, name: string): Promise<void> {
  await press(page, page.getByRole('navigation').getByRole('button', { name, exact: true }));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

test('a recipient, a file and a rule are created, an alert is read and Logbell is paused by keyboard only', async ({
  start,
  folder,
}) => {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({ recipients: [], files: [], rules: [] });
  const app = await start();
  const page = await app.window();
  const dialog = page.getByRole('dialog');
  await expect(page.getByRole('navigation').getByRole('button').first()).toBeVisible();

  await openPage(page, en('window.page.delivery'));
  await press(page, page.getByRole('tab', { name: app.t('window.delivery.tab.connection') }));
  await page.keyboard.press('ArrowRight');
  await press(page, page.getByRole('button', { name: app.t('window.recipients.add') }));
  await type(page, dialog.getByRole('textbox', { name: app.t('window.recipients.name') }), 'Me');
  await type(page, dialog.getByRole('textbox', { name: app.t('window.recipients.number') }), '010-1234-5678');
  await press(page, dialog.getByRole('button', { name: app.t('window.form.save') }));
  await expect(dialog).toBeHidden();

  await openPage(page, en('window.page.files'));
  await press(page, page.getByRole('button', { name: app.t('window.files.add') }));
  await type(page, dialog.getByRole('textbox', { name: app.t('window.files.path') }), log);
  await press(page, dialog.getByRole('button', { name: app.t('window.form.save') }));
  await expect(dialog).toBeHidden();

  await openPage(page, en('window.page.rules'));
  await press(page, page.getByRole('button', { name: app.t('window.rules.add') }));
  await type(page, dialog.getByRole('textbox', { name: app.t('window.rules.name'), exact: true }), 'Disk');
  await type(page, dialog.getByRole('textbox', { name: app.t('window.rules.pattern') }), 'no space left');
  await press(page, dialog.getByRole('button', { name: app.t('window.form.save') }));
  await expect(dialog).toBeHidden();

  await openPage(page, en('window.page.overview'));
  await expect(page.getByText(en('window.fileState.following'), { exact: true }).last()).toBeVisible();
  folder.append('no space left on device\n', log);
  await openPage(page, en('window.page.history'));
  await expect(page.getByRole('article', { name: 'Disk' })).toContainText(en('window.text.delivered'));

  await openPage(page, en('window.page.overview'));
  await press(page, page.getByRole('button', { name: app.t('window.pause.pause') }));
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await focusArrived(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: app.t('window.pause.resume') })).toBeVisible();
});

test('the focus is visible wherever Tab leads, and nothing moves with reduced motion', async ({ start }) => {
  const app = await start();
  const page = await app.goTo('settings');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const ringed = new Set<string>();
  for (let tabs = 0; tabs < 30; tabs += 1) {
    await page.keyboard.press('Tab');
    const [what, seen] = await page.evaluate<[string, boolean]>(RING);
    expect(seen, what).toBe(true);
    ringed.add(what);
  }
  expect([...ringed]).toEqual(expect.arrayContaining(['button', 'radio', 'checkbox']));
  await app.goTo('rules');
  await page.getByRole('button', { name: app.t('window.rules.add') }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  const longest = 'Math.max(0, ...document.getAnimations().map(({ effect }) => effect.getComputedTiming().endTime))';
  expect(await page.evaluate<number>(longest)).toBeLessThan(1);
});

test('the focus returns from drawers and dialogs, and is not lost with removed elements', async ({ start, folder }) => {
  folder.append('', folder.path('app.log'));
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: folder.path('app.log') }],
    rules: ['Disk', 'Link'].map((name) => ({ id: name, name, match: { text: name } })),
  });
  const app = await start();
  await app.follows();
  const page = await app.goTo('rules');
  const dialog = page.getByRole('dialog');
  const edit = page.getByRole('button', { name: en('window.row.editOf', { title: 'Disk' }) });
  await press(page, edit);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(edit).toBeFocused();

  const presets = page.getByRole('button', { name: app.t('window.presets.add') });
  await presets.press('Enter');
  await press(page, dialog.getByRole('button', { name: app.t('preset.disk-full'), exact: true }));
  await dialog
    .getByRole('button', { name: en('window.presets.useOf', { name: en('preset.disk-full') }) })
    .press('Enter');
  await expect(dialog.getByRole('textbox', { name: app.t('window.rules.pattern'), exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(presets).toBeFocused();

  await page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Link' }) }).press('Enter');
  await expect(page.getByRole('table').locator(':focus')).toHaveCount(1);

  await app.goTo('overview');
  await page.getByRole('button', { name: app.t('window.pause.pause') }).press('Enter');
  await page.getByRole('menuitem').first().press('Enter');
  await expect(page.getByRole('button', { name: app.t('window.pause.resume') })).toBeFocused();
});
