import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import type { AppFolder } from '../support/e2e/app-folder';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { JournalWriter } from '../support/journal/journal-writer';
import { en } from '../support/text/strings';

const FAILED = 'Failed password for root from 203.0.113.7 port 4711 ssh2';

/** Writes a journal with one entry of sshd. */
function journal(folder: AppFolder): JournalWriter {
  const writer = new JournalWriter(folder.path('journal'));
  sshd(writer, 'Server listening on 0.0.0.0 port 22.');
  return writer;
}

function sshd(writer: JournalWriter, ...messages: readonly string[]): void {
  const fields = { SYSLOG_IDENTIFIER: 'sshd', _SYSTEMD_UNIT: 'ssh.service' };
  writer.append(...messages.map((MESSAGE) => ({ ...fields, MESSAGE })));
}

/** Opens the form of a new log for the journal. */
async function newJournal(app: LogbellApp): Promise<Locator> {
  const window = await app.goTo('files');
  await window.getByRole('button', { name: en('window.files.add') }).click();
  const drawer = window.getByRole('dialog', { name: en('window.files.new') });
  await drawer.getByText(en('window.files.kinds.journal')).click();
  return drawer;
}

async function save(drawer: Locator): Promise<void> {
  await drawer.getByRole('button', { name: en('window.form.save') }).click();
}

/** Fills a field that takes several values. */
async function enter(drawer: Locator, label: string, value: string): Promise<void> {
  const field = drawer.getByRole('combobox', { name: label });
  await field.fill(value);
  await field.press('Enter');
}

function row(page: Page, title: string): Locator {
  return page.getByRole('row').filter({ hasText: title }).last();
}

test('a journal is added, a rule finds an entry in it, and its neighbors are shown', async ({ start, folder }) => {
  const writer = journal(folder);
  folder.configure({
    recipients: [{ id: 'me', name: 'Me', number: '010-1234-5678' }],
    rules: [
      {
        ...{ id: 'ssh', name: 'SSH', match: { text: 'Failed password' }, key: 'unit' },
        message: '{{host}} {{unit}} {{identifier}} {{key}}',
      },
    ],
  });
  const app = await start();
  const drawer = await newJournal(app);
  await enter(drawer, en('window.journal.units'), 'ssh.service');
  await enter(drawer, en('window.journal.identifiers'), 'sshd');
  await drawer.getByRole('button', { name: en('window.form.advanced') }).click();
  await drawer.getByLabel(en('window.journal.directory')).fill(writer.dir);
  expect(await axeViolations(await app.window())).toEqual([]);
  await save(drawer);
  await expect(drawer).toBeHidden();
  const title = `journal: ssh.service, sshd, ${writer.dir}`;
  expect(folder.config()['files']).toMatchObject([
    { id: 'sshd', journal: { units: ['ssh.service'], identifiers: ['sshd'], directory: writer.dir } },
  ]);
  await app.follows();
  const files = await app.goTo('files');
  await expect(row(files, title)).toContainText(
    en('window.journal.described', { start: en('window.journal.start.end') }),
  );

  writer.write('another program');
  sshd(writer, 'Connection from 203.0.113.7', FAILED, 'Connection closed by 203.0.113.7');
  const history = await app.goTo('history');
  const entry = history.getByRole('article', { name: 'SSH' });
  await expect(entry).toContainText(FAILED);
  await expect(entry).toContainText(title);
  await expect(entry).toContainText('web1 ssh.service sshd ssh.service');
  await entry.getByRole('button', { name: en('window.inFile.show') }).click();
  const around = history.getByRole('dialog', { name: en('window.inFile.show') });
  await expect(around.locator('[role="listitem"][aria-current="true"]')).toHaveText(FAILED);
  await expect(around.getByRole('listitem')).toHaveText([
    'Server listening on 0.0.0.0 port 22.',
    'Connection from 203.0.113.7',
    FAILED,
    'Connection closed by 203.0.113.7',
  ]);
});

test('a live tail shows the entries of a journal, with what rules match', async ({ start, folder }) => {
  const writer = journal(folder);
  folder.configure({
    files: [{ id: 'sshd', journal: { identifiers: ['sshd'], directory: writer.dir } }],
    rules: [{ id: 'ssh', name: 'SSH', match: { text: 'Failed password' } }],
  });
  const app = await start();
  await app.follows();
  const files = await app.goTo('files');
  const path = `journal: sshd, ${writer.dir}`;
  await files.getByRole('button', { name: en('window.live.openOf', { path }) }).click();
  const lines = files.getByRole('log', { name: en('window.live.lines', { path }) });
  await expect(lines).toContainText('Server listening on 0.0.0.0 port 22.');
  sshd(writer, FAILED);
  await expect(lines).toContainText(FAILED);
  await expect(lines.locator('mark')).toHaveText('Failed password');
});

test('wrong values of a journal are refused beside their fields', async ({ start, folder }) => {
  folder.configure({ recipients: [{ id: 'me', number: '010-1234-5678' }] });
  const app = await start();
  const drawer = await newJournal(app);
  await enter(drawer, en('window.journal.matches'), 'kernel');
  await save(drawer);
  await expect(drawer.getByText(en('settingsProblem.bad-journal-match', { match: 'kernel' }))).toBeVisible();
  await drawer.getByRole('combobox', { name: en('window.journal.matches') }).press('Backspace');
  await enter(drawer, en('window.journal.matches'), '_TRANSPORT=kernel');
  await drawer.getByRole('button', { name: en('window.form.advanced') }).click();
  await drawer.getByLabel(en('window.journal.directory')).fill('journal');
  await save(drawer);
  await expect(drawer.getByText(en('settingsProblem.relative-path', { path: 'journal' }))).toBeVisible();
  await drawer.getByLabel(en('window.journal.directory')).fill('');
  await drawer.getByRole('combobox', { name: en('window.journal.priority') }).click();
  await (await app.window()).getByRole('option', { name: en('window.journal.levels.warning') }).click();
  await save(drawer);
  await expect(drawer).toBeHidden();
  expect(folder.config()['files']).toMatchObject([
    { id: 'journal', journal: { matches: ['_TRANSPORT=kernel'], priority: 'warning' } },
  ]);
});

test('a preset adds the journal where its file does not exist', async ({ start, folder }) => {
  const app = await start();
  const rules = await app.goTo('rules');
  await rules.getByRole('button', { name: en('window.presets.add') }).click();
  const presets = rules.getByRole('dialog', { name: en('window.presets.title') });
  await presets.getByRole('button', { name: en('preset.kubernetes-restart') }).click();
  await presets
    .getByRole('button', { name: en('window.presets.useOf', { name: en('preset.kubernetes-restart') }) })
    .click();
  const drawer = rules.getByRole('dialog', { name: en('window.rules.new') });
  await drawer.getByRole('button', { name: en('window.presets.addLog') }).click();
  await expect(drawer.getByRole('region', { name: en('window.part.lines') })).toContainText('journal: kubelet, k3s');
  await expect(drawer.getByRole('button', { name: en('window.presets.addLog') })).toBeHidden();
  await save(drawer);
  await expect(drawer).toBeHidden();
  expect(folder.config()).toMatchObject({
    files: [{}, { id: 'kubelet', journal: { identifiers: ['kubelet', 'k3s'] } }],
    rules: [{ id: 'hello' }, { name: en('preset.kubernetes-restart'), files: ['kubelet'] }],
  });
});
