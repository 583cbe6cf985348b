import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import type { ChannelSecretsView, SecretPlace } from '../../../../shared/contract/delivery/channel-secrets';
import type { ChannelSecretName } from '../../../../shared/settings/channels/channel-kinds';
import { useActions } from '../../../bridge/app-context';

interface SecretsState {
  /** Null until the main process has answered. */
  readonly view: ChannelSecretsView | null;
  readonly setView: (view: ChannelSecretsView) => void;
}

const SecretsContext = createContext<SecretsState>({ view: null, setView: () => undefined });

/** Provides where the channels' secrets are stored; the secrets themselves never reach the window. */
export function ChannelSecretsProvider({ children }: { readonly children: ReactNode }) {
  const { watchChannelSecrets } = useActions();
  const [view, setView] = useState<ChannelSecretsView | null>(null);
  useEffect(() => watchChannelSecrets(setView), [watchChannelSecrets]);
  return <SecretsContext value={{ view, setView }}>{children}</SecretsContext>;
}

/** Storage of the channels' secrets, and the function to show a newer one. */
export function useChannelSecrets(): SecretsState {
  return use(SecretsContext);
}

/** Place of a secret of a channel; a new channel (null) has none. */
export function placeOf(view: ChannelSecretsView | null, id: string | null, name: ChannelSecretName): SecretPlace {
  return (id === null ? undefined : view?.channels[id]?.[name]) ?? 'none';
}
