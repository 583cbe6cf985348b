import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';

test('quiet hours, grouping delay and budget of all rules are set on the delivery page', async ({ start, folder }) => {
  const app = await start();
  const delivery = await app.goTo('delivery');
  const section = delivery.getByRole('region', { name: 'Quiet hours and budget' });
  await section.getByRole('button', { name: 'Add quiet hours' }).click();
  const night = section.getByRole('group', { name: 'Quiet hours 1' });
  await night.getByLabel('To', { exact: true }).fill('6');
  await section.getByRole('radio', { name: 'SENS, as reserved texts' }).check();
  await section.getByLabel('Texts a day').fill('20');
  await section.getByLabel('Wait for others: amount').fill('30');
  await section.getByRole('button', { name: 'Save' }).click();
  const to = night.getByLabel('To', { exact: true });
  await expect(to).toHaveAccessibleDescription(/two digits each of hours and minutes/);
  await to.fill('06:00');
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(delivery.getByText('Saved.')).toBeVisible();
  expect(folder.config()['policy']).toMatchObject({
    quiet: [{ from: '23:00', to: '06:00' }],
    quietBy: 'sens',
    wait: '30s',
    budget: { textsPerDay: 20 },
  });
  await app.goTo('rules');
  await delivery.getByRole('button', { name: 'Edit: Hello' }).click();
  await expect(delivery.getByRole('group', { name: 'What this rule does' })).toContainText(
    'Texts of quiet hours (23:00–06:00) are reserved at SENS for their end. Waits 30 s',
  );
});
