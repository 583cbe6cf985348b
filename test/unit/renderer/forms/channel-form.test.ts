import { describe, expect, it } from 'vitest';
import {
  channelField,
  channelHost,
  channelToValues,
  NEW_CHANNEL,
  neededSecrets,
  requiredSecrets,
  typedSecrets,
  valuesToChannel,
} from '../../../../src/renderer/forms/channel-form';
import { CHANNEL_KINDS } from '../../../../src/shared/settings/channels/channel-kinds';
import { type Channel, channelSchema } from '../../../../src/shared/settings/channels/channel-schema';

const CHANNELS = [
  { id: 'hook', kind: 'webhook', name: 'Hook', url: 'https://hooks.example.com/a?b=c', headers: { 'X-Team': 'ops' } },
  { id: 'chat', kind: 'slack', name: 'Chat' },
  { id: 'talk', kind: 'discord' },
  { id: 'own', kind: 'mattermost' },
  { id: 'push', kind: 'ntfy', url: 'https://ntfy.sh/x', priority: 5, tags: ['a', 'b'], click: 'https://example.com' },
  {
    id: 'mail',
    kind: 'email',
    host: 'smtp.example.com',
    port: 587,
    security: 'starttls',
    user: 'ops',
    from: 'a@example.com',
    to: ['b@example.com', 'c@example.com'],
  },
].map((channel) => channelSchema.parse(channel));

describe('form of a channel', () => {
  it('keeps every field of every kind', () => {
    expect(new Set(CHANNELS.map(({ kind }) => kind))).toEqual(new Set(CHANNEL_KINDS));
    for (const channel of CHANNELS) {
      expect(valuesToChannel(channel.id, channel.kind, channelToValues(channel))).toEqual(channel);
    }
  });

  it('starts with the defaults of the settings', () => {
    const common = { id: 'x', host: 'h', from: 'f', to: ['t'] };
    for (const kind of CHANNEL_KINDS) {
      const fields = kind === 'email' ? common : { id: 'x' };
      const values = { ...NEW_CHANNEL, ...(kind === 'email' && { host: 'h', from: 'f', to: ['t'] }) };
      expect(valuesToChannel('x', kind, values)).toEqual(channelSchema.parse({ ...fields, kind }));
    }
  });

  it('leaves out headers without a name and a value', () => {
    const headers = [
      { name: ' X-A ', value: ' 1 ' },
      { name: '', value: ' ' },
    ];
    expect(valuesToChannel('x', 'webhook', { ...NEW_CHANNEL, headers })).toMatchObject({ headers: { 'X-A': '1' } });
  });

  it('names the host of a channel alone', () => {
    expect(CHANNELS.map(channelHost)).toEqual(['hooks.example.com', '', '', '', 'ntfy.sh', 'smtp.example.com']);
    expect(channelHost(channelSchema.parse({ id: 'x', kind: 'webhook', url: 'nonsense' }))).toBe('');
  });

  it('collects the typed secrets of the kind and asks for those it needs', () => {
    const secrets = { url: ' https://x ', secret: ' ', token: 't', password: 'p' };
    expect(typedSecrets('webhook', { secrets })).toEqual({ url: 'https://x', token: 't' });
    expect(typedSecrets('email', { secrets })).toEqual({ password: 'p' });
    expect(CHANNELS.map(neededSecrets)).toEqual([[], ['url'], ['url'], ['url'], [], ['password']]);
    expect(neededSecrets(channelSchema.parse({ id: 'x', kind: 'ntfy' }))).toEqual(['url']);
  });

  it('requires the URL of a new channel, or one that the edit took away; a password may follow', () => {
    expect(CHANNELS.map((channel) => requiredSecrets(channel, null))).toEqual([[], ['url'], ['url'], ['url'], [], []]);
    expect(CHANNELS.map((channel) => requiredSecrets(channel, channel))).toEqual(CHANNELS.map(() => []));
    const push = channelSchema.parse({ id: 'x', kind: 'ntfy', url: 'https://ntfy.sh/x' });
    expect(requiredSecrets({ ...push, url: '' } as Channel, push)).toEqual(['url']);
  });

  it('keeps the spaces of a password, and no others', () => {
    const secrets = { url: ' https://a.example ', secret: '', token: ' ', password: ' made up ' };
    expect(typedSecrets('email', { secrets })).toEqual({ password: ' made up ' });
    expect(typedSecrets('ntfy', { secrets })).toEqual({ url: 'https://a.example' });
  });

  it('shows a problem at its field', () => {
    expect(['url', 'to[1]', 'headers.X-A', 'tags[0]', 'id'].map(channelField)).toEqual([
      ...['url', 'to', 'headers', 'tags'],
      null,
    ]);
  });
});
