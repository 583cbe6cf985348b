import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { Fault } from '../../src/main/practice/faults/faults';
import type { PracticeServer } from '../../src/main/practice/practice-server';
import { test } from '../support/e2e/desktop-test';
import { jpegBytes } from '../support/sens/jpeg-bytes';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en, enPattern } from '../support/text/strings';

/** Live settings that lead to a SENS on this machine. */
function liveConfig({ baseUrl, serviceId, from }: PracticeServer): object {
  return {
    sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
  };
}

function keysOf({ accessKey, secretKey }: PracticeServer): Record<string, string> {
  return { LOGBELL_ACCESS_KEY: accessKey, LOGBELL_SECRET_KEY: secretKey };
}

async function sendTest(app: LogbellApp): Promise<Locator> {
  const section = (await app.goTo('delivery')).getByRole('region', { name: en('window.test.title'), exact: true });
  await section.getByRole('button', { name: en('window.test.send') }).click();
  return section.getByRole('status');
}

test('a test text in practice mode is followed to the phone', async ({ start }) => {
  const app = await start();
  const outcome = await sendTest(app);
  await expect(outcome).toContainText('On call (010******78)');
  await expect(outcome).toContainText(en('window.text.delivered'));
  const entry = (await app.goTo('history')).getByRole('article', { name: en('window.history.test') });
  await expect(entry).toContainText(en('window.practice.badge'));
  await expect(entry).toContainText(en('notification.testContent'));
});

test('a test text in live mode goes through SENS', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  await expect(await app.state()).toContainText(en('window.state.liveMode'));
  await expect(await sendTest(app)).toContainText(en('window.text.delivered'));
  expect(sens.received()).toMatchObject([{ to: '01012345678', from: sens.from }]);
  const section = (await app.window()).getByRole('region', { name: en('window.keys.title') });
  await expect(section).toContainText(en('window.keys.kept.environment'));
});

test('a test text goes to a group, and to nobody else', async ({ start, folder, sens }) => {
  folder.configure({
    ...liveConfig(sens),
    recipients: [
      { id: 'me', name: 'Me', number: '010-1234-5678' },
      { id: 'you', name: 'You', number: '02-123-4567' },
    ],
    groups: [{ id: 'night', name: 'Night shift', recipients: ['you'] }],
  });
  const app = await start({ env: keysOf(sens) });
  const section = (await app.goTo('delivery')).getByRole('region', { name: en('window.test.title'), exact: true });
  const chosen = section.getByRole('combobox', { name: en('window.test.recipients') });
  await chosen.press('Backspace');
  await expect(section.getByRole('button', { name: en('window.test.send') })).toBeDisabled();
  await chosen.press('ArrowDown');
  await (await app.window()).getByRole('option', { name: en('window.rules.groupOf', { name: 'Night shift' }) }).click();
  await expect(await sendTest(app)).toContainText('You');
  await expect.poll(() => sens.received().map(({ to }) => to)).toEqual(['021234567']);
});

test('a test text without keys is refused with the reason', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start();
  await expect(await sendTest(app)).toContainText(en('settingsProblem.no-keys'));
  expect(sens.received()).toHaveLength(0);
});

test('a key that SENS refuses is reported in the window, and the text goes out with the correct one', async ({
  start,
  folder,
  sens,
}) => {
  folder.configure(liveConfig(sens));
  const app = await start();
  const section = (await app.goTo('delivery')).getByRole('region', { name: en('window.keys.title') });
  await section.getByLabel(en('window.keys.accessKey'), { exact: true }).fill(sens.accessKey);
  await section.getByLabel(en('window.keys.secretKey'), { exact: true }).fill('a-wrong-key');
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(section).toContainText(en('window.keys.isSet', { key: en('window.keys.secretKey') }));
  const outcome = await sendTest(app);
  await expect(outcome).toContainText(en('reason.sens-refused-key'));
  await expect(await app.state()).toContainText(en('window.state.problem'));

  await section.getByLabel(en('window.keys.secretKey'), { exact: true }).fill(sens.secretKey);
  await section.getByRole('button', { name: en('window.keys.store') }).click();
  await expect(outcome).toContainText(en('window.text.delivered'));
  await expect(await app.state()).not.toContainText(en('window.state.problem'));
  expect(sens.received()).toHaveLength(1);
});

const FAULTS: readonly { readonly name: string; readonly fault: Fault; readonly sentence: string | RegExp }[] = [
  { name: 'a refused request', fault: { kind: 'bad-request' }, sentence: enPattern('reason.sens-bad-request') },
  {
    name: 'a usage limit',
    fault: { kind: 'too-fast', retryAfterSeconds: 60 },
    sentence: en('reason.sens-too-fast'),
  },
  {
    name: 'a key without rights',
    fault: { kind: 'no-right', by: 'gateway' },
    sentence: en('reason.sens-no-right'),
  },
  { name: 'an unknown service', fault: { kind: 'unknown-service' }, sentence: en('reason.sens-unknown-service') },
  {
    name: 'a wrong clock',
    fault: { kind: 'wrong-clock', shiftMs: 600_000 },
    sentence: en('reason.sens-clock_behind', { minutes: 10 }),
  },
  {
    name: 'a handset that gets nothing',
    fault: { kind: 'undelivered', to: null, statusCode: '3003', statusMessage: 'Power off' },
    sentence: en('reason.not-delivered', { status: '3003', message: 'Power off' }),
  },
];

