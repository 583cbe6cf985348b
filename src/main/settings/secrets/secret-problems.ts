import type { ChannelSecretName } from '../../../shared/settings/channels/channel-kinds';
import type { Channel } from '../../../shared/settings/channels/channel-schema';
import { usedChannels } from '../../../shared/settings/channels/used-channels';
import { settingsProblem, type SettingsProblem } from '../../../shared/settings/validation/problems';
import type { Settings } from '../../../shared/settings/schema';
import { channelTitle } from '../../../shared/settings/titles';
import type { Environment } from '../config-dir';
import { keysProblems } from '../engine-config';
import { secretCredential, secretVariable } from './named-secrets';
import type { Secrets } from './secrets';

/** Lists the secrets that live mode lacks: the keys of SENS, and what channels that are used need. */
export function secretProblems(
  settings: Settings,
  secrets: Pick<
    Secrets,
    'keys' | 'fault' | 'fileFault' | 'missingCredential' | 'channels' | 'alertmanager' | 'receive'
  >,
  environment: Environment,
): readonly SettingsProblem[] {
  const ofKeys = keysProblems(settings, secrets, environment);
  const ofChannels = channelSecretProblems(settings, secrets);
  // One fault of the file or of rights explains all that is missing.
  const [first] = ofKeys;
  return [
    ...ofKeys,
    ...ofChannels.filter(({ code }) => code !== first?.code),
    ...tokenProblems(settings, secrets),
    ...receiveProblems(settings, secrets),
  ];
}

/** Lists the tokens that a receiver lacks, also in practice mode: without them it takes nothing. */
function receiveProblems({ receive }: Settings, secrets: Pick<Secrets, 'receive'>): readonly SettingsProblem[] {
  const known = receive.listen === '' ? null : secrets.receive.known(receive.tokens);
  return receive.tokens.flatMap((id, index) =>
    known === null || known[id]?.token !== undefined
      ? []
      : [
          settingsProblem(['receive', 'tokens', index], 'no-receive-token', {
            ...{ id, variable: secretVariable('receive', id, 'token') },
          }),
        ],
  );
}

/** Reports the token that the Alertmanager cluster lacks in live mode. */
function tokenProblems(
  { sens, alertmanager }: Settings,
  secrets: Pick<Secrets, 'alertmanager'>,
): readonly SettingsProblem[] {
  const name = alertmanager?.token;
  if (sens.mode !== 'live' || name === undefined || secrets.alertmanager.known([name])[name]?.token !== undefined) {
    return [];
  }
  const variable = secretVariable('alertmanager', name, 'token');
  const credential = secretCredential('alertmanager', name, 'token');
  return [settingsProblem(['alertmanager', 'token'], 'no-alertmanager-token', { name, variable, credential })];
}

/** Keyring that does not decrypt secrets of these settings now; null for none. */
export function lockedKeyring(
  secrets: Pick<Secrets, 'locked' | 'channels' | 'heartbeats' | 'alertmanager' | 'receive'>,
  { channels, heartbeats, alertmanager, receive }: Settings,
): string | null {
  return (
    secrets.locked() ??
    secrets.channels.locked(channels.map(({ id }) => id)) ??
    secrets.heartbeats.locked(heartbeats.flatMap(({ id, url }) => (url === undefined ? (id ?? []) : []))) ??
    secrets.alertmanager.locked(alertmanager?.token === undefined ? [] : [alertmanager.token]) ??
    secrets.receive.locked(receive.listen === '' ? [] : receive.tokens)
  );
}

/** Lists the secrets that used channels lack in live mode. */
function channelSecretProblems(
  settings: Settings,
  { channels, fileFault, missingCredential }: Pick<Secrets, 'fileFault' | 'missingCredential' | 'channels'>,
): readonly SettingsProblem[] {
  if (settings.sens.mode !== 'live') {
    return [];
  }
  const used = usedChannels(settings);
  const known = channels.known(settings.channels.map(({ id }) => id));
  const missing = settings.channels.flatMap((channel, index) => {
    const name = neededSecret(channel);
    const isMissing = name !== null && used.has(channel.id) && known[channel.id]?.[name] === undefined;
    return isMissing ? [{ index, id: channel.id, title: channelTitle(channel), name }] : [];
  });
  if (missing.length === 0) {
    return [];
  }
  const fault = fileFault();
  if (fault !== null) {
    return [fault];
  }
  if (missingCredential === 'credentials-hidden') {
    return [settingsProblem(['sens', 'keys'], missingCredential)];
  }
  return missing.map(({ index, id, title, name }) =>
    missingCredential === null
      ? settingsProblem(['channels', index], 'no-channel-secret', { id, title, name })
      : settingsProblem(['channels', index], 'no-channel-credential', {
          ...{ id, title, name, credential: secretCredential('channels', id, name) },
        }),
  );
}

/** Secret without which nothing can be sent to a channel; null for none. */
function neededSecret(channel: Channel): ChannelSecretName | null {
  switch (channel.kind) {
    case 'webhook':
    case 'ntfy':
      return channel.url === '' ? 'url' : null;
    case 'email':
      return channel.user === '' ? null : 'password';
    case 'slack':
    case 'discord':
    case 'mattermost':
      return 'url';
  }
}
