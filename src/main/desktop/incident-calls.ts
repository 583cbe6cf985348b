import type { EngineHost } from './engine-host';
import type { CallHandlers } from './call-handlers';

type IncidentCallName = 'incidents:list' | 'incidents:history' | 'incidents:acknowledge' | 'incidents:close';

/** Answers the window's calls about incidents. */
export function incidentCalls(engine: EngineHost): Pick<CallHandlers, IncidentCallName> {
  return {
    'incidents:list': (query) => engine.incidents(query),
    'incidents:history': ({ id }) => engine.incidentHistory(id),
    'incidents:acknowledge': ({ id }) => engine.acknowledge(id),
    'incidents:close': ({ id }) => engine.closeIncident(id),
  };
}
