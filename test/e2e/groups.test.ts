import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

test('a group of recipients is created, used by a rule, and kept while the rule needs it', async ({
  start,
  folder,
}) => {
  folder.configure({
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'you', name: 'You', number: '02-123-4567' },
    ],
    rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk full' } }],
  });
  const app = await start();
  const window = await app.window();
  await app.goToDelivery('people');
  const section = window.getByRole('region', { name: en('window.groups.title') });
  await section.getByRole('button', { name: en('window.groups.add') }).click();
  const form = window.getByRole('dialog', { name: en('window.groups.new') });
  await form.getByLabel(en('window.groups.name')).fill('Night shift');
  await form.getByRole('button', { name: en('window.form.save') }).click();
  await expect(form).toContainText(en('settingsProblem.no-recipients'));
  await form.getByRole('combobox', { name: en('window.groups.members') }).click();
  await window.getByRole('option', { name: 'Me', exact: true }).click();
  await window.getByRole('option', { name: 'You', exact: true }).click();
  await window.keyboard.press('Escape');
  await form.getByRole('button', { name: en('window.form.save') }).click();
  const table = section.getByRole('table', { name: en('window.groups.title') });
  await expect(table).toContainText('Night shift');
  await expect(table).toContainText('Me, You');

  await app.goTo('rules');
  await window.getByRole('button', { name: en('window.row.editOf', { title: 'Disk' }) }).click();
  const rule = window.getByRole('dialog');
  await rule.getByRole('radio', { name: en('window.rules.chosenRecipients') }).click();
  await rule.getByRole('combobox', { name: en('window.rules.chosenRecipients') }).click();
  await window.getByRole('option', { name: en('window.rules.groupOf', { name: 'Night shift' }) }).click();
  await window.keyboard.press('Escape');
  await rule.getByRole('button', { name: en('window.form.save') }).click();
  await expect(window.getByRole('table', { name: en('window.page.rules') })).toContainText('Night shift');
  expect(folder.config()).toMatchObject({
    groups: [{ id: 'night-shift', recipients: ['me', 'you'] }],
    rules: [{ recipients: ['night-shift'] }],
  });

  await app.goToDelivery('people');
  await section.getByRole('button', { name: en('window.row.deleteOf', { title: 'Night shift' }) }).click();
  await expect(window.getByText(en('window.removal.inUse', { title: 'Night shift', rules: 'Disk' }))).toBeVisible();
});
