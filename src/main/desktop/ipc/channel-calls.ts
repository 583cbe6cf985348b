import type { ChannelSecretsView } from '../../../shared/contract/delivery/channel-secrets';
import { fail, ok } from '../../../shared/common/result';
import { settingsProblem } from '../../../shared/settings/validation/problems';
import type { Secrets } from '../../settings/secrets/secrets';
import type { SettingsFile } from '../../settings/settings-file';
import type { CallHandlers } from './ipc';

/** Parts of the app that the channels' secrets need. */
interface ChannelCallDeps {
  readonly secrets: Secrets;
  readonly settings: Pick<SettingsFile, 'state'>;
  /** Applies changed secrets. */
  readonly changed: () => Promise<void>;
}

type ChannelCall = 'channel:secrets' | 'channel:save-secrets' | 'channel:forget-secrets';

/** Handles the calls for the channels' secrets, which the window only ever sees as set or not set. */
export function channelCalls({ secrets, settings, changed }: ChannelCallDeps): Pick<CallHandlers, ChannelCall> {
  const view = (): ChannelSecretsView => channelSecretsView(secrets, settings);
  return {
    'channel:secrets': view,
    'channel:save-secrets': async ({ id, values, keepInFile }) => {
      const saved = secrets.channels.save(id, values, keepInFile);
      if (!saved.ok) {
        const refusal = saved.error;
        return fail(
          typeof refusal === 'string' ? refusal : settingsProblem(['channels', id, refusal.name], refusal.fault),
        );
      }
      await changed();
      return ok(view());
    },
    'channel:forget-secrets': async ({ id }) => {
      const forgotten = secrets.channels.forget(id);
      if (!forgotten.ok) {
        return forgotten;
      }
      await changed();
      return ok(view());
    },
  };
}

/** Places of the secrets of all channels, as the window shows them. */
export function channelSecretsView(secrets: Secrets, settings: Pick<SettingsFile, 'state'>): ChannelSecretsView {
  const ids = settings.state().settings.channels.map(({ id }) => id);
  return { channels: secrets.channels.places(ids), keyring: secrets.view().keyring };
}
