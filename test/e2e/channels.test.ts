import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, type Locator, type Page } from '@playwright/test';
import { CHANNEL_KINDS, type ChannelKind } from '../../src/shared/settings/channels/channel-kinds';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { channelsOfEveryKind } from '../support/e2e/every-channel';
import { resize, SMALL } from '../support/e2e/pictures';
import { en } from '../support/text/strings';

const RECIPIENTS = [{ id: 'me', name: 'Me', number: '010-1234-5678' }];
const HOOK = { id: 'ops', name: 'Ops', kind: 'webhook', url: 'https://hooks.example.com/logbell' };
const PUSH = { id: 'push', name: 'Phones', kind: 'ntfy', url: 'https://ntfy.sh/servers-7k2p' };

const SECRET_SET = new RegExp(`${en('window.secret.urlSet')}|${en('window.secret.set')}`, 'u');

/** A secret that each kind may have, as far as it is the same each time. */
const SECRETS = [
  { kind: 'webhook', secret: 'made-up-' },
  { kind: 'slack', secret: 'https://hooks.example.com/made-up-' },
  { kind: 'discord', secret: 'https://hooks.example.com/made-up-' },
  { kind: 'mattermost', secret: 'https://hooks.example.com/made-up-' },
  { kind: 'ntfy', secret: 'made-up-' },
  { kind: 'email', secret: 'made up ' },
] as const satisfies readonly { readonly kind: ChannelKind; readonly secret: string }[];

function sectionOf(page: Page, title: Parameters<typeof en>[0]): Locator {
  return page.getByRole('region', { name: en(title), exact: true });
}

async function addChannel(page: Page, kind: ChannelKind): Promise<Locator> {
  const section = sectionOf(page, 'window.channels.title');
  await section.getByRole('button', { name: en('window.channels.add') }).click();
  await page.getByRole('menuitem', { name: en(`window.channels.kind.${kind}`) }).click();
  return page.getByRole('dialog', {
    name: en('window.channels.new', { kind: en(`window.channels.kind.${kind}`) }),
  });
}

/** Colors of the examples in a form. */
const EXAMPLE_COLORS = `[...document.querySelectorAll('[role="dialog"] [placeholder]:not([placeholder=""])')]
  .map((field) => getComputedStyle(field, '::placeholder').color).join(' ')`;

async function save(form: Locator): Promise<void> {
  await form.getByRole('button', { name: en('window.form.save') }).click();
  await expect(form).toHaveCount(0);
}

test('the first channel takes one click on its kind, and opens what it can be used for', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const section = sectionOf(page, 'window.channels.title');
  await expect(section).toContainText(en('window.channels.emptyText'));
  await expect(sectionOf(page, 'window.route.fallback')).toHaveCount(0);
  expect(await axeViolations(page)).toEqual([]);
  await section.getByRole('button', { name: en('window.channels.kind.webhook') }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: en('window.form.save') }).click();
  await expect(form.getByLabel(en('window.channels.url'), { exact: true })).toBeFocused();
  await expect(form).toContainText(en('window.secret.required'));
  await form.getByLabel(en('window.channels.name'), { exact: true }).fill('Ops room');
  await form.getByLabel(en('window.channels.url'), { exact: true }).fill('https://hooks.example.com/logbell');
  await save(form);
  const row = section.getByRole('row').filter({ hasText: 'Ops room' });
  await expect(row).toContainText('hooks.example.com');
  await expect(row).toHaveAttribute('data-saved', 'true');
  await expect(sectionOf(page, 'window.route.fallback')).toContainText(en('window.fallback.none'));
  expect(folder.config()).toMatchObject({
    channels: [{ id: 'ops-room', kind: 'webhook', name: 'Ops room', url: 'https://hooks.example.com/logbell' }],
  });
});

test('a chat channel needs the URL of its webhook, which nothing shows again', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS, channels: [HOOK] });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const url = 'https://hooks.slack.example/services/T0/B0/made-up';
  const form = await addChannel(page, 'slack');
  await form.getByLabel(en('window.channels.name'), { exact: true }).fill('Chat');
  await form.getByRole('button', { name: en('window.form.save') }).click();
  const field = form.locator('input[type=password]');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await field.fill('not a URL');
  await form.getByRole('button', { name: en('window.form.save') }).click();
  await expect(form).toContainText(en('settingsProblem.bad-url'));
  await field.fill(url);
  await form.getByRole('checkbox', { name: en('window.secret.consent') }).check();
  await save(form);
  const row = sectionOf(page, 'window.channels.title').getByRole('row').filter({ hasText: 'Chat' });
  await expect(row).toContainText(en('window.secret.urlSet'));
  expect(JSON.stringify(folder.config())).not.toContain('made-up');

  await row.getByRole('button', { name: en('window.row.editOf', { title: 'Chat' }) }).click();
  const edited = page.getByRole('dialog');
  await expect(edited.locator('input[type=password]')).toHaveValue('');
  await edited.getByRole('button', { name: en('window.secret.forget') }).click();
  await page.keyboard.press('Escape');
  await expect(row).toContainText(en('window.secret.missing.url'));
});

