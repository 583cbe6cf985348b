import { expect } from '@playwright/test';
import { CHANNEL_KINDS } from '../../src/shared/settings/channels/channel-kinds';
import { channelsOfEveryKind } from '../support/e2e/every-channel';
import { test } from '../support/e2e/desktop-test';
import { livedIn } from '../support/e2e/lived-in';
import { HIGH, LOOKS, resize, SMALL, takePicture } from '../support/e2e/pictures';

for (const { language, theme } of LOOKS) {
  const named = (state: string): string => `channels-${state}-${language}-${theme}`;

  test(`channels, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    folder.configure({ ...livedIn(folder), ...channelsOfEveryKind(), app: { theme, firstSteps: 'done' } });
    const app = await start({ language });
    const { t } = app;
    const page = await app.goToDelivery('channels');
    await takePicture(await resize(app, SMALL), named('small'));
    await takePicture(await resize(app, { width: 1_440, height: 1_400 }), named('wide'));
    await resize(app, { ...HIGH, height: 1_400 });
    await takePicture(page, named('high'));
    const drawer = page.getByRole('dialog');
    for (const kind of CHANNEL_KINDS) {
      await page.getByRole('button', { name: t('window.channels.add') }).click();
      await page.getByRole('menuitem', { name: t(`window.channels.kind.${kind}`) }).click();
      const more = drawer.getByRole('button', { name: t('window.form.advanced') });
      if ((await more.count()) > 0) {
        await more.click();
      }
      await takePicture(page, named(`new-${kind}`));
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
    }
    await app.goTo('rules');
    await page.getByRole('button', { name: t('window.row.editOf', { title: 'Disk full' }) }).click();
    await takePicture(page, named('rule'));
  });

  test(`no channels yet, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    folder.configure({ ...livedIn(folder), app: { theme, firstSteps: 'done' } });
    const app = await start({ language });
    await app.goToDelivery('channels');
    await takePicture(await resize(app, SMALL), named('none'));
  });
}