for (const { name, fault, sentence } of FAULTS) {
  test(`${name} is reported beside the test text`, async ({ start, folder, sens }) => {
    sens.fail(fault);
    folder.configure(liveConfig(sens));
    const app = await start({ env: keysOf(sens) });
    await expect(await sendTest(app)).toContainText(sentence);
  });
}

test('texts to the public zone go only through the proxy of the environment', async ({
  start,
  folder,
  sens,
  outside,
}) => {
  folder.configure({ ...liveConfig(sens), sens: { mode: 'live', serviceId: sens.serviceId, from: sens.from } });
  const app = await start({ env: keysOf(sens) });
  await expect(await sendTest(app)).toContainText(en('reason.sens-unreachable', { reason: 'proxy 502' }));
  expect(await app.close()).toBe(0);
  expect(new Set(outside.asked.splice(0))).toEqual(new Set(['sens.apigw.ntruss.com:443']));
  expect(sens.received()).toHaveLength(0);
});

test('an invalid number is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const delivery = await app.goToDelivery('people');
  await delivery.getByRole('button', { name: en('window.recipients.add') }).click();
  const drawer = delivery.getByRole('dialog', { name: en('window.recipients.new') });
  await drawer.getByLabel(en('window.recipients.number')).fill('12');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer.getByLabel(en('window.recipients.number'))).toHaveAccessibleDescription(
    enPattern('settingsProblem.bad-number'),
  );
  expect(folder.config()).toEqual(before);

  await drawer.getByLabel(en('window.recipients.number')).fill('010-1234-5679');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  await expect(delivery.getByRole('table', { name: en('window.recipients.title') })).toContainText('010-1234-5679');
});

test('a recipient abroad has a country code of their own', async ({ start, folder }) => {
  const app = await start();
  const delivery = await app.goToDelivery('people');
  await delivery.getByRole('button', { name: en('window.recipients.add') }).click();
  const drawer = delivery.getByRole('dialog', { name: en('window.recipients.new') });
  await expect(drawer.getByLabel(en('window.recipients.countryCode'))).toHaveValue('82');
  await drawer.getByLabel(en('window.recipients.number')).fill('212-555-0100');
  await drawer.getByLabel(en('window.recipients.countryCode')).fill('USA');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer.getByLabel(en('window.recipients.countryCode'))).toHaveAccessibleDescription(
    enPattern('settingsProblem.bad-country-code'),
  );

  await drawer.getByLabel(en('window.recipients.countryCode')).fill('1');
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
  await expect(drawer).toBeHidden();
  await expect(delivery.getByRole('table', { name: en('window.recipients.title') })).toContainText('+1 212-555-0100');
  expect(folder.config()).toMatchObject({ recipients: [{}, { number: '212-555-0100', countryCode: '1' }] });
});

test('texts are advertisements when the settings say so', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  const section = (await app.goTo('delivery')).getByRole('region', { name: en('window.delivery.sens') });
  await section.getByRole('button', { name: en('window.form.advanced') }).click();
  await section.getByRole('combobox', { name: en('window.delivery.contentType') }).click();
  await (await app.window()).getByRole('option', { name: en('window.delivery.ad') }).click();
  await section.getByRole('button', { name: en('window.form.save') }).click();
  await expect(section.getByRole('button', { name: en('window.form.save') })).toBeDisabled();
  await expect(await sendTest(app)).toContainText(en('window.text.delivered'));
  expect(sens.received()).toMatchObject([{ contentType: 'AD' }]);
});

test('an image chosen for the test is sent as an MMS; one that cannot be sent is refused with a fix', async ({
  start,
  folder,
  sens,
}) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  const section = (await app.goTo('delivery')).getByRole('region', { name: en('window.test.title'), exact: true });
  const choose = async (name: string, content: Buffer): Promise<void> => {
    const path = join(folder.dir, name);
    writeFileSync(path, content);
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await section.getByRole('button', { name: en('window.test.chooseImage') }).click();
  };
  await choose('large.jpg', jpegBytes(2_000, 1_000));
  await expect(section.getByRole('alert')).toContainText(en('image.too-large', { width: 2000, height: 1000 }));
  await choose('screen.jpg', jpegBytes(640, 480, 3_000));
  await expect(section).toContainText(
    en('window.test.chosenImage', { name: 'screen.jpg', kilobytes: 3, width: 640, height: 480 }),
  );
  await expect(section.getByRole('alert')).toBeHidden();
  await expect(await sendTest(app)).toContainText(en('window.text.delivered'));
  await section.getByRole('button', { name: en('window.test.removeImage') }).click();
  await expect(section).not.toContainText('screen.jpg');
  await expect(await sendTest(app)).toContainText(en('window.text.delivered'));
  await expect.poll(() => sens.received().map(({ type }) => type)).toEqual(['MMS', 'SMS']);
});

test('an address of another computer must be encrypted', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const sens = (await app.goTo('delivery')).getByRole('region', { name: en('window.delivery.sens') });
  await sens.getByRole('button', { name: en('window.form.advanced') }).click();
  await sens.getByRole('combobox', { name: en('window.delivery.zone') }).click();
  await (await app.window()).getByRole('option', { name: en('window.zone.custom') }).click();
  const address = sens.getByLabel(en('window.delivery.baseUrl'));
  await address.fill('http://sens.example');
  await sens.getByRole('button', { name: en('window.form.save') }).click();
  await expect(address).toHaveAccessibleDescription(enPattern('settingsProblem.http-not-loopback'));
  expect(folder.config()).toEqual(before);
});