test('fallback, problems and copies are saved at once, and say what they do', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS, channels: [HOOK, PUSH] });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const fallback = sectionOf(page, 'window.route.fallback');
  await fallback.getByRole('combobox', { name: en('window.fallback.to') }).click();
  await page.getByRole('option', { name: /^Ops/ }).click();
  await page.keyboard.press('Escape');
  await fallback.getByRole('checkbox', { name: en('window.fallback.reason.unknown') }).click();
  await expect(fallback).not.toContainText(en('window.fallback.maybe'));
  const wait = fallback.getByRole('textbox', {
    name: en('window.form.amountOf', { label: en('window.fallback.after') }),
  });
  await wait.fill('5');
  await wait.blur();
  const because = (['refused', 'unreachable', 'budget'] as const).map((reason) =>
    en(`window.fallback.because.${reason}`),
  );
  await expect(fallback).toContainText(
    en('window.fallback.says', {
      after: en('window.duration.m', { amount: 5 }),
      reasons: `${because[0]}, ${because[1]}, or ${because[2]}`,
      names: 'Ops',
    }),
  );
  await wait.fill('90');
  await wait.blur();
  await expect(fallback.getByRole('alert')).toContainText('1 h');
  for (const [title, label] of [
    ['window.route.problems', 'window.problemRoute.to'],
    ['window.route.copies', 'window.copies.to'],
  ] as const) {
    const section = sectionOf(page, title);
    await section.getByRole('combobox', { name: en(label) }).click();
    await page.getByRole('option', { name: /^Phones/ }).click();
    await page.keyboard.press('Escape');
  }
  await expect(sectionOf(page, 'window.route.copies')).toContainText(en('window.copies.says', { names: 'Phones' }));
  await expect
    .poll(() => folder.config())
    .toMatchObject({
      delivery: {
        channels: ['push'],
        fallback: { to: ['ops'], after: '5m', on: ['refused', 'unreachable', 'budget'] },
      },
      problems: { to: ['push'] },
    });
  await fallback.getByRole('combobox', { name: en('window.fallback.to') }).press('Backspace');
  await expect(fallback).toContainText(en('window.fallback.none'));
  expect(folder.config()).not.toHaveProperty('delivery.fallback');
});

test('a channel stays while the fallback has no other, and a deleted one can be restored', async ({
  start,
  folder,
}) => {
  folder.configure({
    recipients: RECIPIENTS,
    channels: [HOOK, PUSH],
    delivery: { channels: ['push'], fallback: { to: ['ops'] } },
  });
  const app = await start();
  const page = await app.goToDelivery('channels');
  await page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Ops' }) }).click();
  await expect(
    page.getByText(en('window.removal.inUse', { title: 'Ops', rules: en('window.route.fallback') })),
  ).toBeVisible();
  await page.getByRole('button', { name: en('window.row.deleteOf', { title: 'Phones' }) }).click();
  await expect.poll(() => folder.config()).toMatchObject({ channels: [{ id: 'ops' }], delivery: { channels: [] } });
  await page.getByRole('button', { name: en('window.removal.undo') }).click();
  await expect
    .poll(() => folder.config())
    .toMatchObject({ channels: [{ id: 'ops' }, { id: 'push' }], delivery: { channels: ['push'] } });
});

test('a rule sends to channels as well as texts, or to channels only', async ({ start, folder }) => {
  folder.configure({
    recipients: RECIPIENTS,
    channels: [HOOK],
    rules: [{ id: 'disk', name: 'Disk', match: { text: 'disk full' } }],
  });
  const app = await start();
  const page = await app.goTo('rules');
  await page.getByRole('button', { name: en('window.row.editOf', { title: 'Disk' }) }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('radio', { name: en('window.rules.channelsOnly') }).click();
  await form.getByRole('button', { name: en('window.form.save') }).click();
  await expect(form).toContainText(en('window.rules.chooseChannel'));
  await form.getByRole('combobox', { name: en('window.channels.ofRule') }).click();
  await page.getByRole('option', { name: /^Ops/ }).click();
  await page.keyboard.press('Escape');
  await expect(form.getByRole('group', { name: en('window.says.title') })).toContainText(
    en('window.says.channelsOnly', { names: 'Ops' }),
  );
  expect(await axeViolations(page)).toEqual([]);
  await save(form);
  expect(folder.config()).toMatchObject({ rules: [{ recipients: [], channels: ['ops'] }] });
  await expect(page.getByRole('table', { name: en('window.page.rules') })).toContainText(
    en('window.rules.toChannels', { names: 'Ops' }),
  );
});

test('every kind of channel can be added, also in a small window and by keyboard', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS, ...channelsOfEveryKind() });
  const app = await start();
  await app.goToDelivery('channels');
  const page = await resize(app, SMALL);
  expect(await axeViolations(page)).toEqual([]);
  for (const kind of CHANNEL_KINDS) {
    const form = await addChannel(page, kind);
    expect(await axeViolations(page), kind).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(form).toHaveCount(0);
  }
  const hidden = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  expect(await page.evaluate<number>(hidden)).toBe(0);
  // The examples of a mail channel stay examples when its fields have errors.
  const mail = await addChannel(page, 'email');
  const examples = await page.evaluate<string>(EXAMPLE_COLORS);
  await mail.getByRole('button', { name: en('window.form.save') }).click();
  await expect(mail.getByLabel(en('window.channels.to'))).toHaveAttribute('aria-invalid', 'true');
  expect(await page.evaluate<string>(EXAMPLE_COLORS)).toBe(examples);
});

