import { mkdirSync } from 'node:fs';
import { expect, type Locator, type Page } from '@playwright/test';
import { axeViolations } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import type { LogbellApp } from '../support/e2e/logbell-app';
import { en, enPattern } from '../support/text/strings';

/** Opens the fix for the problem on the overview that contains `what`. */
async function openFix(app: LogbellApp, what: string): Promise<Page> {
  const page = await app.goTo('overview');
  const problem = page.getByRole('alert').filter({ hasText: what });
  await problem.getByRole('button', { name: enPattern('window.problem.goTo') }).click();
  return page;
}

async function expectArrived(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

test('a problem leads to the section, row or field that fixes it', async ({ start, folder }) => {
  const log = folder.path('app.log');
  const archive = folder.path('archive');
  mkdirSync(archive);
  folder.append('', log);
  folder.configure({
    sens: { mode: 'live', zone: 'public', serviceId: 'ncp:sms:kr:123456789012:project', from: '02-123-4567' },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [
      ...Array.from({ length: 12 }, (_, index) => ({ id: `f${index}`, path: log })),
      { id: 'last', path: archive },
    ],
    rules: [{ id: 'good', match: { text: 'hello world' } }],
  });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const page = await openFix(app, en('problem.no-keys.title'));
  await expectArrived(page.getByRole('region', { name: en('window.keys.title') }));
  expect(await axeViolations(page)).toEqual([]);
  // Nobody is led there twice.
  await app.goTo('overview');
  await app.goTo('delivery');
  await expect(page.getByRole('region', { name: en('window.keys.title') })).not.toBeFocused();
  await openFix(app, archive);
  await expectArrived(page.getByRole('button', { name: en('window.row.editOf', { title: archive }) }));
});

test('invalid settings lead to their field, or to the list of errors', async ({ start, folder }) => {
  const log = folder.path('app.log');
  folder.append('', log);
  const config = { recipients: [{ id: 'me', number: '010-1234-5678' }], files: [{ id: 'app', path: log }] };
  folder.configure({ ...config, policy: { budget: { textsPerDay: -1 } } });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const page = await openFix(app, 'policy.budget.textsPerDay');
  await expectArrived(
    page.getByRole('region', { name: en('window.policy.title') }).getByLabel(en('window.budget.textsPerDay')),
  );
  folder.configure({ ...config, rules: [{ id: 'wrong', match: { regex: '(' } }] });
  await expect(page.getByRole('alert').filter({ hasText: 'policy.budget' })).toHaveCount(0);
  await openFix(app, 'rules[0].match.regex');
  await expectArrived(page.getByRole('alert').filter({ hasText: 'rules[0].match.regex' }));
});

test('the first steps lead to their sections', async ({ start }) => {
  const app = await start();
  const page = await app.window();
  const steps = page.getByRole('region', { name: app.t('window.firstSteps.title') });
  await steps.getByRole('button', { name: en('window.firstSteps.who') }).click();
  await steps.getByRole('button', { name: en('window.problem.goTo', { page: en('window.page.delivery') }) }).click();
  await expectArrived(page.getByRole('region', { name: en('window.recipients.title'), exact: true }));
});
