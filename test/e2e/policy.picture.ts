import { expect } from '@playwright/test';
import { RULE_PARTS } from '../../src/renderer/forms/rule/rule-fields';
import { test } from '../support/e2e/desktop-test';
import { livedIn } from '../support/e2e/lived-in';
import { HIGH, LOOKS, resize, SMALL, takePicture } from '../support/e2e/pictures';

/** Rules with every field, one of each kind. */
const RULES = [
  {
    ...{ id: 'login', name: 'SSH 무차별 대입', match: { regex: 'Failed password for (?<user>\\S+)' }, key: 'user' },
    ...{ threshold: { count: 3, within: '60s' }, urgent: true, quiet: [{ from: '23:00', to: '07:00' }], wait: '30s' },
    ...{ ok: { text: 'unbanned' }, escalate: { after: '15m', to: ['lead'] } },
    ...{ cooldown: '10m', cooldownMax: '1h', cooldownBy: 'key', rollup: true },
    budget: { textsPerDay: 10, wonPerMonth: 5_000 },
  },
  { id: 'alive', name: '하트비트 끊김', match: { text: 'heartbeat' }, absence: { after: '10m', by: 'file' } },
  {
    ...{ id: 'backup', name: '야간 백업이 끝나지 않음', match: { text: 'backup started' } },
    pair: { end: { text: 'backup finished' }, within: '2h', recovered: 'backup finished late' },
  },
];
/** Enough to make the list scroll, some with names and patterns that are far too long. */
const MANY = Array.from({ length: 40 }, (_nothing, number) => ({
  id: `many-${number}`,
  name: number % 9 === 0 ? `결제 서버 ${number}의 데이터베이스 연결이 끊어져 다시 시도하는 경우` : `서버 ${number}`,
  enabled: number % 5 !== 0,
  match: {
    regex: number % 7 === 0 ? 'ERROR|FATAL|panic: runtime error: (?<why>invalid memory address.*)' : `E${number}`,
  },
}));

for (const { language, theme } of LOOKS) {
  const named = (state: string): string => `state-${state}-${language}-${theme}`;

  test(`the policy of rules, for a person to look at: ${language} ${theme}`, async ({ start, folder }) => {
    test.setTimeout(120_000);
    folder.configure({ ...livedIn(folder), rules: [...RULES, ...MANY], app: { theme, firstSteps: 'done' } });
    const app = await start({ language });
    const { t } = app;
    const page = await app.goTo('rules');
    await resize(app, SMALL);
    await takePicture(page, named('many-rules'));
    const drawer = page.getByRole('dialog');
    for (const { id, name } of RULES) {
      await resize(app, SMALL);
      await page.getByRole('button', { name: t('window.row.editOf', { title: name }) }).click();
      await resize(app, { ...HIGH, height: 3_600 });
      for (const part of RULE_PARTS) {
        const control = drawer.getByRole('button', { name: t(`window.part.${part}`), exact: true });
        if ((await control.getAttribute('aria-expanded')) === 'false') {
          await control.click();
        }
      }
      await takePicture(page, named(`rule-${id}`));
      await page.keyboard.press('Escape');
      await expect(drawer).toHaveCount(0);
    }
  });
}
