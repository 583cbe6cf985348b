import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { Fault } from '../../src/main/practice/faults/faults';
import type { PracticeServer } from '../../src/main/practice/practice-server';
import { test } from '../support/e2e/desktop-test';
import { jpegBytes } from '../support/sens/jpeg-bytes';
import type { LogbellApp } from '../support/e2e/logbell-app';

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
  const section = (await app.goTo('delivery')).getByRole('region', { name: 'Test', exact: true });
  await section.getByRole('button', { name: 'Send test SMS' }).click();
  return section.getByRole('status');
}

test('a test text in practice mode is followed to the phone', async ({ start }) => {
  const app = await start();
  const outcome = await sendTest(app);
  await expect(outcome).toContainText('On call (010******78)');
  await expect(outcome).toContainText('Delivered');
  const entry = (await app.goTo('history')).getByRole('article', { name: 'Test SMS' });
  await expect(entry).toContainText('Practice');
  await expect(entry).toContainText('[Logbell] This is a test.');
});

test('a test text in live mode goes through SENS', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  await expect(await app.state()).toContainText('Live');
  await expect(await sendTest(app)).toContainText('Delivered');
  expect(sens.received()).toMatchObject([{ to: '01012345678', from: sens.from }]);
  const section = (await app.window()).getByRole('region', { name: 'API keys' });
  await expect(section).toContainText('Read from the environment.');
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
  const section = (await app.goTo('delivery')).getByRole('region', { name: 'Test', exact: true });
  const chosen = section.getByRole('combobox', { name: 'Test recipients' });
  await chosen.press('Backspace');
  await chosen.press('Backspace');
  await expect(section.getByRole('button', { name: 'Send test SMS' })).toBeDisabled();
  await chosen.press('ArrowDown');
  await (await app.window()).getByRole('option', { name: 'Night shift (group)' }).click();
  await expect(await sendTest(app)).toContainText('You');
  await expect.poll(() => sens.received().map(({ to }) => to)).toEqual(['021234567']);
});

test('a test text without keys is refused with the reason', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start();
  await expect(await sendTest(app)).toContainText('The Access Key and Secret Key are missing.');
  expect(sens.received()).toHaveLength(0);
});

test('a key that SENS refuses is reported in the window, and the text goes out with the correct one', async ({
  start,
  folder,
  sens,
}) => {
  folder.configure(liveConfig(sens));
  const app = await start();
  const section = (await app.goTo('delivery')).getByRole('region', { name: 'API keys' });
  await section.getByLabel('Access Key ID', { exact: true }).fill(sens.accessKey);
  await section.getByLabel('Secret Key', { exact: true }).fill('a-wrong-key');
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(section).toContainText('Secret Key: set');
  const outcome = await sendTest(app);
  await expect(outcome).toContainText('SENS refused the key.');
  await expect(await app.state()).toContainText('Problem');

  await section.getByLabel('Secret Key', { exact: true }).fill(sens.secretKey);
  await section.getByRole('button', { name: 'Store keys' }).click();
  await expect(outcome).toContainText('Delivered');
  await expect(await app.state()).not.toContainText('Problem');
  expect(sens.received()).toHaveLength(1);
});

const FAULTS: readonly { readonly name: string; readonly fault: Fault; readonly sentence: string }[] = [
  { name: 'a refused request', fault: { kind: 'bad-request' }, sentence: 'SENS did not accept the request' },
  {
    name: 'a usage limit',
    fault: { kind: 'too-fast', retryAfterSeconds: 60 },
    sentence: 'A usage limit of SENS was reached.',
  },
  {
    name: 'a key without rights',
    fault: { kind: 'no-right', by: 'gateway' },
    sentence: 'This key may not use SENS SMS.',
  },
  { name: 'an unknown service', fault: { kind: 'unknown-service' }, sentence: 'SENS has no such service ID.' },
  {
    name: 'a wrong clock',
    fault: { kind: 'wrong-clock', shiftMs: 600_000 },
    sentence: 'this computer’s clock is 10 minutes behind',
  },
  {
    name: 'a handset that gets nothing',
    fault: { kind: 'undelivered', to: null, statusCode: '3003', statusMessage: 'Power off' },
    sentence: 'Not delivered to the handset (code 3003: Power off).',
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
  await expect(await sendTest(app)).toContainText('SENS cannot be reached (proxy 502).');
  expect(await app.close()).toBe(0);
  expect(new Set(outside.asked.splice(0))).toEqual(new Set(['sens.apigw.ntruss.com:443']));
  expect(sens.received()).toHaveLength(0);
});

