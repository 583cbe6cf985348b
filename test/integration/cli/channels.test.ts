import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startPracticeServer } from '../../../src/main/practice/practice-server';
import { CommandLine, configure, configured } from '../../support/app/command-line';
import { channelService } from '../../support/channels/channel-service';
import { mailServer, MAIL_PASSWORD } from '../../support/channels/mail-server';
import { ACCEPTS } from '../../support/channels/samples';
import { keysOf, liveSettings } from '../../support/engine/live-settings';
import { certificateFor } from '../../support/sens/certificates';
import { until } from '../../support/time/until';

test('a match reaches a webhook, Slack and a mailbox beside the phone, and no secret is printed', async () => {
  const sens = await startPracticeServer({ deliveryMs: 0 });
  onTestFinished(() => sens.close());
  const certificate = certificateFor('localhost');
  const hook = await channelService(ACCEPTS.webhook);
  const slack = await channelService(ACCEPTS.slack);
  const mail = await mailServer({ security: 'starttls', certificate });
  const dir = configured('{}');
  const mailbox = { host: 'localhost', port: mail.port, security: 'starttls', user: 'logbell' };
  const channels = [
    { id: 'hook', kind: 'webhook', url: `${hook.url}/logbell` },
    { id: 'chat', kind: 'slack', name: '#ops' },
    { id: 'mail', kind: 'email', ...mailbox, from: 'logbell@example.com', to: ['ops@example.com'] },
  ];
  const delivery = { channels: ['hook', 'chat', 'mail'] };
  configure(dir, liveSettings(sens, dir, {}, { channels, delivery }));
  mkdirSync(join(dir, 'logs'), { recursive: true });
  writeFileSync(join(dir, 'logs', 'app.log'), '');
  const run = new CommandLine(dir, ['watch', '--json'], {
    ...keysOf(sens),
    NODE_EXTRA_CA_CERTS: certificate.file,
    LOGBELL_CHANNEL_HOOK_SECRET: 'top-secret-signing-key',
    LOGBELL_CHANNEL_CHAT_URL: `${slack.url}/services/top-secret-path`,
    LOGBELL_CHANNEL_MAIL_PASSWORD: MAIL_PASSWORD,
  });
  await run.event({ event: 'started' });
  appendFileSync(join(dir, 'logs', 'app.log'), 'hello world\n');
  const delivered = (): readonly unknown[] =>
    run
      .events()
      .flatMap(({ event, state, to, channel }) =>
        event === 'text' && state === 'delivered' ? [`${String(to)} ${String(channel)}`] : [],
      );
  await until(() => delivered().length === 4, 'all four have it');
  expect(delivered().toSorted()).toEqual(['#ops chat', '010******78 undefined', 'hook hook', 'mail mail']);
  expect(JSON.parse(hook.requests[0]?.body ?? '')).toMatchObject({
    ...{ version: 1, kind: 'alert', channel: 'hook', rule: { id: 'hello' }, line: 'hello world' },
    text: expect.stringContaining('An Event Occurred') as string,
  });
  expect(hook.requests[0]?.headers['logbell-signature']).toMatch(/^v1=[0-9a-f]{64}$/);
  expect(slack.requests[0]?.path).toBe('/services/top-secret-path');
  expect(mail.mails()).toHaveLength(1);
  expect([...run.out, ...run.err].join('\n')).not.toMatch(/top-secret/);
});
