import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { resize, takePicture } from '../support/e2e/pictures';
import { JournalWriter } from '../support/journal/journal-writer';

const SIZES = [
  { width: 900, height: 600 },
  { width: 1_000, height: 720 },
] as const;
const FAILED = 'Failed password for root from 203.0.113.7 port 4711 ssh2';

for (const language of LANGUAGES) {
  test(`logs in the systemd journal, for a person to look at: ${language}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    const writer = new JournalWriter(folder.path('journal'));
    const sshd = { SYSLOG_IDENTIFIER: 'sshd', _SYSTEMD_UNIT: 'ssh.service' };
    writer.append({ ...sshd, MESSAGE: 'Server listening on 0.0.0.0 port 22.' });
    folder.append('started\n', folder.path('app.log'));
    folder.configure({
      app: { firstSteps: 'what' },
      recipients: [{ id: 'me', name: '김하늘', number: '010-1234-5678' }],
      files: [
        { id: 'sshd', journal: { identifiers: ['sshd'], directory: writer.dir } },
        { id: 'app', path: folder.path('app.log') },
      ],
      rules: [{ id: 'ssh', name: 'SSH', match: { text: 'Failed password' }, files: ['sshd'] }],
    });
    const app = await start({ language });
    await app.follows(2);
    writer.append({ ...sshd, MESSAGE: FAILED }, { ...sshd, MESSAGE: 'Connection closed by 203.0.113.7' });
    const page = await app.goTo('history');
    await expect(page.getByRole('article', { name: 'SSH' })).toContainText(FAILED);
    for (const size of SIZES) {
      const picture = async (name: string): Promise<void> =>
        takePicture(await resize(app, size), `journal-${name}-${language}-${size.width}`);
      const close = async (): Promise<void> => {
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toBeHidden();
      };
      await app.goTo('history');
      await page.getByRole('button', { name: app.t('window.inFile.show') }).click();
      await expect(page.locator('[role="listitem"][aria-current="true"]')).toBeVisible();
      await picture('in-log');
      await close();
      await app.goTo('overview');
      await picture('overview');
      await app.goTo('files');
      await picture('logs');
      await page.getByRole('button', { name: app.t('window.files.add') }).click();
      await page.getByText(app.t('window.files.kinds.journal'), { exact: true }).click();
      await picture('form');
      await page.getByRole('button', { name: app.t('window.form.advanced') }).click();
      await page.getByLabel(app.t('window.journal.directory')).scrollIntoViewIfNeeded();
      await picture('form-advanced');
      await page.getByRole('button', { name: app.t('window.form.cancel') }).click();
      await page.getByRole('button', { name: app.t('window.unsaved.discard') }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
      await app.goTo('rules');
      await page.getByRole('button', { name: app.t('window.presets.add') }).click();
      await page.getByRole('button', { name: app.t('preset.kubernetes-restart') }).click();
      await page
        .getByRole('button', { name: app.t('window.presets.useOf', { name: app.t('preset.kubernetes-restart') }) })
        .click();
      await page.getByRole('button', { name: app.t('window.presets.addLog') }).scrollIntoViewIfNeeded();
      await picture('preset');
      await page.getByRole('group', { name: app.t('window.message.preview') }).scrollIntoViewIfNeeded();
      await picture('variables');
      await page.getByRole('button', { name: app.t('window.form.cancel') }).click();
      await expect(page.getByRole('dialog')).toBeHidden();
    }
  });
}

for (const language of LANGUAGES) {
  test(`the first steps without a syslog file, for a person to look at: ${language}`, async ({ start, folder }) => {
    folder.configure({ app: { firstSteps: 'what' }, recipients: [{ id: 'me', number: '010-1234-5678' }] });
    const app = await start({ language });
    const page = await app.goTo('overview');
    await page.getByRole('button', { name: app.t('window.firstSteps.addJournal') }).waitFor();
    for (const size of SIZES) {
      await takePicture(await resize(app, size), `journal-first-steps-${language}-${size.width}`);
    }
  });
}
