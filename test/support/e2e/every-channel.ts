import type { ChannelKind } from '../../../src/shared/settings/channels/channel-kinds';

interface EveryChannel {
  readonly channels: readonly ({ readonly id: string; readonly name: string; readonly kind: ChannelKind } & Readonly<
    Record<string, unknown>
  >)[];
  readonly delivery: object;
  readonly problems: object;
}

/** Settings with a channel of every kind, all of them in use; nothing is sent to them in practice mode. */
export function channelsOfEveryKind(): EveryChannel {
  return {
    channels: [
      { id: 'ops', name: 'Operations', kind: 'slack' },
      { id: 'hook', name: '상황실 대시보드', kind: 'webhook', url: 'https://hooks.example.com/services/logbell' },
      { id: 'game', name: 'Game servers', kind: 'discord' },
      { id: 'team', name: '인프라팀', kind: 'mattermost' },
      { id: 'push', name: 'Phone of the person on call', kind: 'ntfy', url: 'https://ntfy.sh/servers-7k2p' },
      {
        ...{ id: 'mail', name: 'Mail', kind: 'email', host: 'smtp.example.com', user: 'logbell' },
        ...{ from: 'logbell@example.com', to: ['ops@example.com', 'lead@example.com'] },
      },
    ],
    delivery: { channels: ['mail'], fallback: { to: ['ops', 'push'] } },
    problems: { to: ['ops'] },
  };
}
