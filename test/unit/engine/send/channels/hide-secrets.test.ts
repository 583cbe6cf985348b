import { expect, test } from 'vitest';
import { hideSecrets } from '../../../../../src/main/engine/send/channels/hide-secrets';
import { channelSchema } from '../../../../../src/shared/settings/channels/channel-schema';

const webhook = channelSchema.parse({
  ...{ id: 'ops', kind: 'webhook', url: 'https://hooks.example.com/in/made-up-path?key=made%20up%20query' },
  headers: { 'X-Key': 'made-up-header' },
});

test.each([
  'made-up-secret',
  'made-up-token',
  'made-up-path',
  'made-up-header',
  'made up query',
  'made%20up%20query',
  'https://hooks.example.com/in/made-up-path?key=made%20up%20query',
])('hides %s wherever a service repeats it', (secret) => {
  const hide = hideSecrets(webhook, { secret: 'made-up-secret', token: 'made-up-token' });
  expect(hide(`Unknown: ${secret}, ${secret}.`)).toBe('Unknown: ***, ***.');
});

test('hides a password as it is sent in AUTH', () => {
  const mailbox = { host: 'localhost', user: 'logbell', from: 'a@example.com', to: ['b@example.com'] };
  const hide = hideSecrets(channelSchema.parse({ id: 'mail', kind: 'email', ...mailbox }), { password: 'made up' });
  for (const sent of ['made up', btoa('made up'), btoa('\0logbell\0made up')]) {
    expect(hide(`535 ${sent} refused`)).toBe('535 *** refused');
  }
});

test('leaves the words of an error as they are', () => {
  expect(hideSecrets(webhook, {})('in: invalid key')).toBe('in: invalid key');
});
