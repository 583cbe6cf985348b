import { useEffect, useState } from 'react';
import type { IncidentView } from '../../../../shared/contract/incident';
import { useActions, useAppData } from '../../../bridge/app-context';

const PAGE = 50;
const MOST = 500;

/** The incidents as they are painted. */
export interface IncidentPages {
  readonly open: readonly IncidentView[];
  readonly closed: readonly IncidentView[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** Whether there are older closed ones to be had. */
  readonly more: boolean;
  /** Shows the next ones; false when they could not be had. */
  readonly loadOlder: () => Promise<boolean>;
  readonly retry: () => void;
}

interface Loaded {
  readonly open: readonly IncidentView[];
  readonly closed: readonly IncidentView[];
  readonly more: boolean;
}

/** The open incidents and the newest closed ones, with the one that is wanted; read anew when the status tells of a change. */
export function useIncidents(wanted: number | null): IncidentPages {
  const actions = useActions();
  const { incidents } = useAppData().status;
  const version = JSON.stringify(incidents);
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null);

  useEffect(() => {
    let current = true;
    void Promise.all([
      actions.incidents({ which: 'open', before: null, limit: MOST }),
      actions.incidents({ which: 'closed', before: null, limit: PAGE }),
      wanted === null ? null : actions.incidents({ which: 'closed', before: wanted + 1, limit: 1 }),
    ]).then(([open, closed, one]) => {
      if (!current) {
        return;
      }
      if (!open.ok || !closed.ok) {
        setLoaded('failed');
        return;
      }
      const found = one?.ok ? one.value.filter(({ id }) => id === wanted) : [];
      setLoaded((before) => {
        const known = before !== null && before !== 'failed' ? before : null;
        return {
          open: open.value,
          closed: joined(closed.value, [...found, ...(known?.closed ?? [])]),
          more: known?.more ?? closed.value.length === PAGE,
        };
      });
    });
    return () => {
      current = false;
    };
  }, [actions, version, attempt, wanted]);

  const parts = loaded === 'failed' ? null : loaded;
  const loadOlder = async (): Promise<boolean> => {
    const before = parts?.closed.at(-1)?.id ?? null;
    const answer = await actions.incidents({ which: 'closed', before, limit: PAGE });
    if (answer.ok && parts) {
      setLoaded({ ...parts, closed: joined(parts.closed, answer.value), more: answer.value.length === PAGE });
    }
    return answer.ok;
  };
  return {
    open: parts?.open ?? [],
    closed: parts?.closed ?? [],
    state: loaded === 'failed' ? 'failed' : loaded === null ? 'loading' : 'ready',
    more: parts?.more ?? false,
    loadOlder,
    retry: () => setAttempt(attempt + 1),
  };
}

/** Both lists as one, newest first; of what is in both, the first list knows better. */
function joined(newer: readonly IncidentView[], older: readonly IncidentView[]): readonly IncidentView[] {
  const byId = new Map([...older, ...newer].map((incident) => [incident.id, incident]));
  return Array.from(byId.values()).sort((one, other) => other.id - one.id);
}
