import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en, enPattern } from '../support/text/strings';

test('texts in live mode are counted with their estimated cost', async ({ start, folder, sens }) => {
  const { baseUrl, serviceId, from, accessKey, secretKey } = sens;
  folder.configure({
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  });
  const app = await start({ env: { LOGBELL_ACCESS_KEY: accessKey, LOGBELL_SECRET_KEY: secretKey } });
  const delivery = await app.goToDelivery('limits');
  const spent = delivery.getByRole('group', { name: en('window.cost.spent') });
  await expect(spent).toContainText(en('window.cost.figure', { texts: 0, won: 0 }));
  await delivery.getByLabel(en('window.cost.price', { type: 'SMS' })).fill('11');
  await delivery.getByLabel(en('window.cost.price', { type: 'SMS' })).press('Tab');
  await expect.poll(() => folder.config()['delivery']).toMatchObject({ prices: { SMS: 11, LMS: 30, MMS: 100 } });
  await app.goToDelivery('connection');
  await delivery.getByRole('button', { name: en('window.test.send') }).click();
  await expect(delivery.getByRole('region', { name: en('window.test.title'), exact: true })).toContainText(
    en('window.text.cost', { won: 11 }),
  );
  await app.goToDelivery('limits');
  await expect(spent).toContainText(en('window.cost.figure', { texts: 1, won: 11 }));
  const overview = await app.goTo('overview');
  await expect(overview.getByRole('group', { name: en('window.overview.costToday') })).toContainText(
    en('window.overview.won', { won: 11 }),
  );
});

test('practice texts cost nothing', async ({ start }) => {
  const app = await start();
  const delivery = await app.goTo('delivery');
  await delivery.getByRole('button', { name: en('window.test.send') }).click();
  const outcome = delivery.getByRole('region', { name: en('window.test.title'), exact: true });
  await expect(outcome).toContainText(en('window.text.delivered'));
  await expect(outcome).not.toContainText(enPattern('window.text.cost'));
  await app.goToDelivery('limits');
  await expect(delivery.getByRole('group', { name: en('window.cost.spent') })).toContainText(
    en('window.cost.figure', { texts: 0, won: 0 }),
  );
});

test('the preview of a message shows the text, its cost and the replaced characters', async ({ start, folder }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.rules.add') }).click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  const preview = drawer.getByRole('group', { name: en('window.message.preview') });
  const message = drawer.getByRole('textbox', { name: en('window.message.label') });
  await message.fill('🔥 café 똠');
  await expect(preview).toContainText('SMS');
  await expect(preview).toContainText(en('window.message.bytes', { bytes: 11, limit: 90 }));
  await expect(preview).toContainText(en('window.message.free'));
  await expect(preview).toContainText(en('window.message.replaced', { count: 2, list: '🔥 → [!], é → e' }));
  await expect(preview).toContainText(en('window.message.rare', { characters: '똠' }));
  await message.fill('가'.repeat(46));
  await expect(preview).toContainText(en('window.message.bytes', { bytes: 92, limit: '2,000' }));
  await expect(preview).toContainText(en('window.message.lms', { lms: 30, sms: 9 }));
  await drawer.getByRole('button', { name: en('window.form.cancel') }).click();
  await rules.getByRole('button', { name: app.t('window.unsaved.discard') }).click();

  await (await app.goToDelivery('limits')).getByRole('switch', { name: en('window.cost.smsOnly') }).check();
  await expect.poll(() => folder.config()['delivery']).toMatchObject({ smsOnly: true });
  await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.rules.add') }).click();
  await message.fill('가'.repeat(46));
  await expect(preview).toContainText(`${'가'.repeat(44)}…`);
  await expect(preview).toContainText(en('window.message.bytes', { bytes: 90, limit: 90 }));
  await expect(preview).toContainText(en('window.message.cut', { limit: 90 }));
});
