import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { isCostlyGlob } from '../../../../../src/shared/settings/patterns/costly-glob';
import { parseSettings } from '../../../../../src/shared/settings/parse';
import { threadBusyMs } from '../../../../support/time/thread-time';

/** Names that groups can match in many ways. */
const NAMES = ['a', '-', 'xa', 'ab', '7'].map((text) => text.repeat(250).slice(0, 250));

it.each([
  '/var/log/*.log',
  '/var/log/**/*-*-*-*-*.log',
  '/var/log/{app,web}/[a-z]*.log',
  '/var/log/app (1).log',
  '/var/log/@(app|web).log',
  '/var/log/app.log.+([0-9])',
  '/var/log/!(debug).log',
  '/var/log/?(a)*.log',
  '/var/log/(app|web)-*.log',
  '/var/log/(app|web)*.log',
  '/var/log/+(a)+(a)+(a)b',
])('accepts %s, which is fast on any name', (path) => {
  expect(isCostlyGlob(path)).toBe(false);
  const matches = picomatch(path, { dot: false });
  const began = threadBusyMs();
  if (path.includes('(')) {
    NAMES.forEach((name) => matches(`/var/log/${name}`));
  }
  expect(threadBusyMs() - began).toBeLessThan(10_000);
});

it.each([
  ...['+(*)b', '*(a*)b', '+([a-z]|a)b', '+(@(a|aa))b', '(a|aa)+b', '+(x[ab]|xa)b', '+(*-)b', '!(!(a*)b)*c'],
  ...['+(a)+(a)+(a)+(a)b', '@(*-*-*-*)', '*(a?b)c', `${'?(a)'.repeat(60)}aaaaaaaa`, `@(${'a|'.repeat(99)}b)`],
])('refuses %s, which may take forever on a crafted name', (name) => {
  expect(isCostlyGlob(`/var/log/${name}`)).toBe(true);
  const { settings, problems } = parseSettings({ files: [{ id: 'app', path: `/var/log/${name}` }] });
  expect(problems.map(({ path, code }) => `${path} ${code}`)).toEqual(['files[0].path costly-glob']);
  expect(settings.files).toEqual([]);
});