test('an invalid number is refused beside its field', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const delivery = await app.goTo('delivery');
  await delivery.getByRole('button', { name: 'Add recipient' }).click();
  const drawer = delivery.getByRole('dialog', { name: 'Add recipient' });
  await drawer.getByLabel('Phone number').fill('12');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByLabel('Phone number')).toHaveAccessibleDescription(/This is not a Korean phone number/);
  expect(folder.config()).toEqual(before);

  await drawer.getByLabel('Phone number').fill('010-1234-5679');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  await expect(delivery.getByRole('table', { name: 'Recipients' })).toContainText('010-1234-5679');
});

test('a recipient abroad has a country code of their own', async ({ start, folder }) => {
  const app = await start();
  const delivery = await app.goTo('delivery');
  await delivery.getByRole('button', { name: 'Add recipient' }).click();
  const drawer = delivery.getByRole('dialog', { name: 'Add recipient' });
  await expect(drawer.getByLabel('Country code')).toHaveValue('82');
  await drawer.getByLabel('Phone number').fill('212-555-0100');
  await drawer.getByLabel('Country code').fill('USA');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByLabel('Country code')).toHaveAccessibleDescription(/This is not a country code/);

  await drawer.getByLabel('Country code').fill('1');
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer).toBeHidden();
  await expect(delivery.getByRole('table', { name: 'Recipients' })).toContainText('+1 212-555-0100');
  expect(folder.config()).toMatchObject({ recipients: [{}, { number: '212-555-0100', countryCode: '1' }] });
});

test('texts are advertisements when the settings say so', async ({ start, folder, sens }) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  const section = (await app.goTo('delivery')).getByRole('region', { name: 'Naver Cloud SENS' });
  await section.getByRole('combobox', { name: 'Kind of text' }).click();
  await (await app.window()).getByRole('option', { name: 'Advertisement (AD)' }).click();
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(section.getByRole('button', { name: 'Save' })).toBeDisabled();
  await expect(await sendTest(app)).toContainText('Delivered');
  expect(sens.received()).toMatchObject([{ contentType: 'AD' }]);
});

test('an image chosen for the test is sent as an MMS; one that cannot be sent is refused with a fix', async ({
  start,
  folder,
  sens,
}) => {
  folder.configure(liveConfig(sens));
  const app = await start({ env: keysOf(sens) });
  const section = (await app.goTo('delivery')).getByRole('region', { name: 'Test', exact: true });
  const choose = async (name: string, content: Buffer): Promise<void> => {
    const path = join(folder.dir, name);
    writeFileSync(path, content);
    await app.electron.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
    await section.getByRole('button', { name: 'Choose a picture' }).click();
  };
  await choose('large.jpg', jpegBytes(2_000, 1_000));
  await expect(section.getByRole('alert')).toContainText('Reduce it to 1500×1440 pixels or less.');
  await choose('screen.jpg', jpegBytes(640, 480, 3_000));
  await expect(section).toContainText('screen.jpg · 3 KB · 640×480');
  await expect(section.getByRole('alert')).toBeHidden();
  await expect(await sendTest(app)).toContainText('Delivered');
  await section.getByRole('button', { name: 'Remove the picture' }).click();
  await expect(section).not.toContainText('screen.jpg');
  await expect(await sendTest(app)).toContainText('Delivered');
  await expect.poll(() => sens.received().map(({ type }) => type)).toEqual(['MMS', 'SMS']);
});

test('an address of another computer must be encrypted', async ({ start, folder }) => {
  const app = await start();
  const before = folder.config();
  const sens = (await app.goTo('delivery')).getByRole('region', { name: 'Naver Cloud SENS' });
  await sens.getByRole('combobox', { name: 'Zone' }).click();
  await (await app.window()).getByRole('option', { name: 'Custom' }).click();
  const address = sens.getByLabel('SENS address');
  await address.fill('http://sens.example');
  await sens.getByRole('button', { name: 'Save' }).click();
  await expect(address).toHaveAccessibleDescription(/may only lead to this computer/);
  expect(folder.config()).toEqual(before);
});
