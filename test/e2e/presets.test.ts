import { expect } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';

test('a dialog does not move a page that does not scroll', async ({ start }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  const add = rules.getByRole('button', { name: 'Add from preset', includeHidden: true });
  const before = await add.boundingBox();
  await add.click();
  await expect(rules.getByRole('dialog')).toBeVisible();
  expect(await add.boundingBox()).toEqual(before);
});

test('a rule is created from a preset', async ({ start, folder }) => {
  const app = await start();
  await app.follows();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Add from preset' }).click();
  const presets = rules.getByRole('dialog', { name: 'Add a rule from a preset' });
  await presets.getByRole('textbox', { name: 'Search presets' }).fill('no such thing');
  await expect(presets.getByRole('status')).toHaveText('No preset fits. Try other words.');
  await presets.getByRole('textbox', { name: 'Search presets' }).fill('disk full');
  await presets.getByRole('region', { name: 'Kernel and disks' }).getByRole('button', { name: 'Disk full' }).click();
  await expect(presets).toContainText('cp: error writing /srv/a: No space left on device');
  expect(await axeViolations(rules)).toEqual([]);
  await presets.getByRole('button', { name: 'Use this preset: Disk full' }).click();
  const drawer = rules.getByRole('dialog', { name: 'New rule' });
  await expect(drawer.getByLabel('Name')).toHaveValue('Disk full');
  await expect(drawer.getByRole('group', { name: 'What this rule does' })).toContainText('At most one text in 1 h');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  expect(folder.config()['rules']).toMatchObject([
    { id: 'hello' },
    { id: 'disk-full', name: 'Disk full', cooldown: '1h' },
  ]);
  folder.append('write failed: No space left on device\n');
  await expect((await app.goTo('history')).getByRole('article', { name: 'Disk full' })).toContainText(
    'An alert goes out.',
  );
});
