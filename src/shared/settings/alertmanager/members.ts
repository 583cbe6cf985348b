import type { Channel } from '../channels/channel-schema';
import type { Rule, Settings } from '../schema';

/** Prefix of the ids of members, which no channel of the settings can have. */
const MEMBER_PREFIX = 'alertmanager:';

/** One Alertmanager of a cluster, which gets alerts as a channel gets messages. */
export interface AlertmanagerMember {
  readonly kind: 'alertmanager';
  readonly id: string;
  readonly name: string;
  /** Base URL without a slash at its end. */
  readonly url: string;
}

/** A way out besides SENS: a channel of the settings, or a member of an Alertmanager cluster. */
export type Outlet = Channel | AlertmanagerMember;

/** Members of the cluster; none without one. */
export function clusterMembers({ alertmanager }: Pick<Settings, 'alertmanager'>): readonly AlertmanagerMember[] {
  return (alertmanager?.urls ?? []).map((url) => {
    const base = url.replace(/\/+$/, '');
    const place = base.replace(/^https?:\/\//i, '');
    return { kind: 'alertmanager', id: `${MEMBER_PREFIX}${place}`, name: `Alertmanager ${place}`, url: base };
  });
}

/** Members that get the incidents of a rule. */
export function membersOf(
  { to }: Pick<Rule, 'to'>,
  settings: Pick<Settings, 'alertmanager'>,
): readonly AlertmanagerMember[] {
  return to === 'alertmanager' ? clusterMembers(settings) : [];
}
