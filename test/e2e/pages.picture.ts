import { expect } from '@playwright/test';
import type { PageName } from '../../src/shared/contract/ipc/pushes';
import { test } from '../support/e2e/desktop-test';
import { LANGUAGES } from '../support/e2e/languages';
import { livedIn } from '../support/e2e/lived-in';
import { writeHistory } from '../support/e2e/long-history';
import { resize, takePicture } from '../support/e2e/pictures';

const PAGES: readonly PageName[] = ['overview', 'rules', 'files', 'delivery', 'history', 'settings', 'help'];
const SIZES = [
  { width: 900, height: 600 },
  { width: 1_440, height: 900 },
] as const;

for (const language of LANGUAGES) {
  for (const theme of ['light', 'dark'] as const) {
    test(`every page, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
      test.setTimeout(120_000);
      writeHistory(folder, 300);
      folder.configure({ ...livedIn(folder), app: { theme, firstSteps: 'done' } });
      const app = await start({ language });
      await app.follows();
      folder.append('payment 42 failed\npayment 43 failed\nno space left on device\n', folder.path('payment.log'));
      const history = await app.goTo('history');
      await expect(history.getByRole('article', { name: 'Disk full' })).toBeVisible();
      for (const size of SIZES) {
        for (const name of PAGES) {
          await app.goTo(name);
          await takePicture(await resize(app, size), `${name}-${language}-${theme}-${size.width}`);
        }
        for (const tab of ['people', 'channels', 'limits'] as const) {
          await app.goToDelivery(tab);
          await takePicture(await resize(app, size), `delivery-${tab}-${language}-${theme}-${size.width}`);
        }
      }
    });
  }
}
