import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';

test('texts in live mode are counted with their estimated cost', async ({ start, folder, sens }) => {
  const { baseUrl, serviceId, from, accessKey, secretKey } = sens;
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  });
  const app = await start({ env: { LOGBELL_ACCESS_KEY: accessKey, LOGBELL_SECRET_KEY: secretKey } });
  const delivery = await app.goTo('delivery');
  const spent = delivery.getByRole('group', { name: 'Texts sent and estimated cost' });
  await expect(spent).toContainText('Texts: 0 · about 0 won');
  await delivery.getByLabel('Price of one SMS').fill('11');
  await delivery.getByLabel('Price of one SMS').press('Tab');
  await expect.poll(() => folder.config()['delivery']).toMatchObject({ prices: { SMS: 11, LMS: 30, MMS: 100 } });
  await delivery.getByRole('button', { name: 'Send test SMS' }).click();
  await expect(delivery.getByRole('region', { name: 'Test', exact: true })).toContainText('about 11 won');
  await expect(spent).toContainText('Texts: 1 · about 11 won');
  const overview = await app.goTo('overview');
  await expect(overview.getByRole('region', { name: 'Texts sent and estimated cost' })).toContainText('about 11 won');
});

test('practice texts cost nothing', async ({ start }) => {
  const app = await start();
  const delivery = await app.goTo('delivery');
  await delivery.getByRole('button', { name: 'Send test SMS' }).click();
  const outcome = delivery.getByRole('region', { name: 'Test', exact: true });
  await expect(outcome).toContainText('Delivered');
  await expect(outcome).not.toContainText('won');
  await expect(delivery.getByRole('group', { name: 'Texts sent and estimated cost' })).toContainText('Texts: 0');
});

test('the preview of a message shows the text, its cost and the replaced characters', async ({ start, folder }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: 'Add rule' }).click();
  const drawer = rules.getByRole('dialog', { name: 'New rule' });
  const preview = drawer.getByRole('group', { name: 'Preview' });
  const message = drawer.getByRole('textbox', { name: 'Message' });
  await message.fill('🔥 café 똠');
  await expect(preview).toContainText('SMS');
  await expect(preview).toContainText('11 of 90 bytes');
  await expect(preview).toContainText('free in practice mode');
  await expect(preview).toContainText('are replaced: 2 (🔥 → [!], é → e)');
  await expect(preview).toContainText('KS X 1001: 똠');
  await message.fill('가'.repeat(46));
  await expect(preview).toContainText('92 of 2,000 bytes');
  await expect(preview).toContainText('about 30 won');
  await drawer.getByRole('button', { name: 'Cancel' }).click();
  await rules.getByRole('button', { name: app.t('window.unsaved.discard') }).click();

  await (await app.goTo('delivery')).getByRole('switch', { name: 'Send SMS only' }).check();
  await expect.poll(() => folder.config()['delivery']).toMatchObject({ smsOnly: true });
  await app.goTo('rules');
  await rules.getByRole('button', { name: 'Add rule' }).click();
  await message.fill('가'.repeat(46));
  await expect(preview).toContainText(`${'가'.repeat(44)}…`);
  await expect(preview).toContainText('90 of 90 bytes');
  await expect(preview).toContainText('What is over 90 bytes is cut off.');
});