/** Server of a webhook on this machine; `status` is the one of its answers. */
async function startHook(status: number): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((_request, response) => response.writeHead(status).end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, server };
}

for (const { status, outcome } of [
  { status: 200, outcome: en('window.text.delivered') },
  { status: 410, outcome: en('reason.channel-refused', { detail: 'HTTP 410' }) },
] as const) {
  test(`a test message shows its outcome beside the channel: answer ${status}`, async ({ start, folder, sens }) => {
    const { url, server } = await startHook(status);
    const { baseUrl, serviceId, from } = sens;
    folder.configure({
      sens: { mode: 'live', zone: 'custom', baseUrl, serviceId, from },
      recipients: RECIPIENTS,
      channels: [{ ...HOOK, url }],
    });
    const app = await start();
    const page = await app.goToDelivery('channels');
    const row = sectionOf(page, 'window.channels.title').getByRole('row').filter({ hasText: 'Ops' });
    await expect(row).toContainText(en('window.channels.notTested'));
    await row.getByRole('button', { name: en('window.channels.testOf', { title: 'Ops' }) }).click();
    await expect(row).toContainText(outcome);
    await app.goTo('history');
    await expect(page.getByRole('article', { name: en('window.history.channelTest') })).toContainText('Ops');
    server.close();
  });
}

test('every kind can be edited without its secret, gets and replaces one, and is tested and deleted', async ({
  start,
  folder,
}) => {
  const { channels } = channelsOfEveryKind();
  folder.configure({ recipients: RECIPIENTS, channels });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const section = sectionOf(page, 'window.channels.title');
  for (const { kind, secret } of SECRETS) {
    const title = `Any ${kind}`;
    const before = channels.find((channel) => channel.kind === kind)?.name ?? '';
    await section.getByRole('button', { name: en('window.row.editOf', { title: before }) }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel(en('window.channels.name'), { exact: true }).fill(title);
    await save(form);
    const row = section.getByRole('row').filter({ hasText: title });
    const edit = row.getByRole('button', { name: en('window.row.editOf', { title }) });
    for (const value of [`${secret}one`, `${secret}two`]) {
      await edit.click();
      await form.locator('input[type=password]').first().fill(value);
      await form.getByRole('checkbox', { name: en('window.secret.consent') }).check();
      await save(form);
      await expect(row).toContainText(SECRET_SET);
    }
    await row.getByRole('button', { name: en('window.channels.testOf', { title }) }).click();
    await expect(row).toContainText(en('window.text.delivered'));
    await edit.click();
    await form.getByRole('button', { name: en('window.secret.forget') }).click();
    await page.keyboard.press('Escape');
    await expect(row).not.toContainText(SECRET_SET);
    await row.getByRole('button', { name: en('window.row.deleteOf', { title }) }).click();
    await expect(row).toHaveCount(0);
  }
  expect(folder.config()).toMatchObject({ channels: [] });
});

test('a mail channel takes its password later', async ({ start, folder }) => {
  folder.configure({ recipients: RECIPIENTS });
  const app = await start();
  const page = await app.goToDelivery('channels');
  const section = sectionOf(page, 'window.channels.title');
  await section.getByRole('button', { name: en('window.channels.kind.email') }).click();
  const form = page.getByRole('dialog');
  for (const [label, value] of [
    ['window.channels.name', 'Mail'],
    ['window.channels.to', 'ops@example.com'],
    ['window.channels.from', 'logbell@example.com'],
    ['window.channels.host', 'smtp.example.com'],
    ['window.channels.user', 'logbell'],
  ] as const) {
    await form.getByLabel(new RegExp(`^${en(label)}( \\*)?$`, 'u')).fill(value);
  }
  await save(form);
  const row = section.getByRole('row').filter({ hasText: 'Mail' });
  await expect(row).toContainText(en('window.secret.missing.password'));
  await row.getByRole('button', { name: en('window.row.editOf', { title: 'Mail' }) }).click();
  await form.getByLabel(en('window.secret.password'), { exact: true }).fill(' made up ');
  await form.getByRole('checkbox', { name: en('window.secret.consent') }).check();
  await save(form);
  await expect(row).toContainText(en('window.secret.set'));
});
