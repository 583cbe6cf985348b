import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CommandLine, configure } from '../../support/app/command-line';
import { readPhone } from '../../support/app/phone-page';
import { channelService } from '../../support/channels/channel-service';
import { ACCEPTS } from '../../support/channels/samples';
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

it('shows the messages of every channel in practice mode, and sends none of them', async () => {
  const service = await channelService(ACCEPTS.webhook);
  const dir = scratchDir();
  const path = join(dir, 'app.log');
  writeFileSync(path, '');
  const mailbox = { host: 'mail.example.com', from: 'logbell@example.com', to: ['ops@example.com'] };
  configure(dir, {
    channels: [
      { id: 'hook', kind: 'webhook', url: service.url },
      { id: 'mail', kind: 'email', name: 'Mailing list', ...mailbox },
    ],
    delivery: { channels: ['hook', 'mail'] },
    recipients: [{ id: 'me', number: '010-1234-5678' }],
    files: [{ id: 'app', path }],
    rules: [{ id: 'hello', match: { text: 'hello world' }, message: 'An Event Occurred' }],
  });
  const watch = new CommandLine(dir, ['watch', '--json']);
  const { url } = await watch.event({ event: 'practice' });
  await watch.event({ event: 'started' });
  appendFileSync(path, 'hello world\n');
  expect(await readPhone(String(url), 'Mailing list')).toContain('An Event Occurred');
  await watch.event({ event: 'text', to: 'hook', state: 'delivered' });
  expect(service.requests).toEqual([]);
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
