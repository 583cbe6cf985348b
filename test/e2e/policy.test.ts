import { expect } from '@playwright/test';
import { test } from '../support/e2e/desktop-test';
import { en, enPattern } from '../support/text/strings';

test('quiet hours, grouping delay and budget of all rules are set on the delivery page', async ({ start, folder }) => {
  const app = await start();
  const delivery = await app.goToDelivery('limits');
  const section = delivery.getByRole('region', { name: en('window.policy.title') });
  await section.getByRole('button', { name: en('window.quiet.add') }).click();
  const night = section.getByRole('group', { name: en('window.quiet.span', { number: 1 }) });
  await night.getByLabel(en('window.quiet.to'), { exact: true }).fill('6');
  await section.getByRole('button', { name: en('window.form.advanced') }).click();
  await section.getByRole('radio', { name: en('window.policy.bySens') }).check();
  await section.getByLabel(en('window.budget.textsPerDay')).fill('20');
  await section.getByLabel(en('window.form.amountOf', { label: en('window.when.waitTime') })).fill('30');
  await section.getByRole('button', { name: en('window.form.save') }).click();
  const to = night.getByLabel(en('window.quiet.to'), { exact: true });
  await expect(to).toHaveAccessibleDescription(enPattern('settingsProblem.bad-time'));
  await to.fill('06:00');
  await section.getByRole('button', { name: en('window.form.save') }).click();
  await expect(delivery.getByText(en('window.notice.saved'))).toBeVisible();
  expect(folder.config()['policy']).toMatchObject({
    quiet: [{ from: '23:00', to: '06:00' }],
    quietBy: 'sens',
    wait: '30s',
    budget: { textsPerDay: 20 },
  });
  await app.goTo('rules');
  await delivery.getByRole('button', { name: en('window.row.editOf', { title: 'Hello' }) }).click();
  await expect(delivery.getByRole('group', { name: en('window.says.title') })).toContainText(
    `${en('window.says.reserved', { spans: '23:00–06:00' })} ${en('window.says.wait', { wait: en('window.duration.s', { amount: 30 }) })}`,
  );
});
