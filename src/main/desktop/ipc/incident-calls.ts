import { muteEnd, pauseEnd } from '../common/pause-end';
import type { EngineClient } from '../engine/engine-client';
import type { CallHandlers } from './ipc';

type IncidentCallName = 'incidents:list' | 'incidents:history' | 'incidents:acknowledge' | 'incidents:close';

/** Handles the calls about incidents. */
export function incidentCalls(engine: EngineClient): Pick<CallHandlers, IncidentCallName> {
  return {
    'incidents:list': (query) => engine.incidents(query),
    'incidents:history': ({ id }) => engine.incidentHistory(id),
    'incidents:acknowledge': ({ id }) => engine.acknowledge(id),
    'incidents:close': ({ id }) => engine.closeIncident(id),
  };
}

/** Handles pausing all rules and muting one. */
export function silenceCalls(
  engine: EngineClient,
): Pick<CallHandlers, 'watch:pause' | 'watch:resume' | 'rules:mute' | 'rules:unmute'> {
  return {
    'watch:pause': async (length) => {
      await engine.pause(pauseEnd(length, Date.now()));
      return undefined;
    },
    'watch:resume': async () => {
      await engine.pause(null);
      return undefined;
    },
    'rules:mute': async ({ ruleId, length }) => {
      await engine.mute(ruleId, muteEnd(length, Date.now()));
      return undefined;
    },
    'rules:unmute': async (ruleId) => {
      await engine.mute(ruleId, null);
      return undefined;
    },
  };
}
