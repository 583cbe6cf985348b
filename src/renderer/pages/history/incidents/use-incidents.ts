import { useEffect, useState } from 'react';
import type { IncidentView } from '../../../../shared/contract/incident';
import { useActions, useAppData } from '../../../bridge/app-context';

const PAGE = 50;
const MAX_OPEN = 500;

/** Loaded incidents and the state of the load. */
export interface IncidentPages {
  readonly open: readonly IncidentView[];
  readonly closed: readonly IncidentView[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** True if there are older closed ones to load. */
  readonly more: boolean;
  /** Loads the next ones; resolves to false if that fails. */
  readonly loadOlder: () => Promise<boolean>;
  readonly retry: () => void;
}

interface Loaded {
  readonly open: readonly IncidentView[];
  readonly closed: readonly IncidentView[];
  readonly more: boolean;
}

/** Loads the open incidents, the newest closed ones and the wanted one; reloads when the status reports a change. */
export function useIncidents(wantedId: number | null): IncidentPages {
  const actions = useActions();
  const { incidents } = useAppData().status;
  const version = JSON.stringify(incidents);
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null);

  useEffect(() => {
    let current = true;
    void Promise.all([
      actions.incidents({ which: 'open', before: null, limit: MAX_OPEN }),
      actions.incidents({ which: 'closed', before: null, limit: PAGE }),
      wantedId === null ? null : actions.incidents({ which: 'closed', before: wantedId + 1, limit: 1 }),
    ]).then(([open, closed, one]) => {
      if (!current) {
        return;
      }
      if (!open.ok || !closed.ok) {
        setLoaded('failed');
        return;
      }
      const found = one?.ok ? one.value.filter(({ id }) => id === wantedId) : [];
      setLoaded((before) => {
        const known = before !== null && before !== 'failed' ? before : null;
        return {
          open: open.value,
          closed: merge(closed.value, [...found, ...(known?.closed ?? [])]),
          more: known?.more ?? closed.value.length === PAGE,
        };
      });
    });
    return () => {
      current = false;
    };
  }, [actions, version, attempt, wantedId]);

  const parts = loaded === 'failed' ? null : loaded;
  const loadOlder = async (): Promise<boolean> => {
    const before = parts?.closed.at(-1)?.id ?? null;
    const answer = await actions.incidents({ which: 'closed', before, limit: PAGE });
    if (answer.ok && parts) {
      setLoaded({ ...parts, closed: merge(parts.closed, answer.value), more: answer.value.length === PAGE });
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

/** Merges both lists, newest first; for an incident in both, `newer` wins. */
function merge(newer: readonly IncidentView[], older: readonly IncidentView[]): readonly IncidentView[] {
  const byId = new Map([...older, ...newer].map((incident) => [incident.id, incident]));
  return Array.from(byId.values()).sort((one, other) => other.id - one.id);
}
