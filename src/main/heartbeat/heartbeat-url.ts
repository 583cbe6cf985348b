import type { Heartbeat } from '../../shared/settings/schema';
import type { NamedSecrets } from '../settings/secrets/named-secrets';

/** URL of one of these heartbeats: from the settings, or else the stored one; null if neither is a web address. */
export function heartbeatUrl(
  { id, url }: Heartbeat,
  heartbeats: readonly Heartbeat[],
  secrets: Pick<NamedSecrets<'heartbeats'>, 'known'>,
): string | null {
  const found = url ?? (id === undefined ? undefined : secrets.known(idsOfHeartbeats(heartbeats))[id]?.url);
  return found !== undefined && /^https?:\/\//i.test(found) && URL.canParse(found) ? found : null;
}

/** Ids of the heartbeats that have one. */
function idsOfHeartbeats(heartbeats: readonly Heartbeat[]): readonly string[] {
  return heartbeats.flatMap(({ id }) => id ?? []);
}
