import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { resize, SMALL } from '../support/e2e/pictures';
import { en } from '../support/text/strings';

test('a dialog does not move a page that does not scroll', async ({ start }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  const add = rules.getByRole('button', { name: en('window.presets.add'), includeHidden: true });
  const before = await add.boundingBox();
  await add.click();
  await expect(rules.getByRole('dialog')).toBeVisible();
  expect(await add.boundingBox()).toEqual(before);
});

test('a message does not cover a dialog', async ({ start }) => {
  const app = await start();
  const rules = await resize(app, SMALL);
  await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.row.deleteOf', { title: 'Hello' }) }).click();
  await rules.getByRole('button', { name: en('window.presets.add') }).click();
  const undo = rules.getByRole('alert').filter({ hasText: en('window.removal.undo') });
  const dialog = rules.getByRole('dialog', { name: en('window.presets.title') });
  await expect(dialog).toBeVisible();
  await expect(undo).toBeVisible();
  const overlap = async (): Promise<number> => {
    const [message, presets] = [await undo.boundingBox(), await dialog.boundingBox()];
    return (message?.x ?? Infinity) + (message?.width ?? 0) - (presets?.x ?? 0);
  };
  await expect.poll(overlap).toBeLessThanOrEqual(0);
});

test('a rule is created from a preset', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.presets.add') }).click();
  const presets = rules.getByRole('dialog', { name: en('window.presets.title') });
  await presets.getByRole('textbox', { name: en('window.presets.search') }).fill('no such thing');
  await expect(presets.getByRole('status')).toHaveText(en('window.presets.none'));
  await presets.getByRole('textbox', { name: en('window.presets.search') }).fill(en('preset.disk-full'));
  await presets
    .getByRole('region', { name: en('window.presets.kernel') })
    .getByRole('button', { name: en('preset.disk-full') })
    .click();
  await expect(presets).toContainText('cp: error writing /srv/a: No space left on device');
  const cooldown = en('window.duration.h', { amount: 1 });
  await expect(presets).toContainText(en('window.brief.cooldown.rule', { cooldown }));
  expect(await axeViolations(rules)).toEqual([]);
  await presets.getByRole('button', { name: en('window.presets.useOf', { name: en('preset.disk-full') }) }).click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  await expect(drawer.getByLabel(en('window.rules.name'))).toHaveValue(en('preset.disk-full'));
  await expect(drawer.getByRole('group', { name: en('window.says.title') })).toContainText(
    en('window.says.cooldown.rule', { cooldown }),
  );
  await expect(drawer.getByRole('group', { name: en('window.message.preview') })).toContainText('cp: error writing');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([
    { id: 'hello' },
    { id: 'disk-full', name: en('preset.disk-full'), cooldown: '1h' },
  ]);
  folder.append('write failed: No space left on device\n');
  await expect((await app.goTo('history')).getByRole('article', { name: en('preset.disk-full') })).toContainText(
    en('decision.matched'),
  );
});
