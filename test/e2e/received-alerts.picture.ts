import { postJson, webhookBody } from '../support/alerts/webhook';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { resize, takePicture } from '../support/e2e/pictures';
import { freePort } from '../support/free-port';

const LABELS = { alertname: 'HighLatency', instance: 'web-1:9100', severity: 'page' };
const SIZE = { width: 1_000, height: 720 };

for (const language of LANGUAGES) {
  test(`received alerts, for a person to look at: ${language}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    const listen = `127.0.0.1:${await freePort()}`;
    folder.configure({
      sens: { mode: 'practice' },
      receive: { listen },
      alertmanager: { urls: ['http://10.0.0.1:9093', 'http://10.0.0.2:9093'] },
      recipients: [{ id: 'me', name: '김하늘', number: '010-1234-5678' }],
      files: [{ id: 'am', alerts: {} }],
      rules: [{ id: 'slow', name: 'API 지연', match: { text: 'HighLatency' } }],
      heartbeats: [{ id: 'hc', url: `http://127.0.0.1:${await freePort()}/made-up`, every: '1m' }],
    });
    const app = await start({ language });
    await app.follows();
    await postJson(`http://${listen}/alertmanager`, webhookBody({ labels: LABELS, summary: 'API is slow' }));
    const page = await app.goTo('history');
    const picture = async (name: string): Promise<void> =>
      takePicture(await resize(app, SIZE), `alerts-${name}-${language}`);
    await page.getByRole('button', { name: app.t('window.inFile.alert') }).click();
    await page.getByRole('row', { name: 'instance' }).waitFor();
    await picture('labels');
    await page.keyboard.press('Escape');
    await app.goTo('files');
    await page.getByRole('button', { name: app.t('window.files.add') }).click();
    await page.getByText(app.t('window.files.kinds.alerts'), { exact: true }).click();
    await picture('form');
    await page.getByRole('button', { name: app.t('window.form.cancel') }).click();
    await page.getByRole('button', { name: app.t('window.unsaved.discard') }).click();
    await app.goTo('rules');
    await page.getByText('API 지연', { exact: true }).click();
    await page.getByText(app.t('window.rules.toAlertmanager')).scrollIntoViewIfNeeded();
    await page.getByText(app.t('window.rules.toAlertmanager')).click();
    await picture('rule');
    await page.getByRole('button', { name: app.t('window.form.cancel') }).click();
    await page.getByRole('button', { name: app.t('window.unsaved.discard') }).click();
    await app.goTo('settings');
    await page.getByText('metrics.listen').scrollIntoViewIfNeeded();
    await picture('settings');
  });
}
