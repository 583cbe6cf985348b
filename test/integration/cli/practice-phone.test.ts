import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CommandLine, configure } from '../../support/app/command-line';
import { readPhone } from '../../support/app/phone-page';
import { scratchDir } from '../../support/files/scratch-dir';
import { en } from '../../support/text/strings';
import { until } from '../../support/time/until';

const PAGE = /http:\/\/127\.0\.0\.1:\d+\/phone\/[\w-]{22}\//;

it('prints the address of the practice phone as JSON, and the phone shows the texts', async () => {
  const dir = scratchDir();
  const watch = new CommandLine(dir, ['watch', '--json']);
  const { url } = await watch.event({ event: 'practice' });
  expect(url).toMatch(new RegExp(`^${PAGE.source}$`));
  await watch.event({ event: 'started' });
  const { files } = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as { files: { path: string }[] };
  appendFileSync(files[0]?.path ?? '', 'hello world\n');
  expect(await readPhone(String(url), 'An Event Occurred')).toContain('event: ');
  expect(await watch.end()).toBe(0);
});

it('prints the address once in a terminal, and not in live mode', async () => {
  const dir = scratchDir();
  const watch = new CommandLine(dir, ['watch']);
  const line = await until(() => watch.out.find((text) => PAGE.test(text)), 'the phone is named');
  expect(line).toBe(en('cli.phone', { url: PAGE.exec(line)?.[0] ?? '' }));
  const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as Readonly<Record<string, unknown>>;
  configure(dir, { ...config, sens: { mode: 'live', serviceId: 'ncp:sms:kr:123456789012:demo', from: '021234567' } });
  await until(() => watch.err.length > 0, 'the missing keys are named');
  expect(await watch.end()).toBe(0);
  expect(watch.out.filter((text) => PAGE.test(text))).toHaveLength(1);
});
