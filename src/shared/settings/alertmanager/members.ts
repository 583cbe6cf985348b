import type { Channel } from '../channels/channel-schema';
import type { Rule, Settings } from '../schema';

/** Prefix of the ids of members, which no channel of the settings can have. */
const MEMBER_PREFIX = 'alertmanager:';
/** Id of the silences, likewise. */
const SILENCES = 'silences:alertmanager';

/** One Alertmanager of a cluster, which gets alerts as a channel gets messages. */
export interface AlertmanagerMember {
  readonly kind: 'alertmanager';
  readonly id: string;
  readonly name: string;
  /** Base URL without a slash at its end. */
  readonly url: string;
}

/** Silences of an Alertmanager cluster, which its members share. */
export interface SilenceOutlet {
  readonly kind: 'silence';
  readonly id: string;
  readonly name: string;
  /** Base URLs of the members without a slash at their ends. */
  readonly urls: readonly string[];
}

/**
 * A way out besides SENS: a channel of the settings, a member of an Alertmanager cluster, or the silences of the
 * cluster.
 */
export type Outlet = Channel | AlertmanagerMember | SilenceOutlet;

/** Members of the cluster; none without one. */
export function clusterMembers({ alertmanager }: Pick<Settings, 'alertmanager'>): readonly AlertmanagerMember[] {
  return (alertmanager?.urls ?? []).map((url) => {
    const base = url.replace(/\/+$/, '');
    const place = base.replace(/^https?:\/\//i, '');
    return { kind: 'alertmanager', id: `${MEMBER_PREFIX}${place}`, name: `Alertmanager ${place}`, url: base };
  });
}

/** Where the cluster keeps its silences; null without a cluster. */
export function silenceOutlet(settings: Pick<Settings, 'alertmanager'>): SilenceOutlet | null {
  const urls = clusterMembers(settings).map(({ url }) => url);
  return urls.length === 0 ? null : { kind: 'silence', id: SILENCES, name: 'Alertmanager', urls };
}

/** Members that get the incidents of a rule. */
export function membersOf(
  { to }: Pick<Rule, 'to'>,
  settings: Pick<Settings, 'alertmanager'>,
): readonly AlertmanagerMember[] {
  return to === 'alertmanager' ? clusterMembers(settings) : [];
}
