import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';

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
  await app.goTo('delivery');
  const section = window.getByRole('region', { name: 'Recipient groups' });
  await section.getByRole('button', { name: 'Add group' }).click();
  const form = window.getByRole('dialog', { name: 'Add group' });
  await form.getByLabel('Group name').fill('Night shift');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form).toContainText('There is no recipient');
  await form.getByRole('combobox', { name: 'People in the group' }).click();
  await window.getByRole('option', { name: 'Me', exact: true }).click();
  await window.getByRole('option', { name: 'You', exact: true }).click();
  await window.keyboard.press('Escape');
  await form.getByRole('button', { name: 'Save' }).click();
  const table = section.getByRole('table', { name: 'Recipient groups' });
  await expect(table).toContainText('Night shift');
  await expect(table).toContainText('Me, You');

  await app.goTo('rules');
  await window.getByRole('button', { name: 'Edit: Disk' }).click();
  const rule = window.getByRole('dialog');
  await rule.getByRole('radio', { name: 'Chosen recipients' }).click();
  await rule.getByRole('combobox', { name: 'Chosen recipients' }).click();
  await window.getByRole('option', { name: 'Night shift (group)' }).click();
  await window.keyboard.press('Escape');
  await rule.getByRole('button', { name: 'Save' }).click();
  await expect(window.getByRole('table', { name: 'Rules' })).toContainText('Night shift');
  expect(folder.config()).toMatchObject({
    groups: [{ id: 'night-shift', recipients: ['me', 'you'] }],
    rules: [{ recipients: ['night-shift'] }],
  });

  await app.goTo('delivery');
  await section.getByRole('button', { name: 'Delete: Night shift' }).click();
  await expect(window.getByText('“Night shift” cannot be deleted')).toBeVisible();
});
