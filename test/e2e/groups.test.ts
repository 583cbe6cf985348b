import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { resize, SMALL } from '../support/e2e/pictures';
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

test('the row of a saved recipient or group is highlighted and in view', async ({ start, folder }) => {
  const recipients = Array.from({ length: 30 }, (_nothing, at) => ({
    id: `r${at}`,
    name: `Person ${at}`,
    number: `010-1234-56${at + 10}`,
  }));
  folder.configure({ recipients });
  const app = await start();
  const page = await resize(app, SMALL);
  await app.goToDelivery('people');
  const people = page.getByRole('region', { name: en('window.recipients.title') });
  await people.getByRole('button', { name: en('window.recipients.add') }).click();
  const person = page.getByRole('dialog', { name: en('window.recipients.new') });
  await person.getByLabel(en('window.recipients.name')).fill('Night nurse');
  await person.getByLabel(en('window.recipients.number')).fill('010-8765-4321');
  await person.getByRole('button', { name: en('window.form.save') }).click();
  const added = people.getByRole('row').filter({ hasText: 'Night nurse' });
  await expect(added).toHaveAttribute('data-saved', 'true');
  await expect(added).toBeInViewport();

  const groups = page.getByRole('region', { name: en('window.groups.title') });
  await groups.getByRole('button', { name: en('window.groups.add') }).click();
  const group = page.getByRole('dialog', { name: en('window.groups.new') });
  await group.getByLabel(en('window.groups.name')).fill('Night shift');
  await group.getByRole('combobox', { name: en('window.groups.members') }).click();
  await page.getByRole('option', { name: 'Night nurse', exact: true }).click();
  await page.keyboard.press('Escape');
  await group.getByRole('button', { name: en('window.form.save') }).click();
  const shift = groups.getByRole('row').filter({ hasText: 'Night shift' });
  await expect(shift).toHaveAttribute('data-saved', 'true');
  await expect(shift).toBeInViewport();
  await expect(added).not.toHaveAttribute('data-saved');
});
