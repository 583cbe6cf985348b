import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { livedIn } from '../support/e2e/lived-in';
import { resize, SMALL, takePicture } from '../support/e2e/pictures';

type Config = Readonly<Record<string, unknown>> & { readonly rules: readonly object[] };

for (const language of ['ko', 'en'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`a conflict of settings, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
      const named = (state: string): string => `conflict-${state}-${language}-${theme}`;
      const config = { ...livedIn(folder), app: { theme, firstSteps: 'done' } } as unknown as Config;
      folder.configure(config);
      const app = await start({ language });
      const { t } = app;
      const page = await app.goTo('rules');
      await resize(app, SMALL);
      await page.getByRole('button', { name: t('window.row.editOf', { title: '결제 오류' }) }).click();
      const drawer = page.getByRole('dialog');
      await drawer.getByRole('textbox', { name: t('window.rules.name'), exact: true }).fill('결제 실패');
      const [payment, ...others] = config.rules;
      const edit = {
        ...payment,
        match: { regex: 'payment (?<id>\\d+) (failed|declined)', ignoreCase: true },
        cooldown: '1h',
        recipients: ['me'],
        threshold: { count: 3, within: '60s' },
        quiet: [{ days: ['sat', 'sun'], from: '00:00', to: '09:00' }],
      };
      folder.configure({ ...config, rules: [edit, ...others] });
      await drawer.getByText(t('window.conflict.behind.changed')).waitFor();
      await takePicture(page, named('behind'));
      await drawer.getByRole('button', { name: t('window.form.save') }).click();
      const dialog = page.getByRole('dialog', { name: t('window.conflict.title') });
      await dialog.getByRole('listitem').first().waitFor();
      await takePicture(page, named('asked'));
      await dialog.getByRole('button', { name: t('window.conflict.compare') }).click();
      await takePicture(page, named('compared'));
      await dialog.getByRole('button', { name: t('window.conflict.mine') }).click();
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await takePicture(page, named('kept'));
      folder.configure('{ "rules": [ {');
      await page.getByRole('switch').first().press('Space');
      await dialog.getByRole('status').waitFor();
      await takePicture(page, named('broken'));
      await dialog.getByRole('button', { name: t('window.conflict.theirs') }).click();
      await expect(dialog).toBeHidden();
      folder.configure({ ...config, rules: [...config.rules, { id: 'half', match: {} }] });
      await page.getByRole('switch').first().press('Space');
      await dialog.getByRole('status').waitFor();
      await takePicture(page, named('unread'));
    });
  }
}
