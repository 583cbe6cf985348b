import { readdirSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { en } from '../support/text/strings';

const PEOPLE = [
  { id: 'me', name: 'On call', number: '010-1111-2222' },
  { id: 'lead', name: 'Team lead', number: '010-3333-4444' },
];

interface Connection {
  readonly sens: Locator;
  readonly keys: Locator;
  readonly save: Locator;
  readonly dialog: Locator;
}

function connectionOf(page: Page): Connection {
  const sens = page.getByRole('region', { name: en('window.delivery.sens') });
  return {
    sens,
    keys: page.getByRole('region', { name: en('window.keys.title') }),
    save: sens.getByRole('button', { name: en('window.form.save') }),
    dialog: page.getByRole('dialog', { name: en('window.goLive.title') }),
  };
}

async function chooseLive(sens: Locator): Promise<void> {
  await sens.getByText(en('window.delivery.live'), { exact: true }).click();
}

test('live mode begins only with its four values, each missing one named beside its field', async ({
  start,
  folder,
  sens: server,
}) => {
  folder.configure({ recipients: PEOPLE, sens: { mode: 'practice', zone: 'custom', baseUrl: server.baseUrl } });
  const app = await start();
  const page = await app.goTo('delivery');
  const { sens, keys, save, dialog } = connectionOf(page);
  const serviceId = sens.getByLabel(en('window.delivery.serviceId'));
  const from = sens.getByLabel(en('window.delivery.from'));
  const accessKey = keys.getByLabel(en('window.keys.accessKey'), { exact: true });
  const secretKey = keys.getByLabel(en('window.keys.secretKey'), { exact: true });
  await chooseLive(sens);
  await save.click();
  await expect(serviceId).toHaveAccessibleDescription(new RegExp(en('settingsProblem.no-service-id')));
  await expect(serviceId).toBeFocused();
  await expect(from).toHaveAccessibleDescription(new RegExp(en('settingsProblem.no-from')));
  await expect(accessKey).toHaveAccessibleDescription(en('window.goLive.missing.accessKey'));
  await expect(secretKey).toHaveAccessibleDescription(en('window.goLive.missing.secretKey'));
  await expect(dialog).toBeHidden();
  expect(folder.config()['sens']).toMatchObject({ mode: 'practice' });
  expect(await axeViolations(page)).toEqual([]);

  await serviceId.fill(server.serviceId);
  await from.fill(server.from);
  await accessKey.fill(server.accessKey);
  await save.click();
  await expect(secretKey).toHaveAccessibleDescription(en('window.goLive.missing.secretKey'));
  await expect(secretKey).toBeFocused();
  await secretKey.fill(server.secretKey);
  await save.click();
  await expect(dialog).toContainText('Team lead · 010-3333-4444');
  await expect(dialog).toContainText(en('window.goLive.recipients', { count: 2 }));
  await expect(dialog).toContainText(en('window.goLive.price', { sms: 9, lms: 30 }));
  expect(await axeViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: en('window.form.cancel') }).click();
  await expect(dialog).toBeHidden();
  expect(folder.config()['sens']).toMatchObject({ mode: 'practice' });

  await save.click();
  await dialog.getByRole('button', { name: en('window.goLive.start') }).click();
  await expect(await app.state()).toContainText(en('window.state.liveMode'));
  await expect(keys).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  await expect(keys.getByRole('status')).toContainText(en('window.keys.kept.session'));
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(folder.config()['sens']).toMatchObject({ mode: 'live', from: server.from });
  expect(await axeViolations(page)).toEqual([]);
});

test('live mode refuses the sample number, and a test text goes to one person', async ({
  start,
  folder,
  sens: server,
}) => {
  const { baseUrl, serviceId, from, accessKey, secretKey } = server;
  folder.configure({
    recipients: [{ id: 'me', name: 'On call', number: '010 1234 5678' }, ...PEOPLE.slice(1)],
    sens: { zone: 'custom', baseUrl, serviceId, from },
  });
  const app = await start({ env: { LOGBELL_ACCESS_KEY: accessKey, LOGBELL_SECRET_KEY: secretKey } });
  const page = await app.goTo('delivery');
  const { sens, save, dialog } = connectionOf(page);
  await chooseLive(sens);
  await save.click();
  await expect(sens.getByRole('alert')).toContainText(en('window.goLive.samples', { names: 'On call' }));
  await expect(dialog).toBeHidden();
  await sens.getByRole('button', { name: en('window.goLive.changeNumber') }).click();
  const drawer = page.getByRole('dialog', { name: en('window.recipients.edit') });
  const number = drawer.getByLabel(en('window.recipients.number'));
  await number.fill('010-1111-2222');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  await expect(sens.getByRole('alert')).toHaveCount(0);
  await expect(sens).toContainText(en('window.goLive.notYet'));
  await save.click();
  await dialog.getByRole('button', { name: en('window.goLive.start') }).click();
  await expect(sens).not.toContainText(en('window.goLive.notYet'));
  await expect(await app.state()).toContainText(en('window.state.liveMode'));

  const trial = page.getByRole('region', { name: en('window.test.title'), exact: true });
  await trial.getByRole('button', { name: en('window.test.send') }).click();
  await expect(trial.getByRole('status')).toContainText(en('window.text.delivered'));
  expect(server.received().map(({ to }) => to)).toEqual(['01011112222']);

  await app.goToDelivery('people');
  await page.getByRole('button', { name: en('window.row.editOf', { title: 'On call' }) }).click();
  await number.fill('+82 10-1234-5678');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(number).toHaveAccessibleDescription(new RegExp(en('window.recipients.sampleNumber')));
});

test('live mode that a hand left incomplete says what is missing, and saving keeps no broken copy', async ({
  start,
  folder,
}) => {
  folder.configure({ recipients: PEOPLE, sens: { mode: 'live' } });
  const app = await start();
  const page = await app.goTo('delivery');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(en('window.problem.unfinished'));
  await expect(alert).toContainText(en('settingsProblem.no-service-id'));
  await expect(alert).toContainText(en('settingsProblem.no-from'));
  await expect(alert).not.toContainText('config.json');
  const { sens, save } = connectionOf(page);
  await sens.getByText(en('window.delivery.practice'), { exact: true }).click();
  await save.click();
  await expect(alert).toHaveCount(0);
  expect(folder.config()['sens']).toMatchObject({ mode: 'practice' });
  expect(readdirSync(folder.paths.configDir).filter((name) => name.startsWith('config.json.'))).toEqual([]);
});
