import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { axeViolationsInBothThemes } from '../support/e2e/accessibility';
import { test } from '../support/e2e/desktop-test';
import { en, enPattern } from '../support/text/strings';

test('settings that are not JSON are set aside with a notice', async ({ start, folder }) => {
  const broken = '{ "rules": [ oops';
  folder.configure(broken);
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const problems = (await app.goTo('overview')).getByRole('region', { name: en('window.problem.standing') });
  await expect(problems).toContainText(enPattern('problem.settings-set-aside.title'));
  const aside = readdirSync(folder.paths.configDir).filter((name) => name.startsWith('config.json.bad-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(folder.paths.configDir, aside[0] ?? ''), 'utf8')).toBe(broken);
});

test('one invalid rule leaves the others active and is shown on its page', async ({ start, folder }) => {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: [
      { id: 'wrong', match: { regex: '(' } },
      { id: 'good', name: 'Good', match: { text: 'hello world' } },
    ],
  });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const problem = (await app.window())
    .getByRole('alert')
    .filter({ hasText: en('problem.settings.title', { count: 1 }) });
  await problem.getByRole('button', { name: en('window.problem.goTo', { page: en('window.page.rules') }) }).click();
  const rules = await app.window();
  await expect(rules.getByRole('alert')).toContainText('rules[0].match.regex');
  await expect(rules.getByRole('alert')).toContainText(
    en('settingsProblem.bad-regex', { reason: en('regexFault.unclosed-group') }),
  );
  await expect(rules.getByRole('table', { name: en('window.page.rules') })).toContainText('Good');
  await app.follows();
  folder.append('hello world\n', log);
  await expect((await app.goTo('history')).getByRole('article', { name: 'Good' })).toContainText(
    en('decision.matched'),
  );
});

test('settings fixed by hand apply without a restart, and the problem is cleared everywhere', async ({
  start,
  folder,
  trayHost,
}) => {
  const log = folder.path('app.log');
  folder.append('', log);
  const config = { recipients: [{ id: 'me', number: '010-1234-5678' }], files: [{ id: 'app', path: log }] };
  folder.configure({ ...config, rules: [{ id: 'mended', match: { regex: '(' } }] });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.problem'));
  const tray = await trayHost.itemOf(app.pid);
  const fault = enPattern('problem.settings.title', { count: 1 });
  await expect.poll(() => tray.labels()).toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  const entry = (await app.goTo('history')).getByRole('article', { name: fault });
  await expect(entry).not.toContainText(enPattern('window.history.over'));
  folder.configure({ ...config, rules: [{ id: 'mended', match: { regex: '(hello) world' } }] });
  await expect(await app.state()).toContainText(en('window.state.watching'));
  await expect(entry).toContainText(enPattern('window.history.over'));
  await expect.poll(() => tray.labels()).not.toEqual(expect.arrayContaining([expect.stringMatching(fault)]));
  await expect((await app.goTo('overview')).getByRole('alert')).toHaveCount(0);
  folder.append('hello world\n', log);
  await expect((await app.goTo('history')).getByRole('article', { name: 'mended' })).toContainText(
    en('decision.matched'),
  );
});

test('questionable settings apply, and their page warns about them', async ({ start, folder }) => {
  const log = folder.path('app.log');
  folder.append('', log);
  folder.configure({
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path: log }],
    rules: ['a', 'b'].map((id) => ({ id, name: 'Twin', match: { text: id } })),
  });
  const app = await start();
  await expect(await app.state()).toContainText(en('window.state.watching'));
  const rules = await app.goTo('rules');
  const warning = rules.getByRole('status').filter({ hasText: en('window.problem.warnings') });
  await expect(warning).toContainText(
    en('window.warning.inRule', {
      rule: 'Twin',
      sentence: en('window.problem.at', {
        path: en('window.warning.quoted', { label: en('window.rules.name') }),
        sentence: en('settingsProblem.same-name', { name: 'Twin' }),
      }),
    }),
  );
  expect(await axeViolationsInBothThemes(rules)).toEqual([]);
});
